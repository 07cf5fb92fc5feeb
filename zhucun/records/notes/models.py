"""WorkRecord: one thing that was done. What it was before each change, and what rests on it."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import Posting, Team, TeamBacking
from zhucun.files.models import holds_files
from zhucun.org.accounts.models import Account
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places.models import Household, Place
from zhucun.records.notes.rules import LONGEST, SEE, SEE_RESTRICTED, State
from zhucun.records.registry import Side, kind_called, label_of


def _of_own_people_or_itself(units: Iterable[int]) -> Q:
    units = list(units)
    return Q(posting__sending_unit__in=units) | Q(unit__in=units)


def _of_teams_backed_or_itself(units: Iterable[int]) -> Q:
    units = list(units)
    backed = TeamBacking.objects.current().filter(unit__in=units).values("team")
    return Q(team__in=backed) | Q(unit__in=units)


def _about(cadres: Iterable[int]) -> Q:
    cadres = list(cadres)
    return Q(posting__cadre__in=cadres) | Q(Exists(_naming(cadres)))


def _naming(cadres: Iterable[int]) -> models.QuerySet:
    return WorkRecord.cadres.through.objects.filter(workrecord=OuterRef("pk"), cadre__in=list(cadres))


# What lists are narrowed and counted by: sixty thousand are counted in the index alone, in a tenth of the time.
COUNTED = ["place_code", "happened_on", "state", "side", "is_restricted", "kind", "author", "written_for"]


class WorkRecordQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """Within reach; a restricted one only to its writer, whom it names, and whoever may read such (a talk is
        between two)."""
        seen = super().visible_to(actor, needs)
        may = Q(is_restricted=False) | within_prefixes("place_code", actor.scope(SEE_RESTRICTED).place)
        if actor.account_id is not None:
            may |= Q(author=actor.account_id)
        if own := actor.scope(needs or SEE).cadre:
            may |= Q(Exists(_naming(own)))
        return seen.filter(may)

    def standing(self) -> Self:
        return self.filter(state=State.STANDING)

    def happened_in(self, since: date, until: date) -> Self:
        """In [since, until)."""
        return self.filter(happened_on__gte=since, happened_on__lt=until)

    def of_person(self, cadre: int) -> Self:
        """What somebody wrote, or had written for them, in whichever team."""
        return self.filter(posting__cadre=cadre)

    def with_evidence(self) -> Self:
        """Adds `is_held`: something rests on it."""
        return self.annotate(is_held=Exists(RecordHold.objects.filter(record=OuterRef("pk"))))


class WorkRecord(Row, Scoped):
    """记一笔. `posting` is whose diary it is, `author` who wrote it; they differ where a clerk wrote, with the reason.

    `place_code` is the village of a team's record, the township or county of theirs.
    """

    SCOPE = {
        "place": "place_code",
        "team": "team",
        "sender": _of_own_people_or_itself,
        "backer": _of_teams_backed_or_itself,
        "cadre": _about,
    }
    SEE = SEE
    NAMED_WITH = ("place", "team", "unit", "posting__cadre__person")

    kind = models.CharField("种类", max_length=30)
    side = models.CharField("哪一方", max_length=8, choices=Side.choices)
    text = models.TextField("什么事", max_length=LONGEST)
    happened_on = models.DateField("哪天")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="records", verbose_name="地点")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="records", verbose_name="工作队")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="records", verbose_name="单位")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="records", verbose_name="谁的日志")
    author = models.ForeignKey(Account, models.PROTECT, null=True, related_name="records", verbose_name="谁记的")
    written_by = models.CharField("记的人", max_length=80)
    written_for = models.CharField("代记的理由", max_length=200, blank=True)
    written_at = models.DateTimeField("记下的时间")
    households = models.ManyToManyField(Household, related_name="records", verbose_name="涉及的户")
    cadres = models.ManyToManyField(Cadre, related_name="named_in", verbose_name="涉及的干部")
    next_step = models.CharField("下一步", max_length=200, blank=True)
    answers = models.JSONField("填的", default=dict)
    place_code = CodeField("地点代码", max_length=14)
    is_restricted = models.BooleanField("限人看", default=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.STANDING)

    objects = WorkRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "工作记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(side=Side.TEAM, team__isnull=False)
                | Q(side=Side.UNIT, unit__isnull=False)
                | Q(side__in=[Side.TOWNSHIP, Side.OFFICE], place__isnull=False),
                name="record_says_whose",
            ),
        ]
        indexes = [
            models.Index(fields=COUNTED, name="record_counted"),
            models.Index(fields=["team", "happened_on"], name="record_team_day"),
            models.Index(fields=["posting", "happened_on"], name="record_posting_day"),
            models.Index(fields=["unit", "happened_on"], name="record_unit_day", condition=Q(unit__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 20 else f"{self.text[:20]}…"

    @property
    def kind_label(self) -> str:
        return label_of(self.kind)

    @property
    def kind_icon(self) -> str:
        return kind_called(self.kind).icon

    @property
    def whose(self) -> str:
        """By whom it was done: the person of the diary, else whoever wrote it."""
        return self.posting.cadre.person.name if self.posting else self.written_by


@holds_files("records.workrecord")
def records_reached(actor: Actor, needs: str | None) -> models.QuerySet:
    return WorkRecord.objects.visible_to(actor, needs)


class RecordVersion(Row, Scoped):
    """What a record said before a change: shown beside what it says now. A correction says why (R-LOG-01)."""

    SCOPE = {"place": "record__place_code", "team": "record__team"}
    SEE = SEE

    record = models.ForeignKey(WorkRecord, models.PROTECT, related_name="versions", verbose_name="工作记录")
    number = models.PositiveSmallIntegerField("第几稿")
    text = models.TextField("原来写的")
    happened_on = models.DateField("原来的日期")
    next_step = models.CharField("原来的下一步", max_length=200, blank=True)
    households = models.JSONField("原来的户", default=list)
    cadres = models.JSONField("原来的干部", default=list)
    is_correction = models.BooleanField("更正", default=False)
    reason = models.CharField("为什么改", max_length=200, blank=True)
    changed_by = models.CharField("谁改的", max_length=80)
    changed_at = models.DateTimeField("什么时候改的")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "记录的前一稿"
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="record_version_once"),
            models.CheckConstraint(condition=Q(is_correction=False) | ~Q(reason=""), name="record_correction_says_why"),
        ]

    @property
    def place_code(self) -> str:
        return self.record.place_code


class RecordHold(Row, Scoped):
    """佐证: something above rests on the record, by kind and key, so that it is not silently changed."""

    SCOPE = {"place": "record__place_code", "team": "record__team"}
    SEE = SEE

    record = models.ForeignKey(WorkRecord, models.PROTECT, related_name="holds", verbose_name="工作记录")
    kind = models.CharField("用在哪一类", max_length=60)
    key = models.BigIntegerField("用在哪一条")
    sentence = models.CharField("用在哪里", max_length=200)
    url = models.CharField("地址", max_length=200, blank=True)
    held_on = models.DateField("哪天起")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "记录作佐证"
        constraints = [models.UniqueConstraint(fields=["record", "kind", "key"], name="record_hold_once")]

    @property
    def place_code(self) -> str:
        return self.record.place_code
