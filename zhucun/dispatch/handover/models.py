"""Handover with its items and signatures."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, CharField, Count, F, Q, Subquery, Value, When
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.handover.rules import SEE, ItemKind, Outcome, Side, Standing, State
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, Team


def _of_both(path: str, prefix: str = "") -> Callable[[Iterable[int]], Q]:
    """Reached by the one who leaves and by the one who follows."""

    def condition(values: Iterable[int]) -> Q:
        keys = list(values)
        return Q(**{f"{prefix}leaving__{path}__in": keys}) | Q(**{f"{prefix}incoming__{path}__in": keys})

    return condition


class HandoverQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def late(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)

    def with_standing(self) -> Self:
        """Adds `item_count`, `settled_count`, and for each side `signed_by_…`, the name or empty, `paper_by_…`."""
        items = HandoverItem.objects.filter(handover=OuterRef("pk")).order_by().values("handover")
        counted = items.annotate(n=Count("pk")).values("n")
        settled = items.filter(settled_on__isnull=False).annotate(n=Count("pk")).values("n")
        signed = {
            f"signed_by_{side.value}": Coalesce(
                Subquery(HandoverSignature.objects.filter(handover=OuterRef("pk"), side=side).values("signed_by")[:1]),
                Value("", CharField()),
            )
            for side in Side
        }
        return self.annotate(
            item_count=Coalesce(Subquery(counted), 0), settled_count=Coalesce(Subquery(settled), 0), **signed
        )

    def with_lack(self) -> Self:
        """Adds `lack`, after `with_standing`: what the handover waits for, as one word to count and filter by."""
        cases = [
            When(state=State.DONE, then=Value("")),
            When(settled_count__lt=F("item_count"), then=Value("items")),
            *[When(**{f"signed_by_{side.value}": ""}, then=Value(side.value)) for side in Side],
        ]
        return self.annotate(lack=Case(*cases, default=Value(""), output_field=CharField()))

    def with_people(self) -> Self:
        hidden = [f"{side}__cadre__person__{name}" for side in ("leaving", "incoming") for name in HIDDEN]
        return self.select_related(
            "team", "leaving__cadre__person", "incoming__cadre__person", "incoming__sending_unit"
        ).defer(*hidden)


HIDDEN = ("phone", "id_number")


class Handover(Row, Scoped):
    """交接: made when a successor's posting starts, closed when both and the township have signed (R-SEL-18)."""

    SCOPE = {
        "place": "place_code",
        "sender": _of_both("sending_unit"),
        "team": "team",
        "cadre": _of_both("cadre"),
    }
    SEE = SEE
    NAMED_WITH = ("leaving__cadre__person", "incoming__cadre__person", "team")

    leaving = models.OneToOneField(Posting, models.PROTECT, related_name="handed_over", verbose_name="交的人")
    incoming = models.OneToOneField(Posting, models.CASCADE, related_name="taken_over", verbose_name="接的人")
    team = models.ForeignKey(Team, models.PROTECT, related_name="handovers", verbose_name="工作队")
    place_code = CodeField("驻地", max_length=14, db_index=True)
    state = models.CharField("到哪一步", max_length=10, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField("开始")
    due_on = models.DateField("期限")
    closed_on = models.DateField("交接完", null=True)
    reopened = False  # by the act that runs: what followed its closing is undone

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "交接"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True) | Q(state="done", closed_on__isnull=False),
                name="handover_closed_on",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="handover_due_after_opening"),
        ]
        indexes = [models.Index(fields=["place_code", "state", "due_on"], name="handover_state")]

    def __str__(self) -> str:
        return f"{self.leaving.cadre.person.name}交给{self.incoming.cadre.person.name}"

    @property
    def standing(self) -> Standing:
        """Of one read `with_standing`."""
        signed = frozenset(side.value for side in Side if getattr(self, f"signed_by_{side.value}"))
        return Standing(self.item_count, self.settled_count, signed)

    def is_late(self, day: date) -> bool:
        return self.state == State.OPEN and self.due_on < day


OF_ITS_HANDOVER = {
    "place": "handover__place_code",
    "sender": _of_both("sending_unit", "handover__"),
    "team": "handover__team",
    "cadre": _of_both("cadre", "handover__"),
}


class HandoverItem(Row, Scoped):
    """One thing to hand over: of the county's list, or an open matter that moves to the successor."""

    SCOPE = OF_ITS_HANDOVER
    SEE = SEE

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items", verbose_name="交接")
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("哪一类", max_length=10, choices=ItemKind.choices)
    sentence = models.CharField("事项", max_length=120)
    source_kind = models.CharField("出处类别", max_length=60, blank=True)
    source_key = models.BigIntegerField("出处", null=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices, blank=True)
    note = models.CharField("交接情况", max_length=120, blank=True)
    settled_on = models.DateField("清点", null=True)
    settled_by = models.CharField("谁清点的", max_length=80, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "交接事项"
        constraints = [
            models.UniqueConstraint(fields=["handover", "position"], name="handover_item_once"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, outcome="", settled_by="")
                | Q(settled_on__isnull=False) & ~Q(outcome="") & ~Q(settled_by=""),
                name="handover_item_settled_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(kind="listed", source_kind="") | Q(kind="matter") & ~Q(source_kind=""),
                name="handover_matter_has_source",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def place_code(self) -> str:
        return self.handover.place_code


class HandoverSignature(Row, Scoped):
    """A side's signature; where it stands on paper, with the name of whoever entered it."""

    SCOPE = OF_ITS_HANDOVER
    SEE = SEE

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="signatures", verbose_name="交接")
    side = models.CharField("哪一方", max_length=10, choices=Side.choices)
    signed_by = models.CharField("签字人", max_length=80)
    signed_on = models.DateField("签字")
    person_id = models.BigIntegerField(null=True, editable=False)
    entered_by = models.CharField("谁代录的", max_length=80, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "交接签字"
        constraints = [
            models.UniqueConstraint(fields=["handover", "side"], name="handover_signed_once"),
            models.CheckConstraint(
                condition=~Q(entered_by="") | Q(person_id__isnull=False), name="handover_signed_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}{self.signed_by}"

    @property
    def is_on_paper(self) -> bool:
        return bool(self.entered_by)

    @property
    def place_code(self) -> str:
        return self.handover.place_code
