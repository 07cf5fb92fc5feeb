"""Permissions, posts and pure decisions about village committees."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.periods import add_months
from zhucun.org.places.rules import Kind

SEE = permission("committee.see", "看村“两委”干部")
KEEP = permission("committee.keep", "登记村“两委”干部、换届")

SEATED = (Kind.VILLAGE, Kind.COMMUNITY)  # a site has no committee of its own
YOUNG_YEARS = 35  # 35 周岁及以下 (R-TASK-03)
OF_AGE = 18
TOWNSHIP_DIGITS = 9
SECRETARY_ROLE = "village_secretary"


class PartyPost(TextChoices):
    """In the village's party organisation."""

    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    MEMBER = "member", "支委"


class VillagePost(TextChoices):
    """In the villagers' committee."""

    DIRECTOR = "director", "主任"
    DEPUTY = "deputy", "副主任"
    MEMBER = "member", "村委"


class Left(TextChoices):
    """Why somebody no longer sits there."""

    RENEWAL = "renewal", "换届"
    RESIGNED = "resigned", "辞职"
    MOVED = "moved", "调走"
    REMOVED = "removed", "免职、罢免"
    DIED = "died", "去世"
    OTHER = "other", "别的"


def posts_in_words(party_post: str, village_post: str) -> str:
    """书记、主任; of 一肩挑 that is the same person."""
    held = [PartyPost(party_post).label] if party_post else []
    held += [VillagePost(village_post).label] if village_post else []
    return "、".join(held)


def must_hold_a_post(party_post: str, village_post: str) -> None:
    if party_post not in ("", *PartyPost.values):
        raise Refused("在列出来的里面选一个。", field="party_post")
    if village_post not in ("", *VillagePost.values):
        raise Refused("在列出来的里面选一个。", field="village_post")
    if not (party_post or village_post):
        raise Refused("支部、村委会里的职务至少选一个。", field="party_post")


def must_be_a_party_member(party_post: str, is_party_member: bool) -> None:
    if party_post and not is_party_member:
        raise Refused("支部里的职务要党员来任。勾上党员，或者只选村委会的职务。", field="is_party_member")


def must_have_begun(since: date, today: date) -> None:
    if since > today:
        raise Refused(f"{since.year}年{since.month}月{since.day}日还没到。到任的当天或者以后再登记。", field="since")


def must_follow(last_day: date, since: date, today: date) -> None:
    if last_day > today:
        raise Refused(f"{last_day.year}年{last_day.month}月{last_day.day}日还没到。写最后一天。", field="last_day")
    if last_day < since:
        raise Refused(f"{since:%Y-%m-%d} 才到任，最后一天不能在那以前。", field="last_day")


def must_be_born_before(birth_month: date | None, since: date) -> None:
    """Of age to be elected."""
    if birth_month is not None and date(birth_month.year + OF_AGE, birth_month.month, 1) > since:
        raise Refused("到任时不满 18 周岁，核对出生年月。", field="birth_month")


def years_later(day: date, years: int) -> date:
    return add_months(day, 12 * years)
