"""From which level a unit is, and of what kind: read off its name where that is sure, never invented."""

import re
from collections.abc import Iterable

from zhucun.org.people.rules import SendingLevel, UnitKind
from zhucun.sheets.matching import compared
from zhucun.sheets.matching_units import PARTY, Territory

LEVELS = {SendingLevel.PROVINCE: "省直", SendingLevel.PREFECTURE: "市直", SendingLevel.COUNTY: "县直"}
CODE_LENGTHS = {SendingLevel.PROVINCE: 2, SendingLevel.PREFECTURE: 4, SendingLevel.COUNTY: 6}
PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}?(?:省|自治区))?"
    r"(?:[\u4e00-\u9fff]{2,6}?(?:市(?![场政民容直])|自治州))?"
    r"(?:(?:[\u4e00-\u9fff]{2,6}?(?:市(?![场政民容直])|区)|[\u4e00-\u9fff]{1,7}?(?:县(?![委直级域政])|旗)))?"
)
NO_PLACE = re.compile(
    "[城超都]市|(?:开发|高新|技术|示范|保护|产业|工业|经济|管理|风景|名胜|农村|农业|[园景库社新城山林矿校灾地片辖小])+区|[红国军彩]旗"
)
TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道)(?:人民政府|政府|办事处|党委|党工委|委员会|人大)?")
KINDS = (
    (UnitKind.POLITICAL_LEGAL, re.compile(r"(?:检察院|法院|公安局|司法局|政法委|政法委员会)$")),
    (
        UnitKind.EDUCATION_HEALTH,
        re.compile(r"(?:教育局|教育体育局|卫生健康局|卫健局|中学|小学|学校|幼儿园|医院|卫生院)$"),
    ),
    (UnitKind.AGRICULTURAL, re.compile(r"(?:农业农村局|水利局|林业局|乡村振兴局|扶贫办)$")),
    (UnitKind.ENTERPRISE, re.compile(r"(?:公司|集团)$")),
)


def level_of(name: str, territory: Territory) -> SendingLevel | None:
    """None where the name begins with another place: whoever sends from there is a person's to say (R-ORG-03)."""
    own = _without_party(name)
    for level, full in _inmost_first(territory):
        if full and full in own and _only_places(own[: own.index(full)], territory):
            return level
    if elsewhere(name, territory):
        return None
    if own.startswith("省") and not own.startswith("省城"):
        return SendingLevel.PROVINCE
    is_of_prefecture = own.startswith("市") and not re.match("市[场政民容]", own)
    if is_of_prefecture:
        return None if compared(territory.county).endswith("市") else SendingLevel.PREFECTURE
    return SendingLevel.COUNTY


def _inmost_first(territory: Territory) -> list[tuple[SendingLevel, str]]:
    names = (territory.county, territory.prefecture, territory.province)
    return list(zip(reversed(LEVELS), map(compared, names), strict=True))


def _only_places(before: str, territory: Territory) -> bool:
    """湖南省某州市 before 东山县, and nothing else."""
    for _, full in _inmost_first(territory):
        before = before.replace(full, "") if full else before
    return not before or bool(PLACE.fullmatch(before))


def elsewhere(name: str, territory: Territory) -> str:
    """广州市天河区, where the name begins so and that is neither the county nor above it; else empty."""
    found = PLACE.match(_without_party(name))
    place = found[0] if found else ""
    county = compared(territory.county)
    is_own = len(county) > 2 and place.startswith(county[:-1])
    return "" if not place or is_own or NO_PLACE.fullmatch(place) else place


def _without_party(name: str) -> str:
    plain = compared(name)
    for word in PARTY:
        plain = plain.removeprefix(word)
    return plain


def kind_of(name: str, level: SendingLevel, territory: Territory) -> UnitKind:
    """Other, unless the name leaves no doubt."""
    own = _without_party(name).removeprefix(compared(territory.county))
    if level == SendingLevel.COUNTY and TOWNSHIP.fullmatch(own):
        return UnitKind.TOWNSHIP
    return next((kind for kind, ending in KINDS if ending.search(own)), UnitKind.OTHER)


def level_code(name: str, told: Iterable[str], county_code: str, territory: Territory) -> str:
    """The code of a new unit's own level: as it was told, else as the name says, else the county's."""
    found = next((level for level in LEVELS if level in told), None) or level_of(name, territory) or SendingLevel.COUNTY
    return county_code[: CODE_LENGTHS[found]]
