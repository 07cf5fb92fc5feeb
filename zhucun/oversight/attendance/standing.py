"""Where each of many people is on a day, of counties with their own terms, in two queries however many they are."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet, Value
from django.db.models.functions import Substr

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.oversight.attendance.models import DayMark, MonthLine
from zhucun.oversight.attendance.rules import month_key
from zhucun.oversight.attendance.terms import terms_by_county
from zhucun.oversight.attendance.truth import Terms, truth

COUNTY = 6  # digits of a code
LOCKED = "locked"


def category_keys(postings: QuerySet[Posting], day: date, actor: Actor) -> dict[int, str]:
    """Posting → category of the day's first half; `postings` are there on the day."""
    half = halves.half_of(day)
    codes = dict(postings.order_by().values_list("pk", "place_code"))
    terms = terms_by_county(actor, {code[:COUNTY] for code in codes.values()}, day)
    said = _said(postings, half, day)
    return {pk: _category(terms[code[:COUNTY]], day, said.get(pk, {})) for pk, code in codes.items()}


def _category(terms: Terms, day: date, said: dict[str, str]) -> str:
    if (frozen := said.get(LOCKED, "")) in terms.by_mark:
        return terms.by_mark[frozen].key
    return truth(terms.default(day), **{side: word for side, word in said.items() if side != LOCKED})


def _said(postings: QuerySet[Posting], half: int, day: date) -> dict[int, dict[str, str]]:
    """Posting → side → category, with the letter that was locked; one query."""
    keys, at = postings.order_by().values("pk"), (day.day - 1) * halves.PER_DAY + 1
    marks = DayMark.objects.filter(posting__in=keys, half=half).order_by().values_list("posting", "side", "category")
    lines = MonthLine.objects.locked().filter(posting__in=keys, month=month_key(day)).order_by()
    letters = lines.annotate(zc_side=Value(LOCKED), zc_mark=Substr("marks", at, 1))
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for posting, side, word in marks.union(letters.values_list("posting", "zc_side", "zc_mark"), all=True):
        found[posting][side] = word
    return found
