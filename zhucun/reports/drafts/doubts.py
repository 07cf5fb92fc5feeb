"""What is wrong with the days of a draft before any number is: none such, end before beginning, no ledger yet then."""

import re
from collections.abc import Iterator
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.org.places.models import CountyOffice
from zhucun.reports.checking.written import plain
from zhucun.reports.drafts.models import Draft

DAY = r"(?:(?P<{0}_year>\d{{4}})年)?(?P<{0}_month>\d{{1,2}})月(?P<{0}_day>\d{{1,2}})[日号]"
ONE, OTHER = DAY.format("one"), DAY.format("other")
A_DAY = re.compile(ONE)
A_SPAN = re.compile(rf"{ONE}(?:\d{{1,2}}时)?(?:至|到|—{{1,2}}|~|-){OTHER}")


def doubts_of_days(text: str, as_of: date) -> Iterator[str]:
    """In the order of the text. Pure."""
    said = plain(text)
    for found in A_DAY.finditer(said):
        if _day(found, "one", as_of.year) is None:
            yield f"正文里的“{found[0]}”没有这一天，改过来再核对。"
    for found in A_SPAN.finditer(said):
        since = _day(found, "one", as_of.year)
        until = _day(found, "other", since.year) if since else None
        if since and until and until < since and found["other_year"]:
            yield f"“{found[0]}”的起止日期反了。"


def _day(found: re.Match[str], which: str, year: int) -> date | None:
    try:
        parts = found[f"{which}_year"] or year, found[f"{which}_month"], found[f"{which}_day"]
        return date(*map(int, parts))
    except ValueError:
        return None


def doubts_of(draft: Draft, text: str, actor: Actor) -> list[str]:
    """The text's own, and whether there was a ledger on the day it is of."""
    first = CountyOffice.objects.filter(county__code=draft.county_code).values_list("started_on", flat=True).first()
    early = first is not None and draft.as_of < first
    told = [f"截止日 {draft.as_of:%Y-%m-%d} 早于建账日 {first:%Y-%m-%d}，那时的台账不全，数只作参考。"] if early else []
    return [*told, *dict.fromkeys(doubts_of_days(text, draft.as_of))]
