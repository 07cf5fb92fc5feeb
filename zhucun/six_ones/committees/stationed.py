"""Who is stationed does not sit in a village committee and does not stand for one (R-ORG-08); called by acts and by
deciding."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting

Stationed = Mapping[str, Sequence[Posting]]


def stationed_among(names: Iterable[str], county_code: str) -> Stationed:
    """By name, every posting in the county of somebody called so. One query."""
    called = Posting.objects.filter(cadre__person__name__in=set(names), place_code__startswith=county_code)
    found: dict[str, list[Posting]] = {}
    for posting in called.select_related("cadre__person", "team").order_by("since", "pk"):
        found.setdefault(posting.cadre.person.name, []).append(posting)
    return found


def must_not_be_stationed(
    name: str, birth_month: date | None, since: date, until: date | None, stationed: Stationed
) -> None:
    """Somebody else of the same name is told apart by the birth month."""
    for posting in stationed.get(name, ()):
        born = posting.cadre.person.birth_month
        is_other = birth_month is not None and born is not None and birth_month != born
        if is_other or not _share_a_day(posting, since, until):
            continue
        when = "" if posting.until is None else f"（到 {posting.until:%Y-%m-%d}）"
        hint = "" if birth_month else "同名不同人的，写上出生年月。"
        raise Refused(
            f"{name}在{posting.team.name}驻村{when}，不参加换届选举，不占村“两委”职数。{hint}",
            field="name",
            rule="R-ORG-08",
        )


def _share_a_day(posting: Posting, since: date, until: date | None) -> bool:
    return (until is None or posting.since < until) and (posting.until is None or since < posting.until)
