"""The list of who leaves and who stays: by the term, or as it was decided of somebody."""

from datetime import date, timedelta

from django.db.models import BooleanField, Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import ChangeKind, latest_start, term_ends
from zhucun.dispatch.rounds.models import RoundStayer, SelectionRound
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.dispatch.rounds.reading import policy_of
from zhucun.dispatch.rounds.rules import Scope
from zhucun.web.tables import Cell, Column, Table, View

ONE_DAY = timedelta(days=1)

PER_PAGE = 60


def with_staying(postings: QuerySet[Posting], round_: SelectionRound, day: date) -> QuerySet[Posting]:
    """Adds `stays` and `told`: what was said otherwise than by the term."""
    told = RoundStayer.objects.filter(round=round_, posting=OuterRef("pk")).values("stays")[:1]
    goes = _over(round_, day) if round_.posted_on is None else _rotated(round_)
    by_term = Case(When(goes, then=Value(False)), default=Value(True), output_field=BooleanField())
    there = postings.filter(_asked_of(round_), team__in=round_.teams().values("pk"))
    loaded = there.select_related("cadre__person", "team", "sending_unit").in_order_of_places()
    loaded = loaded.defer("cadre__person__phone", "cadre__person__id_number")
    return loaded.annotate(told=Subquery(told)).annotate(
        stays=Coalesce(F("told"), by_term, output_field=BooleanField())
    )


def _over(round_: SelectionRound, day: date) -> Q:
    if round_.scope == Scope.VACANCIES:
        return Q(pk__in=[])
    return Q(since__lte=latest_start(round_.rotates_before, policy_of(round_, day).selection.term_months, 0))


def _rotated(round_: SelectionRound) -> Q:
    """Whom the round has ended: it wrote its document on every end."""
    return Q(end_kind=ChangeKind.ROTATION, end_basis=round_.basis, until__gt=round_.since)


def _asked_of(round_: SelectionRound) -> Q:
    """Who is there; once a round is posted, who was there then, without those it sent."""
    if round_.posted_on is None:
        return Q(until__isnull=True)
    sent = ProposedSeat.objects.filter(round=round_, posting__isnull=False).values("posting")
    later = Q(until__gt=round_.posted_on) & ~Q(end_kind=ChangeKind.ROTATION)
    there = Q(until__isnull=True) | later | _rotated(round_)
    return there & Q(since__lt=round_.since) & ~Q(pk__in=sent)


def staying_table(round_: SelectionRound, *, singly: bool) -> Table:
    """`singly` puts a button behind each row; where rows are ticked there is one for all."""
    months = policy_of(round_, round_.opened_on).selection.term_months

    def action(row: Posting) -> Cell:
        context = {"row": row, "round": round_}
        return Cell("", template="dispatch/selection/pages/_stay.html", context=context)

    columns = [
        Column("name", "姓名", _name, sort="cadre__person__name_key", plain=lambda row: str(row.cadre), width=12),
        Column("team", "工作队", lambda row: Cell(row.team.name), width=22),
        Column("unit", "派出单位", lambda row: row.sending_unit.name, width=24),
        Column("since", "派驻自", lambda row: f"{row.since:%Y-%m-%d}", sort="since"),
        Column("until", "任期到", lambda row: f"{term_ends(row.since, months) - ONE_DAY:%Y-%m-%d}", sort="since"),
        Column("stays", "走还是留", _stays, is_tight=True),
    ]
    if singly:
        columns.append(Column("do", "改", action, plain=lambda row: ""))
    return Table(
        name="stayers",
        caption="谁走谁留",
        columns=columns,
        views=(
            View("leave", "轮换", Q(stays=False)),
            View("stay", "留任", Q(stays=True)),
            View("told", "不按任期定的", Q(told__isnull=False)),
        ),
        search=lambda rows, text: rows.filter(
            Q(cadre__person__name__contains=text) | Q(team__name__contains=text) | Q(sending_unit__name__contains=text)
        ),
        search_hint="姓名、工作队、单位",
        order=("township_position", "place_code", "pk"),
        per_page=PER_PAGE,
        counted=lambda count: f"{count} 人",
        empty={"text": "没有这样的人。", "icon": "users"},
    )


def _name(row: Posting) -> Cell:
    return Cell(str(row.cadre), url=reverse("dispatch:members.one", args=[row.cadre_id]))


def _stays(row: Posting) -> Cell:
    word = "留任" if row.stays else "轮换"
    told = "" if row.told is None else "（定的）"
    state = "done" if row.stays else "soon"
    return Cell(word, template="web/pages/_stage.html", context={"state": state, "word": f"{word}{told}"})
