"""Inspector; InspectionRound with its two SecretHalves, its groups and the teams drawn."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import Posting, Team, TeamBacking
from zhucun.org.people.models import Person, Unit
from zhucun.org.people.sealed_text import SealedTextField
from zhucun.oversight.inspection.rules import COUNTY_DIGITS, SEE, TOWNSHIP_DIGITS, Kind, Seen, State
from zhucun.oversight.rhythm.periods import of_key
from zhucun.oversight.rhythm.rules import Cycle


class InspectorQuerySet(ScopedQuerySet, DatedQuerySet):
    """Who may be put into a group."""


class Inspector(Row, Dated, Scoped):
    """督查员: goes neither to where their own unit stands nor to their home township (回避)."""

    SCOPE = {"place": "county_code"}
    SEE = SEE

    county_code = CodeField("县", max_length=6, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="谁")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    home_code = CodeField("籍贯乡镇", max_length=9, blank=True)

    objects = InspectorQuerySet.as_manager()

    class Meta:
        verbose_name = "督查员"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["person"], condition=Q(until__isnull=True), name="inspector_open_once"),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def place_code(self) -> str:
        return self.county_code


def _county_and_when_done_those_below(prefixes: Iterable[str]) -> Q:
    """Once it is walked every township, and a village where it was its turn, like the team that stands there."""
    asked = list(prefixes)
    townships = {code[:COUNTY_DIGITS] for code in asked if len(code) <= TOWNSHIP_DIGITS}
    villages = [code for code in asked if len(code) > TOWNSHIP_DIGITS]
    seen = within_prefixes("county_code", asked) | Q(state=State.DONE, county_code__in=townships)
    return seen | _done_with(DrawnTeam.objects.filter(within_prefixes("seat_code", villages))) if villages else seen


def _when_drawn_behind(units: Iterable[int]) -> Q:
    return _done_with(DrawnTeam.objects.filter(Exists(_behind(units))))


def _when_drawn_from(units: Iterable[int]) -> Q:
    return _done_with(DrawnTeam.objects.filter(Exists(_from(units))))


def _when_drawn(teams: Iterable[int]) -> Q:
    return _done_with(DrawnTeam.objects.filter(team__in=list(teams)))


def _done_with(drawn: models.QuerySet) -> Q:
    return Q(state=State.DONE, pk__in=drawn.values("round"))


class InspectionRound(Row, Scoped):
    """The week's draw. What was sealed is kept as one document, by whose hash anybody knows that nothing was moved;
    townships, drawn villages, units, teams see a round when it is done: its seed tells who was drawn (R-INS-01)."""

    SCOPE = {
        "place": _county_and_when_done_those_below,
        "backer": _when_drawn_behind,
        "sender": _when_drawn_from,
        "team": _when_drawn,
    }
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    week = models.CharField("哪一周", max_length=8)
    size = models.PositiveSmallIntegerField("抽几支队")
    plan_document = models.CharField("年度督查计划文号", max_length=120, blank=True)
    state = models.CharField("办到哪一步", max_length=9, choices=State.choices, default=State.DRAFT)
    opened_by = models.CharField("谁开的", max_length=80)
    public_name = models.CharField("公布数", max_length=80, blank=True)  # which one: 福彩双色球 2022078 期
    public_source = models.CharField("公布数在哪里看", max_length=120, blank=True)
    public_at = models.DateTimeField("什么时候公布", null=True)
    sealed = models.JSONField("封进去的", default=dict)
    seal_hash = models.CharField("封签", max_length=64, blank=True)
    sealed_at = models.DateTimeField("封于", null=True)
    sealed_by = models.CharField("谁封的", max_length=80, blank=True)
    public_number = models.CharField("公布的是", max_length=80, blank=True)
    public_number_read = models.CharField(
        "公布的是，照着看的", max_length=80, blank=True
    )  # 03 07 12; the seed has no spaces
    drawn_at = models.DateTimeField("抽于", null=True)
    drawn_by = models.CharField("谁抽的", max_length=80, blank=True)
    finished_on = models.DateField("哪天走完", null=True)
    finished_by = models.CharField("谁登记走完", max_length=80, blank=True)
    cancelled_because = models.CharField("为什么不办了", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "一周的督查"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "week"],
                condition=~Q(state=State.CANCELLED) | ~Q(seal_hash=""),
                name="inspection_week_once",
            ),
            models.CheckConstraint(
                condition=Q(seal_hash="", sealed_at__isnull=True, sealed_by="")
                | ~Q(seal_hash="") & ~Q(sealed_by="") & Q(sealed_at__lt=F("public_at")),
                name="inspection_sealed_before_the_number",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, drawn_by="", public_number="")
                | Q(drawn_at__gte=F("public_at")) & ~Q(drawn_by="") & ~Q(public_number=""),
                name="inspection_drawn_after_the_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED) | ~Q(cancelled_because=""), name="inspection_cancelled_because"
            ),
        ]

    def __str__(self) -> str:
        return f"{of_key(Cycle.WEEK, self.week).name}督查"

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def year(self) -> int:
        return int(self.week[:4])


class SecretHalf(Scoped):
    """Kept encrypted; what is sealed is its hash, what is shown once the round is done is the half itself."""

    SCOPE = {"place": "round__county_code"}
    SEE = SEE

    round = models.ForeignKey(InspectionRound, models.PROTECT, related_name="halves", verbose_name="哪一轮")
    position = models.PositiveSmallIntegerField("第几半")
    secret = SealedTextField("密码")
    digest = models.CharField("摘要", max_length=64)
    given_by = models.CharField("谁放的", max_length=80)
    given_by_person = models.BigIntegerField("谁放的（自然人）")
    given_at = models.DateTimeField("放于")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "一半密码"
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="secret_half_once"),
            models.UniqueConstraint(fields=["round", "given_by_person"], name="secret_halves_by_two"),
        ]

    def __str__(self) -> str:
        return f"{self.given_by}的一半"


def _goes_with(person: int, group: str) -> Q:
    """That a person is of the group which `group` leads to."""
    return Q(Exists(GroupMember.objects.filter(group=OuterRef(group), inspector__person=person)))


class GroupQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """The county's, and those one goes with."""
        seen = within_prefixes("county_code", actor.scope(needs or SEE).place)
        if actor.person_id and actor.may(needs or SEE):
            seen |= _goes_with(actor.person_id, "pk")
        return self.filter(seen)


class InspectionGroup(Row, Scoped):
    """督查组 of a round: who goes together, on which day; `names_from` is the first day on which it is told where."""

    SCOPE = {"place": "county_code"}
    SEE = SEE

    round = models.ForeignKey(InspectionRound, models.PROTECT, related_name="groups", verbose_name="哪一轮")
    county_code = CodeField("县", max_length=6)
    number = models.PositiveSmallIntegerField("第几组")
    leader = models.ForeignKey(Inspector, models.PROTECT, related_name="+", verbose_name="组长")
    day = models.DateField("哪天去")
    names_from = models.DateField("哪天起看到村名")

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "督查组"
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="inspection_group_once"),
            models.CheckConstraint(condition=Q(names_from__lte=F("day")), name="inspection_group_told_by_the_day"),
        ]

    def __str__(self) -> str:
        return f"督查{'一二三四五六七八九十'[self.number - 1]}组"

    @property
    def place_code(self) -> str:
        return self.county_code


class GroupMember(models.Model):
    group = models.ForeignKey(InspectionGroup, models.CASCADE, related_name="members", verbose_name="督查组")
    inspector = models.ForeignKey(Inspector, models.PROTECT, related_name="memberships", verbose_name="督查员")

    class Meta:
        verbose_name = "督查组的人"
        constraints = [models.UniqueConstraint(fields=["group", "inspector"], name="inspection_group_member_once")]


class DrawnQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """Nobody on the inspected side sees a name before the record is handed in; before the morning of the day only
        the group may, and not even the office that had it drawn (R-INS-01)."""
        wanted = needs or SEE
        scope = actor.scope(wanted)
        known = within_prefixes("seat_code", scope.place) | Q(team__in=list(scope.team))
        known |= Q(Exists(_behind(scope.backer))) if scope.backer else NOTHING
        known |= Q(Exists(_from(scope.sender))) if scope.sender else NOTHING
        seen = known & Q(state=Seen.VISITED)
        seen |= within_prefixes("county_code", scope.place) & (Q(group__day__lte=actor.today) | _OVER)
        if actor.person_id and actor.may(wanted):
            seen |= _goes_with(actor.person_id, "group") & Q(
                round__state=State.DRAWN, group__names_from__lte=actor.today
            )
        return self.filter(seen)

    def on_the_list(self) -> Self:
        """Of rounds that were drawn."""
        return self.filter(round__state__in=(State.DRAWN, State.DONE))


_OVER = Q(round__state=State.DONE)


def _behind(units: Iterable[int]) -> models.QuerySet[TeamBacking]:
    return TeamBacking.objects.current().filter(team=OuterRef("team"), unit__in=list(units))


def _from(units: Iterable[int]) -> models.QuerySet[Posting]:
    return Posting.objects.current().filter(team=OuterRef("team"), sending_unit__in=list(units))


class DrawnTeam(Row, Scoped):
    """A team to be looked at in a week. Audit lines name it by its position: no place is told before its day."""

    SCOPE = {"place": "county_code"}
    SEE = SEE

    round = models.ForeignKey(InspectionRound, models.PROTECT, related_name="drawn", verbose_name="哪一轮")
    county_code = CodeField("县", max_length=6)
    position = models.PositiveSmallIntegerField("第几个")
    kind = models.CharField("怎么来的", max_length=7, choices=Kind.choices)
    stratum = models.CharField("哪一层", max_length=7, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="draws", verbose_name="工作队")
    seat_code = CodeField("驻地", max_length=14)
    group = models.ForeignKey(InspectionGroup, models.PROTECT, null=True, related_name="drawn", verbose_name="哪一组去")
    reason = models.CharField("为什么回头看", max_length=200, blank=True)
    state = models.CharField("去过没有", max_length=7, choices=Seen.choices, default=Seen.WAITING)
    visited_on = models.DateField("哪天去的", null=True)
    missed_because = models.CharField("为什么没去成", max_length=200, blank=True)

    objects = DrawnQuerySet.as_manager()

    class Meta:
        verbose_name = "要去的一支队"
        constraints = [
            models.UniqueConstraint(fields=["round", "team"], name="drawn_team_once"),
            models.UniqueConstraint(fields=["round", "position"], name="drawn_position_once"),
            models.CheckConstraint(condition=~Q(kind=Kind.REVISIT) | ~Q(reason=""), name="drawn_again_because"),
            models.CheckConstraint(
                condition=Q(state=Seen.VISITED, visited_on__isnull=False)
                | ~Q(state=Seen.VISITED) & Q(visited_on__isnull=True),
                name="drawn_visited_on",
            ),
            models.CheckConstraint(
                condition=Q(state=Seen.MISSED) & ~Q(missed_because="") | ~Q(state=Seen.MISSED) & Q(missed_because=""),
                name="drawn_missed_because",
            ),
        ]
        indexes = [models.Index(fields=["team", "visited_on"], name="drawn_team_visits")]

    def __str__(self) -> str:
        return f"{self.round}第 {self.position} 个"

    @property
    def day(self) -> date | None:
        return self.group and self.group.day
