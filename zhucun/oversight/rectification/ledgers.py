"""What other ledgers show of rectification: 调度表, prompts, what townships and units have to do."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.urls import reverse

from zhucun.lib.periods import Span
from zhucun.oversight.duties.of_townships import of_township, within
from zhucun.oversight.duties.registry import Asked as DutyAsked
from zhucun.oversight.duties.registry import Duty, duty
from zhucun.oversight.duties.rules import Side
from zhucun.oversight.prompts.measures import prompt_measure
from zhucun.oversight.rectification.models import ItemQuerySet, RectificationItem
from zhucun.oversight.rectification.rules import RUNNING, State
from zhucun.oversight.review.columns import Asked, Leading, review_column
from zhucun.oversight.review.ledgers import by_township


def items_in(view: str) -> Leading:
    def leads_to(asked: Asked, code: str) -> str:
        narrowed = {"view": view} if code == asked.county_code else {"view": view, "township": code}
        return f"{reverse('oversight:rectification.ledger')}?{urlencode(narrowed)}"

    return leads_to


@review_column("rectification_late", "整改逾期", order=100, leads_to=items_in("late"), is_lack=True)
def late_items(asked: Asked) -> Mapping[str, int]:
    return by_township(RectificationItem.objects.visible_to(asked.actor).overdue(asked.day))


@prompt_measure("rectified", "反馈整改", unit="项")
def rectified(teams: Sequence[int], span: Span) -> Mapping[int, int]:
    rows = RectificationItem.objects.filter(team__in=teams, replied_on__gte=span.since, replied_on__lt=span.until)
    return dict(rows.order_by().values_list("team").annotate(n=Count("pk")))


def _this_year(asked: DutyAsked) -> ItemQuerySet:
    """Those of this year, and older ones that are still open."""
    rows = RectificationItem.objects.standing().filter(place_code__startswith=asked.county_code)
    return rows.exclude(state=State.CLOSED, letter__issued_on__year__lt=asked.day.year).order_by()


def _duties(rows: ItemQuerySet, path: str, asked: DutyAsked) -> dict[Any, Duty]:
    """By holder: how many are replied to, of how many; when the next is due."""
    running = Q(state__in=RUNNING)
    counted = rows.values_list(path).annotate(
        of=Count("pk"), open=Count("pk", filter=running), first=Min("due_on", filter=running)
    )
    url = reverse("oversight:rectification.ledger")
    return {
        key: Duty(of - still, of, due_on=first, is_late=first is not None and first < asked.day, do=url)
        for key, of, still, first in counted
    }


@duty(Side.UNIT, "rectification", "整改反馈", rule="R-INS-09", period="按期限", order=65, verb="去反馈", unit="项")
def of_units(asked: DutyAsked) -> Mapping[Any, Duty]:
    rows = _this_year(asked).filter(letter__unit__in=asked.keys)
    return _duties(rows, "letter__unit", asked)


@duty(Side.TOWNSHIP, "rectification", "整改反馈", rule="R-INS-09", period="按期限", order=64, verb="去反馈", unit="项")
def of_townships(asked: DutyAsked) -> Mapping[Any, Duty]:
    """Letters to the township itself."""
    rows = _this_year(asked).filter(letter__township_code__in=asked.keys)
    return _duties(rows, "letter__township_code", asked)


@duty(
    Side.TOWNSHIP,
    "rectification_signed",
    "签整改反馈",
    rule="R-INS-09",
    period="随到随签",
    order=66,
    verb="去签",
    unit="项",
)
def signed(asked: DutyAsked) -> Mapping[Any, Duty]:
    """What units and teams replied, which the township has seen."""
    rows = _this_year(asked).filter(within(asked, "place_code"), replied_on__isnull=False)
    rows = rows.annotate(township=of_township("place_code"))
    counted = rows.values_list("township").annotate(of=Count("pk"), open=Count("pk", filter=Q(state=State.REPLIED)))
    url = f"{reverse('oversight:rectification.ledger')}?view=replied"
    return {code: Duty(of - still, of, do=url) for code, of, still in counted if code in asked.keys}
