"""Team and what is dated on it; Posting with its roles; ServiceNote."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row, holds_on
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.rules import SEE, SEE_ENDS, ChangeKind, NoteKind, StartKind, TeamRole
from zhucun.lib import periods
from zhucun.lib.periods import latest_birth_month
from zhucun.lib.searching import is_spelt, is_spelt_like
from zhucun.org.people.models import Cadre, Unit, cadres_reached
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.people.rules import SendingLevel
from zhucun.org.places.models import Place
from zhucun.policy.profile import PolicyProfile

TOWNSHIP_DIGITS = 9
MOST_SPELT = 2_000  # names found by pinyin; more says nothing


def _serves_within(prefixes: Iterable[str]) -> Q:
    """A team serves somewhere in the territory today, or its own seat lies there."""
    serving = TeamPlace.objects.current().filter(within_prefixes("place__code", prefixes)).values("team")
    return within_prefixes("place_code", prefixes) | Q(pk__in=serving)


def _backed_by(units: Iterable[int]) -> Q:
    return Q(pk__in=TeamBacking.objects.current().filter(unit__in=list(units)).values("team"))


def _in_teams_backed_by(units: Iterable[int]) -> Q:
    return Q(team__in=TeamBacking.objects.current().filter(unit__in=list(units)).values("team"))


def _sent_by(units: Iterable[int]) -> Q:
    return Q(pk__in=Posting.objects.current().filter(sending_unit__in=list(units)).values("team"))


class InOrderOfPlaces(models.QuerySet):
    def in_order_of_places(self) -> Self:
        """Adds `township_position`, to order by with `place_code`: townships have a fixed order (R-DOC-31)."""
        township = Place.objects.filter(code=Substr(OuterRef("place_code"), 1, TOWNSHIP_DIGITS), until__isnull=True)
        return self.annotate(township_position=Subquery(township.values("position")[:1]))


class TeamQuerySet(InOrderOfPlaces, ScopedQuerySet, DatedQuerySet):
    def with_headcount(self, day: date) -> Self:
        """Adds `headcount`: postings running on the day; `approved`: 核定人数 of the day or null."""
        running = Posting.objects.as_of(day).filter(team=OuterRef("pk")).order_by().values("team")
        approved = ApprovedSize.objects.as_of(day).filter(team=OuterRef("pk")).values("size")[:1]
        return self.annotate(
            headcount=models.functions.Coalesce(Subquery(running.annotate(n=models.Count("pk")).values("n")), 0),
            approved=Subquery(approved),
        )

    def with_fit(self, day: date, policy: PolicyProfile) -> Self:
        """What 配备 of a team is judged by (R-SEL-04, R-SEL-12, R-ORG-08).

        Adds `headcount`, `seats` (核定人数 or the county's usual size), `has_first_secretary`, `is_age_paired` and
        `is_experience_paired`.
        """
        running = Posting.objects.as_of(day).filter(team=OuterRef("pk"))
        secretaries = RoleSpell.objects.as_of(day).filter(seated_on(day, "posting__"), posting__team=OuterRef("pk"))
        limits = policy.pairing
        old, young = running.aged(day, least=limits.old_age), running.aged(day, most=limits.young_age - 1)
        deep = running.filter(cadre__rural_months__gte=limits.deep_years * 12)
        shallow = running.filter(cadre__rural_months__lt=limits.shallow_years * 12)
        return self.with_headcount(day).annotate(
            seats=Coalesce("approved", Value(policy.selection.approved_size), output_field=models.IntegerField()),
            has_first_secretary=Exists(secretaries.filter(role=TeamRole.FIRST_SECRETARY)),
            is_age_paired=_both(Exists(old), Exists(young)),
            is_experience_paired=_both(Exists(deep), Exists(shallow)),
        )

    def called_like(self, text: str, day: date) -> Self:
        """By number, place, a member's name or pinyin, or a unit's name."""
        serving = TeamPlace.objects.as_of(day).filter(place__name__contains=text).values("team")
        backed = TeamBacking.objects.as_of(day).filter(unit__name__contains=text).values("team")
        held = Posting.objects.as_of(day).called_like(text).values("team")
        return self.filter(
            Q(name__contains=text) | Q(number__iexact=text) | Q(pk__in=serving) | Q(pk__in=backed) | Q(pk__in=held)
        )


def _both(first: Exists, second: Exists) -> models.ExpressionWrapper:
    return models.ExpressionWrapper(Q(first) & Q(second), output_field=models.BooleanField())


class CurrentQuerySet(ScopedQuerySet, DatedQuerySet):
    def current(self) -> Self:
        """Rows without an end: for scope, which is about today and not about the day a figure is asked for."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=timezone.localdate()))


class Team(Row, Dated, Scoped):
    """A stationed team. `place_code` is its seat: the main place it serves."""

    SCOPE = {"place": _serves_within, "sender": _sent_by, "backer": _backed_by, "team": "pk"}
    SEE = SEE

    number = models.CharField("队号", max_length=20)
    county_code = CodeField("县", max_length=6, db_index=True)
    place_code = CodeField("驻地", max_length=14, db_index=True)
    name = models.CharField("名称", max_length=80)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "工作队"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["county_code", "number"], name="team_number_once"),
        ]

    def __str__(self) -> str:
        return self.name


class TeamPlace(Row, Dated, Scoped):
    """A place a team serves, one of them the main one (一队带多村, R-ORG-10)."""

    SCOPE = {"place": "place__code", "team": "team"}
    SEE = SEE

    team = models.ForeignKey(Team, models.PROTECT, related_name="team_places", verbose_name="工作队")
    place = models.ForeignKey(Place, models.PROTECT, related_name="team_places", verbose_name="点位")
    is_main = models.BooleanField("主驻", default=False)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        verbose_name = "驻点"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["team", "place"], condition=Q(until__isnull=True), name="team_place_open_once"
            ),
            models.UniqueConstraint(fields=["place"], condition=Q(until__isnull=True), name="place_one_team"),
            models.UniqueConstraint(
                fields=["team"], condition=Q(until__isnull=True, is_main=True), name="team_one_main_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}驻{self.place}"


class TeamBacking(Row, Dated, Scoped):
    """后盾（牵头）单位: one unit at a time stands behind a team (R-ORG-12)."""

    SCOPE = {"place": "team__place_code", "backer": "unit", "team": "team"}
    SEE = SEE

    team = models.ForeignKey(Team, models.PROTECT, related_name="backings", verbose_name="工作队")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="backings", verbose_name="后盾单位")
    basis = models.CharField("依据文号", max_length=120, blank=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        verbose_name = "后盾单位"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["team"], condition=Q(until__isnull=True), name="team_one_backing_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}为{self.team}后盾"


class ApprovedSize(Row, Dated, Scoped):
    """核定人数: the measure of 只增不减 (R-SEL-04, R-SEL-11)."""

    SCOPE = {"place": "team__place_code", "team": "team"}
    SEE = SEE

    team = models.ForeignKey(Team, models.PROTECT, related_name="approved_sizes", verbose_name="工作队")
    size = models.PositiveSmallIntegerField("人数")
    basis = models.CharField("依据文号", max_length=120, blank=True)
    reason = models.TextField("理由", blank=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        verbose_name = "核定人数"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["team"], condition=Q(until__isnull=True), name="team_one_approved_size"),
            models.CheckConstraint(condition=Q(size__gte=1), name="approved_size_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.team}核定{self.size}人"


def seated_on(day: date, prefix: str = "") -> Q:
    """The condition that a posting, reached by `prefix`, holds its seat on the day."""
    return Q(**{f"{prefix}seat_since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    )


def held_or_coming(day: date) -> Q:
    """The condition on roles of the posting that is the outer row: held on the day, at its end, or with its seat."""
    comes = Q(since=OuterRef("seat_since"), since__gt=day)
    return holds_on(day) | Q(until=OuterRef("until")) | comes


class PostingQuerySet(InOrderOfPlaces, CurrentQuerySet):
    def as_of(self, day: date) -> Self:
        """Whoever holds a seat on the day: in a hand-over week the one who leaves, so that each seat counts once
        (R-SEL-18). Everything that is counted or asked of teams begins here; see `there_on`."""
        return self.filter(seated_on(day))

    def there_on(self, day: date) -> Self:
        """Whoever is in a team on the day, with those to whom a seat is being handed over."""
        return self.filter(holds_on(day))

    def taking_over(self, day: date) -> Self:
        """There already, while the seat is still held by whom they follow."""
        return self.there_on(day).filter(seat_since__gt=day)

    def on_roster(self, day: date) -> Self:
        """在册: holds a seat."""
        return self.as_of(day)

    def on_post(self, day: date) -> Self:
        """在岗: has reported in and not left."""
        return self.as_of(day).filter(reported_on__lte=day)

    def with_spells(self) -> list["Posting"]:
        """The postings, each with `spells`: all the roles it ever held, by their first day. One query."""
        columns = {f"spell_{name}": F(f"roles__{name}") for name in ("role", "since", "until")}
        found: dict[int, Posting] = {}
        for row in self.annotate(**columns).order_by(*self.query.order_by, "roles__since", "roles"):
            posting = found.setdefault(row.pk, row)
            posting.spells = [*getattr(posting, "spells", [])]
            if row.spell_role:
                posting.spells.append(RoleSpell(role=row.spell_role, since=row.spell_since, until=row.spell_until))
        return list(found.values())

    def with_ranks(self, day: date) -> Self:
        """Adds `is_first_secretary`, `is_leader` and `is_member`, as of the day; of one that is over as of its last, of
        one to whom a seat is being handed over as of the day it comes."""
        held = RoleSpell.objects.filter(posting=OuterRef("pk")).filter(held_or_coming(day))
        return self.annotate(**{f"is_{role}": Exists(held.filter(role=role)) for role in TeamRole.values})

    def aged(self, day: date, *, least: int | None = None, most: int | None = None) -> Self:
        """Full years on the day from `least` to `most`, both included; whose birth month is unknown is in neither."""
        found = self
        if least is not None:
            found = found.filter(cadre__person__birth_month__lte=latest_birth_month(least, day))
        if most is not None:
            found = found.filter(cadre__person__birth_month__gt=latest_birth_month(most + 1, day))
        return found

    def called_like(self, text: str) -> Self:
        """By the member's name or pinyin, or the sending unit's name. Pinyin is compared here, not in the database."""
        if not is_spelt(text):
            return self.filter(Q(cadre__person__name__contains=text) | Q(sending_unit__name__contains=text))
        names = self.order_by().values_list("pk", "cadre__person__name")
        return self.filter(pk__in=[key for key, name in names if is_spelt_like(name, text)][:MOST_SPELT])

    def not_followed(self) -> Self:
        """Those who left and whose seat nobody took over by name (R-SEL-11), the latest first."""
        return self.filter(until__isnull=False, successor__isnull=True).order_by("-until")

    def begun_in(self, since: date, until: date) -> Self:
        """The seat was taken in [since, until)."""
        return self._ever_seated().filter(seat_since__gte=since, seat_since__lt=until)

    def ended_in(self, since: date, until: date) -> Self:
        """The last day lies in [since, until)."""
        return self._ever_seated().filter(until__gt=since, until__lte=until)

    def _ever_seated(self) -> Self:
        """Without who left before the seat came to them: heads after are heads before, and begun, less ended."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=F("seat_since")))


class Posting(Row, Dated, Scoped):
    """派驻: one person's period in one team. Never overwritten: a change ends one and starts another (R-SEL-20)."""

    SCOPE = {
        "place": "place_code",
        "sender": "sending_unit",
        "backer": _in_teams_backed_by,
        "team": "team",
        "cadre": "cadre",
    }
    SEE = SEE
    NAMED_WITH = ("cadre__person", "team")

    team = models.ForeignKey(Team, models.PROTECT, related_name="postings", verbose_name="工作队")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="postings", verbose_name="干部")
    sending_unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings", verbose_name="派出单位")
    sending_level = models.CharField("派出层级", max_length=10, choices=SendingLevel.choices)
    place_code = CodeField("驻地", max_length=14, db_index=True)  # the team's seat as it was then
    start_kind = models.CharField("来由", max_length=13, choices=StartKind.choices)
    start_basis = models.CharField("派出文号或补录理由", max_length=200)
    seat_since = models.DateField("占名额起")  # later than `since` while whom it follows is still there
    succeeds = models.OneToOneField("self", models.PROTECT, null=True, related_name="successor", verbose_name="接替")
    reported_on = models.DateField("报到", null=True)
    full_time_letter = models.CharField("脱产函", max_length=120, blank=True)
    party_moved_on = models.DateField("组织关系转接", null=True)
    end_kind = models.CharField("去由", max_length=13, choices=ChangeKind.choices, blank=True)
    end_basis = models.CharField("结束文号", max_length=120, blank=True)
    end_reason = models.TextField("结束说明", blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "派驻"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["cadre"], condition=Q(until__isnull=True), name="posting_one_open_per_cadre"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, end_kind="") | Q(until__isnull=False) & ~Q(end_kind=""),
                name="posting_end_has_kind",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=F("since")),
                name="posting_reports_after_start",
            ),
            models.CheckConstraint(condition=~Q(start_basis=""), name="posting_start_has_basis"),
            models.CheckConstraint(
                condition=Q(seat_since=F("since")) | Q(seat_since__gt=F("since"), succeeds__isnull=False),
                name="posting_seat_from_predecessor",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "since"], name="posting_team"),
            models.Index(fields=["place_code", "seat_since", "until"], name="posting_place_seats"),
            models.Index(fields=["sending_unit", "since"], name="posting_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre}在{self.team}"

    def holds(self, day: date) -> bool:
        """Whether it holds its seat on the day, as `as_of` asks."""
        return periods.holds(self.seat_since, self.until, day)

    def is_there(self, day: date) -> bool:
        return periods.holds(self.since, self.until, day)

    def is_taking_over(self, day: date) -> bool:
        return self.is_there(day) and day < self.seat_since

    @property
    def last_day(self) -> date | None:
        return self.until and self.until - timedelta(days=1)


class RoleSpell(Dated):
    """A role held on a posting, from when its seat is; 第一书记 and 队长 may combine."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="roles", verbose_name="派驻")
    role = models.CharField("队内职务", max_length=16, choices=TeamRole.choices)

    class Meta:
        verbose_name = "队内职务"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["posting", "role"], condition=Q(until__isnull=True), name="role_open_once"),
        ]


class ServiceNoteQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """What is for few eyes is read with SEE_ENDS only, within the reach that goes with it (R-TLK-09)."""
        seen = super().visible_to(actor, needs)
        few = super().visible_to(actor, SEE_ENDS)
        return seen.filter(Q(is_restricted=False) | Q(pk__in=few.values("pk")))

    def running_on(self, day: date, kind: NoteKind) -> Self:
        """Whose effect has begun and lasts beyond the day: `RECALL` is what eligibility asks for (R-TLK-06)."""
        return self.filter(kind=kind, on__lte=day, effect_until__gt=day)


class ServiceNote(Row, Scoped):
    """履职记录: a fact about service: written by hand with its document, or down to the posting by a topic above.

    `effect_until` is the first day on which its effect is over.
    """

    SCOPE = {"place": "posting__place_code", "sender": "posting__sending_unit", "cadre": "posting__cadre"}
    SEE = SEE_PEOPLE

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="notes", verbose_name="派驻")
    on = models.DateField("日期")
    kind = models.CharField("种类", max_length=30, choices=NoteKind.choices)
    sentence = models.CharField("一句话", max_length=200)
    document = models.CharField("文号", max_length=120, blank=True)
    source_kind = models.CharField("出处类别", max_length=60, blank=True)
    source_key = models.BigIntegerField("出处", null=True)
    effect_until = models.DateField("影响到（不含）", null=True)
    is_restricted = models.BooleanField("限人看", default=False)

    objects = ServiceNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "履职记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(effect_until__isnull=True) | Q(effect_until__gt=F("on")), name="note_effect_after_day"
            )
        ]
        indexes = [models.Index(fields=["posting", "on"], name="note_posting")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def place_code(self) -> str:
        return self.posting.place_code


def _posted(**condition: object) -> Q:
    return Q(pk__in=Posting.objects.current().filter(**condition).values("cadre"))


@cadres_reached.by("place")
def _cadres_in_territory(prefixes: Iterable[str]) -> Q:
    return Q(pk__in=Posting.objects.current().filter(within_prefixes("place_code", prefixes)).values("cadre"))


@cadres_reached.by("team")
def _cadres_of_teams(teams: Iterable[int]) -> Q:
    return _posted(team__in=list(teams))


@cadres_reached.by("backer")
def _cadres_behind_whom_a_unit_stands(units: Iterable[int]) -> Q:
    return Q(pk__in=Posting.objects.current().filter(_in_teams_backed_by(units)).values("cadre"))
