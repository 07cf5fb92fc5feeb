"""Places and units are found however they are written; what is not sure is said, never guessed."""

import pytest

from zhucun.sheets.matching import Match, parts_of
from zhucun.sheets.matching_places import PlaceCandidate, PlaceMatcher, place_stem
from zhucun.sheets.matching_units import Territory, UnitCandidate, UnitMatcher

PLACES = PlaceMatcher(
    [
        PlaceCandidate("d", "东岭镇", "township"),
        PlaceCandidate("x", "西河镇", "township"),
        PlaceCandidate("c", "城关街道", "township"),
        PlaceCandidate("y", "瑶山瑶族乡", "township"),
        PlaceCandidate(1, "石坪村委会", "village", "东岭镇"),
        PlaceCandidate(2, "新村村委会", "village", "东岭镇"),
        PlaceCandidate(3, "新村村委会", "village", "西河镇"),
        PlaceCandidate(4, "城北社区居委会", "community", "城关街道"),
        PlaceCandidate(5, "团结村委会", "village", "西河镇"),
        PlaceCandidate(6, "团结社区", "community", "城关街道"),
        PlaceCandidate(7, "湾田洞村委会", "village", "东岭镇", ("汪田洞村委会",)),
        PlaceCandidate(8, "幸福家园安置点", "site", "城关街道"),
        PlaceCandidate(9, "三村村", "village", "西河镇"),
        PlaceCandidate(10, "龙马村", "village", "西河镇"),
    ],
    county="东山县",
)
UNITS = UnitMatcher(
    [
        UnitCandidate("agri", "东山县农业农村局"),
        UnitCandidate("org", "中共东山县委组织部", ("县委组织部",)),
        UnitCandidate("edu", "县教育体育局"),
        UnitCandidate("market", "东山县市场监督管理局"),
        UnitCandidate("gov", "东山县人民政府办公室"),
        UnitCandidate("fin-c", "东山县财政局"),
        UnitCandidate("fin-p", "南州市财政局"),
        UnitCandidate("prov", "江南省水利厅"),
        UnitCandidate("town", "西河镇人民政府"),
        UnitCandidate("bank", "东山农商银行"),
    ],
    Territory("东山县", "南州市", "江南省"),
    ("东岭镇", "西河镇"),
)


@pytest.mark.parametrize(
    "text",
    [
        "石坪村委会",
        "石坪村",
        "石坪",
        "石坪村民委员会",
        "石 坪 村",
        "东岭镇石坪村",
        "东山县东岭镇石坪村",
        "东岭石坪村",
        "石坪村村委会",
    ],
)
def test_a_village_by_any_of_its_endings(text: str) -> None:
    assert PLACES.find(text).found == 1


@pytest.mark.parametrize("text", ["城北社区", "城北居委会", "城北社区居民委员会", "城北"])
def test_a_community_by_any_of_its_endings(text: str) -> None:
    assert PLACES.find(text).found == 4


def test_traditional_characters_are_compared_as_simplified() -> None:
    assert (PLACES.find("灣田洞村").found, PLACES.find("龍馬村").found) == (7, 10)


def test_a_former_name_is_known() -> None:
    assert PLACES.find("汪田洞村").found == 7


def test_sites_and_villages_whose_name_is_a_village() -> None:
    assert (PLACES.find("幸福家园安置点").found, PLACES.find("三村村").found, PLACES.find("三村").found) == (8, 9, 9)


def test_a_name_that_occurs_twice_is_settled_by_the_township_alone() -> None:
    match = PLACES.find("新村")

    assert (match.sureness, match.suggestions) == ("doubtful", ((2, "东岭镇新村村委会"), (3, "西河镇新村村委会")))
    assert match.problem == "县里有 2 个“新村”：东岭镇新村村委会、西河镇新村村委会。请写上乡镇。"
    assert PLACES.find("新村", "西河").found == PLACES.find("西河镇新村").found == 3


def test_a_name_that_is_another_villages_short_name_is_no_sure_match() -> None:
    twins = PlaceMatcher(
        [
            PlaceCandidate("b", "乙镇", "township"),
            PlaceCandidate(1, "新村", "village", "甲镇"),
            PlaceCandidate(2, "新村村委会", "village", "乙镇"),
        ]
    )

    assert (twins.find("新村").sureness, twins.find("新村", "乙镇").found) == ("doubtful", 2)


def test_village_and_community_of_one_name_are_told_apart_by_the_ending() -> None:
    assert (PLACES.find("团结村").found, PLACES.find("团结社区").found) == (5, 6)
    assert PLACES.find("团结").sureness == "doubtful"


def test_a_village_that_stands_as_a_community_is_asked() -> None:
    match = PLACES.find("城北村")

    assert (match.sureness, match.suggestions) == ("doubtful", ((4, "城关街道城北社区居委会"),))


def test_a_village_of_another_township_is_unknown_there() -> None:
    assert PLACES.find("石坪村", "西河镇").problem == "西河镇没有“石坪村”，县里有东岭镇石坪村委会。请核对乡镇和村名。"
    assert "对不上" in PLACES.find("东岭镇石坪村", "西河镇").problem


def test_an_unknown_village_comes_with_the_nearest() -> None:
    match = PLACES.find("石平村")

    assert (match.sureness, match.problem) == ("unknown", "县里没有“石平村”。最接近的是东岭镇石坪村委会。")
    assert PLACES.find("乌有之乡").suggestions == ()


def test_a_township_is_no_village_and_a_unit_no_township() -> None:
    assert PLACES.find("东岭镇").problem == "“东岭镇”是乡镇，不是村。请写到村、社区或安置点。"
    assert "像是单位" in PLACES.find_township("县农业农村局").problem
    assert PLACES.find_township("东岭").found == PLACES.find_township("东岭镇人民政府").found == "d"
    assert PLACES.find_township("瑶山乡").sureness == "unknown"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("石坪村委会", ("石坪", "village")),
        ("城北社区居委会", ("城北", "community")),
        ("新村村委会", ("新村", "village")),
        ("三村村", ("三村", "village")),
        ("新村", ("新村", "")),
        ("幸福安置点", ("幸福安置点", "")),
    ],
)
def test_stems(name: str, stem: tuple[str, str]) -> None:
    assert place_stem(name) == stem


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("东山县农业农村局", "agri"),
        ("县农业农村局", "agri"),
        ("农业农村局", "agri"),
        ("东山农业农村局", "agri"),
        ("南州市东山县农业农村局", "agri"),
        ("江南省南州市东山县农业农村局", "agri"),
        ("县 农业 农村局", "agri"),
        ("縣農業農村局", "agri"),
        ("县委组织部", "org"),
        ("中共东山县委组织部", "org"),
        ("东山县组织部", "org"),
        ("组织部", "org"),
        ("东山县教育体育局", "edu"),
        ("教育体育局", "edu"),
        ("县市场监督管理局", "market"),
        ("市场监督管理局", "market"),
        ("县政府办", "gov"),
        ("县政府办公室", "gov"),
        ("市财政局", "fin-p"),
        ("县财政局", "fin-c"),
        ("省水利厅", "prov"),
        ("西河镇人民政府", "town"),
        ("西河镇政府", "town"),
        ("东山农商银行", "bank"),
    ],
)
def test_a_unit_by_any_way_of_writing_it(text: str, key: str) -> None:
    assert UNITS.find(text) == Match("sure", key)


def test_units_of_two_levels_with_one_name_are_asked() -> None:
    match = UNITS.find("财政局")

    assert (match.sureness, {key for key, _ in match.suggestions}) == ("doubtful", {"fin-c", "fin-p"})


def test_an_abbreviation_is_likely_but_asked() -> None:
    match = UNITS.find("县教体局")

    assert (match.sureness, match.suggestions) == ("doubtful", (("edu", "县教育体育局"),))


def test_a_township_posing_as_a_unit() -> None:
    assert UNITS.find("东岭镇").problem == "“东岭镇”是乡镇，不是登记过的单位。确实由乡镇派人的，先登记“东岭镇”为单位。"
    assert "是乡镇" in UNITS.find("东山县东岭镇人民政府").problem


def test_an_unknown_unit_comes_with_the_nearest() -> None:
    match = UNITS.find("县农业农机局")

    assert (match.sureness, match.problem) == ("unknown", "单位“县农业农机局”没有登记过。最接近的是东山县农业农村局。")


def test_a_post_behind_the_unit_is_parted_from_it() -> None:
    assert UNITS.find_with_post("县农业农村局副局长") == Match("sure", "agri", rest="副局长")
    assert UNITS.find_with_post("县委组织部 干部") == Match("sure", "org", rest="干部")
    assert UNITS.find_with_post("无此局副局长").sureness == "unknown"


def test_several_names_in_a_cell() -> None:
    assert parts_of("县教育局、县水利局/县林业局，\n") == ["县教育局", "县水利局", "县林业局"]
