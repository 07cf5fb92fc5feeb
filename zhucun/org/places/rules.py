"""Kinds of place, tags, and which code belongs under which."""

from collections.abc import Iterable

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.policy.profile import TAGS as TAG_LABELS

SEE = permission("place.see", "看点位")
KEEP = permission("place.keep", "维护点位和类别")
SEE_HOUSEHOLDS = permission("household.see", "看农户名单")
OPEN_COUNTY = permission("place.open_county", "开通一个县")


class Kind(TextChoices):
    PROVINCE = "province", "省"
    PREFECTURE = "prefecture", "市州"
    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡镇（街道）"
    VILLAGE = "village", "村"
    COMMUNITY = "community", "社区"
    SITE = "site", "集中安置点"


Tag = TextChoices("Tag", [(key.upper(), (key, label)) for key, label in TAG_LABELS.items()])

SERVED = (Kind.VILLAGE, Kind.COMMUNITY, Kind.SITE)  # what a team can be sent to (R-ORG-10)
CODE_LENGTH = {
    Kind.PROVINCE: 2,
    Kind.PREFECTURE: 4,
    Kind.COUNTY: 6,
    Kind.TOWNSHIP: 9,
    Kind.VILLAGE: 12,
    Kind.COMMUNITY: 12,
    Kind.SITE: 14,
}
UNDER = {
    Kind.TOWNSHIP: (Kind.COUNTY,),
    Kind.VILLAGE: (Kind.TOWNSHIP,),
    Kind.COMMUNITY: (Kind.TOWNSHIP,),
    Kind.SITE: (Kind.VILLAGE, Kind.COMMUNITY),
}
# The numbers a place gets here when its official code is not known; official lists do not use the nine hundreds.
LOCAL_NUMBERS = {Kind.TOWNSHIP: range(900, 1000), Kind.VILLAGE: range(900, 1000), Kind.COMMUNITY: range(900, 1000)}
SITE_NUMBERS = range(1, 100)
ENDINGS = ("村民委员会", "社区居民委员会", "居民委员会", "社区居委会", "村委会", "居委会", "社区", "村")


def short_name(name: str) -> str:
    """The name without its official ending, for matching and for lists: 石坪村委会 → 石坪."""
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return short_name(name.removesuffix(ending)) if ending != "村" else name.removesuffix(ending)
    return name


def spoken_name(name: str) -> str:
    """The place, where the official name is that of its committee: 石坪村委会 → 石坪村, 城北居委会 → 城北社区."""
    for committee, ending in (("村民委员会", "村"), ("村委会", "村"), ("居民委员会", "社区"), ("居委会", "社区")):
        if name.endswith(committee) and len(name) > len(committee):
            return f"{short_name(name)}{ending}"
    return name


def must_fit(code: str, kind: str, parent_code: str | None) -> None:
    """A code has its kind's length and begins with its parent's code."""
    label = Kind(kind).label
    if not code.isdigit() or len(code) != CODE_LENGTH[kind]:
        raise Refused(f"{label}的代码要有 {CODE_LENGTH[kind]} 位数字，现在是“{code}”。", field="code")
    if parent_code is not None and not code.startswith(parent_code):
        raise Refused(f"代码 {code} 不在上级 {parent_code} 之下。", field="code")


def must_stand_under(kind: str, parent_kind: str) -> None:
    """A village lies in a township, a site in a village or community."""
    allowed = UNDER.get(Kind(kind))
    if allowed is not None and parent_kind not in allowed:
        where = "或".join(Kind(one).label for one in allowed)
        raise Refused(f"{Kind(kind).label}要登记在{where}之下，不能登记在{Kind(parent_kind).label}之下。", field="kind")


def free_code(parent_code: str, kind: str, taken: Iterable[str]) -> str:
    """The next code that may be given here: a site's two-digit suffix, or a local code of the nine hundreds."""
    width = CODE_LENGTH[Kind(kind)] - len(parent_code)
    numbers = SITE_NUMBERS if kind == Kind.SITE else LOCAL_NUMBERS.get(Kind(kind), range(0))
    used = set(taken)
    for number in numbers:
        if (code := f"{parent_code}{number:0{width}}") not in used:
            return code
    raise Refused(f"{parent_code} 之下没有空着的本地代码了，请填官方代码。", field="code")
