"""What a unit's name says of its level and kind, and what it does not."""

import pytest

from zhucun.org.people.rules import SendingLevel, UnitKind
from zhucun.org.people.unit_levels import elsewhere, kind_of, level_of
from zhucun.sheets.matching_units import Territory

HERE = Territory("兴宁市", "梅州市", "广东省")


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("兴宁市纪委", SendingLevel.COUNTY),
        ("中共兴宁市委办", SendingLevel.COUNTY),
        ("广东省梅州市兴宁市水利局", SendingLevel.COUNTY),
        ("永和镇人民政府", SendingLevel.COUNTY),
        ("城市管理局", SendingLevel.COUNTY),
        ("市场监督管理局", SendingLevel.COUNTY),
        ("高新区管委会", SendingLevel.COUNTY),
        ("社区服务中心", SendingLevel.COUNTY),
        ("县直机关工委", SendingLevel.COUNTY),
        ("梅州市人民检察院", SendingLevel.PREFECTURE),
        ("广东省水利厅", SendingLevel.PROVINCE),
        ("省水利厅", SendingLevel.PROVINCE),
        ("市水利局", None),  # the county is a 市 itself
    ],
)
def test_a_level_is_read_off_a_name_of_the_own_places(name: str, level: SendingLevel | None) -> None:
    assert level_of(name, HERE) == level


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("天河区教育局", "天河区"),
        ("广州市天河区城市管理局", "广州市天河区"),
        ("上海市浦东新区发改委", "上海市浦东新区"),
        ("道县教育局", "道县"),
        ("湖南省水利厅", "湖南省"),
        ("南山区人民法院", "南山区"),
    ],
)
def test_a_name_that_begins_with_another_place_says_no_level(name: str, place: str) -> None:
    assert (level_of(name, HERE), elsewhere(name, HERE)) == (None, place)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("永和镇人民政府", UnitKind.TOWNSHIP),
        ("兴宁市宁新街道办事处", UnitKind.TOWNSHIP),
        ("乡镇企业局", UnitKind.OTHER),
        ("兴宁市人民法院", UnitKind.POLITICAL_LEGAL),
        ("兴宁市水电有限公司", UnitKind.ENTERPRISE),
        ("兴宁市纪委", UnitKind.OTHER),
    ],
)
def test_a_kind_is_taken_only_where_the_name_leaves_no_doubt(name: str, kind: UnitKind) -> None:
    assert kind_of(name, SendingLevel.COUNTY, HERE) == kind
