"""TrainingSession with who told what in it, and SessionAttendance: who came and stayed to the end."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, TeamBacking
from zhucun.lib.halves import in_words, length_in_words, whole_days
from zhucun.org.places.models import Place
from zhucun.training.participants.models import Participant
from zhucun.training.sessions.rules import COUNTY_DIGITS, SEE, TOWNSHIP_DIGITS, Kind, Mode

ABOVE = (COUNTY_DIGITS, TOWNSHIP_DIGITS)


def _held_in_or_above(prefixes: Iterable[str]) -> Q:
    """A township's people go to the county's sessions as well, and the township says who of them came."""
    told = list(prefixes)
    above = {code[:digits] for code in told for digits in ABOVE if digits < len(code)}
    return within_prefixes("place_code", told) | Q(place_code__in=above)


def _open_to(**whose: object) -> Q:
    """Those of the townships and counties in which these postings run, and those they have attended."""
    running = Posting.objects.current().filter(**whose)
    codes = (running.annotate(zc_code=Substr("place_code", 1, digits)).values("zc_code") for digits in ABOVE)
    attended = SessionAttendance.objects.filter(**{f"posting__{path}": value for path, value in whose.items()})
    found = Q(pk__in=attended.values("session"))
    for code in codes:
        found |= Q(place_code__in=code)
    return found


class TrainingSessionQuerySet(InOrderOfPlaces, ScopedQuerySet, DatedQuerySet):
    def standing(self) -> Self:
        return self.filter(called_off_because="")

    def attended(self) -> Self:
        """One that nobody is entered for is a plan, not a session held (R-TRN-08)."""
        return self.standing().filter(Exists(SessionAttendance.objects.filter(session=OuterRef("pk"))))

    def begun_in(self, since: date, until: date) -> Self:
        return self.filter(since__gte=since, since__lt=until)

    def with_counts(self, attendances: QuerySet) -> Self:
        """Adds `attendance_count`, `completed_count`, of those rows of attendance."""
        of_it = attendances.filter(session=OuterRef("pk")).order_by().values("session")
        counts = {"attendance_count": Count("pk"), "completed_count": Count("pk", filter=Q(is_completed=True))}
        return self.annotate(
            **{
                name: Coalesce(Subquery(of_it.annotate(n=count).values("n"), output_field=IntegerField()), 0)
                for name, count in counts.items()
            }
        )


class TrainingSession(Row, Dated, Scoped):
    """培训班的一期. `place` is the county or township that holds it; `number` counts within its year and mode."""

    SCOPE = {
        "place": _held_in_or_above,
        "team": lambda teams: _open_to(team__in=list(teams)),
        "cadre": lambda cadres: _open_to(cadre__in=list(cadres)),
        "sender": lambda units: _open_to(sending_unit__in=list(units)),
    }
    SEE = SEE

    place = models.ForeignKey(Place, models.PROTECT, related_name="training_sessions", verbose_name="哪里办的")
    place_code = CodeField("地点代码", max_length=14)
    year = models.PositiveSmallIntegerField("年度")
    mode = models.CharField("线上还是线下", max_length=8, choices=Mode.choices)
    number = models.PositiveSmallIntegerField("第几期")
    kind = models.CharField("哪一种", max_length=20, choices=Kind.choices)
    title = models.CharField("名称", max_length=80)
    theme = models.CharField("讲什么", max_length=200, blank=True)
    organiser = models.CharField("主办", max_length=80)
    hosts = models.CharField("谁来讲", max_length=200, blank=True)
    venue = models.CharField("在哪里", max_length=80, blank=True)
    length_halfdays = models.PositiveSmallIntegerField("算几个半天")
    called_off_because = models.CharField("为什么不办了", max_length=200, blank=True)

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "培训班"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["place_code", "year", "mode", "number"],
                condition=Q(called_off_because=""),
                name="training_session_number_once",
            ),
            models.CheckConstraint(condition=Q(until__isnull=False), name="training_session_ends"),
            models.CheckConstraint(condition=Q(length_halfdays__gte=1), name="training_session_counts_something"),
        ]
        indexes = [models.Index(fields=["place_code", "since"], name="training_session_place")]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        return date.fromordinal(self.until.toordinal() - 1)

    @property
    def days_in_words(self) -> str:
        return in_words(*whole_days(self.since, self.last_day))

    @property
    def length(self) -> str:
        return length_in_words(self.length_halfdays)

    @property
    def numbered(self) -> str:
        """2022 年线上第 3 期."""
        return f"{self.year} 年{self.get_mode_display()}第 {self.number} 期"


class SessionSpeaker(models.Model):
    """Who told what in an exchange of experience (R-TRN-10)."""

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField("第几个")
    name = models.CharField("谁", max_length=40)
    topic = models.CharField("讲什么", max_length=100)

    class Meta:
        verbose_name = "发言"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["session", "position"], name="session_speaker_position_once")]

    def __str__(self) -> str:
        return f"{self.name}：{self.topic}"


def _in_teams_backed_by(units: Iterable[int]) -> Q:
    return Q(posting__team__in=TeamBacking.objects.current().filter(unit__in=list(units)).values("team"))


class SessionAttendanceQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def of_sessions_begun_in(self, since: date, until: date) -> Self:
        standing = self.filter(session__called_off_because="")
        return standing.filter(session__since__gte=since, session__since__lt=until)

    def one_of_each_person(self) -> Self:
        """The first of everybody's, so that it counts people and not attendances (R-TRN-08)."""
        first: QuerySet[Any] = self.order_by().values("posting__cadre", "participant").annotate(first=Min("pk"))
        return self.filter(pk__in=first.values("first"))


class SessionAttendance(Row, Scoped):
    """到课, one 人次: whoever was stationed then, or somebody of the list of participants."""

    SCOPE = {
        "place": "place_code",
        "team": "posting__team",
        "cadre": "posting__cadre",
        "sender": "posting__sending_unit",
        "backer": _in_teams_backed_by,
    }
    SEE = SEE

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="attendances", verbose_name="培训班")
    posting = models.ForeignKey(
        Posting, models.PROTECT, null=True, related_name="training_attendances", verbose_name="派驻"
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, null=True, related_name="attendances", verbose_name="参训人员"
    )
    place_code = CodeField("地点代码", max_length=14)
    is_completed = models.BooleanField("上完了", default=True)

    objects = SessionAttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "到课"
        constraints = [
            models.CheckConstraint(
                condition=Q(posting__isnull=True, participant__isnull=False)
                | Q(posting__isnull=False, participant__isnull=True),
                name="session_attendance_of_one",
            ),
            models.UniqueConstraint(
                fields=["session", "posting"], condition=Q(posting__isnull=False), name="session_posting_once"
            ),
            models.UniqueConstraint(
                fields=["session", "participant"],
                condition=Q(participant__isnull=False),
                name="session_participant_once",
            ),
        ]
        indexes = [models.Index(fields=["session", "place_code"], name="session_attendance_place")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.posting.cadre.person.name if self.posting else str(self.participant)
