"""Whose phone it is: the posting one is on, the place, the others of the team; found once, in one query."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.rows import holds_on
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.dispatch.roster.rules import SEE, TeamRole
from zhucun.lib import halves
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.models import DayMark, DayStatement, MonthLine
from zhucun.oversight.attendance.reading import SHEET, Sheet
from zhucun.oversight.attendance.rules import State
from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.emergency.rules import COUNTY_DIGITS, TOWNSHIP_DIGITS
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import State as Asked
from zhucun.oversight.prompts.models import PromptRecipient
from zhucun.policy.holidays.reading import has_own_days, learned
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.duty_rota.models import PostDuty


@dataclass(frozen=True)
class Crew:
    """The own posting, with what of it the first page asks for, and the others who are there today."""

    own: Posting
    mates: list[Posting]

    @property
    def place(self) -> str:
        return self.own.place_name or self.own.team.name

    @property
    def role(self) -> str:
        held = [TeamRole(role).label for role in TeamRole.values if getattr(self.own, f"is_{role}", False)]
        return "、".join(held) or "队员"

    @property
    def leads(self) -> bool:
        """队长 or 第一书记, who may report for the team in an emergency (R-ATT-16)."""
        return self.own.is_first_secretary or self.own.is_leader

    @property
    def sheets(self) -> list[Sheet]:
        """What `reading.days_from` takes."""
        return [Sheet.of(*(getattr(one, name) for name in SHEET), may_be_told=one.told) for one in self.everybody]

    @property
    def everybody(self) -> list[Posting]:
        return [self.own, *self.mates]


def crew_of(actor: Actor) -> Crew | None:
    """None for whoever is on no team today."""
    if "own crew" not in actor.memo:
        actor.memo["own crew"] = _found(actor)
    return actor.memo["own crew"]


def own_posting(actor: Actor) -> Posting | None:
    crew = crew_of(actor)
    return crew.own if crew else None


def must_have_crew(actor: Actor) -> Crew:
    crew = crew_of(actor)
    if crew is None:
        raise Refused("这一页是驻村队员用的。你现在不在队里。")
    return crew


def _found(actor: Actor) -> Crew | None:
    teams = actor.scope(SEE).team
    if not teams or actor.person_id is None:
        return None
    here = list(_there(actor).filter(team__in=teams).order_by("-since"))
    own = next((one for one in here if one.cadre.person_id == actor.person_id), None)
    if own is None:
        return None
    learned(actor, own.place_code, has_own=own.has_own_days)
    mates = [one for one in here if one.team_id == own.team_id and one.pk != own.pk]
    return Crew(own, sorted(mates, key=lambda one: (not one.is_first_secretary, one.cadre.person.name_key)))


def _there(actor: Actor) -> QuerySet[Posting]:
    """Adds `place_name`, `duty` (an emergency duty that runs there), `open_line` (a month that waits for 属实), the
    month's line, and whether there is a word of today, one that the office took back, 轮休 that it planned, a note of
    this week, leave that waits, a prompt of this month, a post to stand at: on most days there is not, and nothing
    more is asked."""
    day = actor.today
    main = TeamPlace.objects.filter(holds_on(day), team=OuterRef("team"), is_main=True)
    codes = (Substr(OuterRef("place_code"), 1, digits) for digits in (COUNTY_DIGITS, TOWNSHIP_DIGITS))
    duties = EmergencyDuty.objects.running_on(day).filter(place_code__in=list(codes)).order_by("-until", "pk")
    lines = MonthLine.objects.filter(posting=OuterRef("pk"), state=State.OPEN).order_by("month")
    here = Posting.objects.visible_to(actor, SEE).there_on(day).with_ranks(day)
    whole = (
        reading.with_sheets(here, day)
        .select_related("team", "cadre__person")
        .defer("cadre__person__phone", "cadre__person__id_number")
    )
    return whole.annotate(
        place_name=Subquery(main.values("place__name")[:1]),
        duty=Subquery(duties.values("pk")[:1]),
        open_line=Subquery(lines.values("pk")[:1]),
        has_own_days=has_own_days(),
        told=Exists(_words_of(day)),
        was_taken_back=Exists(_taken_back(day)),
        was_said_otherwise=Exists(DayStatement.objects.said_by_others(day).filter(posting=OuterRef("pk"))),
        is_rest_set=Exists(DayStatement.objects.rest_set_by_the_office(day).filter(posting=OuterRef("pk"))),
        wrote=Exists(_notes_of(day)),
        asks_leave=Exists(LeaveRequest.objects.filter(posting=OuterRef("pk"), state=Asked.ASKED)),
        is_prompted=Exists(_prompts_of(day)),
        stands_watch=Exists(PostDuty.objects.standing().filter(posting=OuterRef("pk"), until__gt=day)),
    )


def _words_of(day: date) -> QuerySet:
    return DayMark.objects.filter(posting=OuterRef("pk"), half__gte=halves.half_of(day), half__lt=halves.beyond(day))


def _taken_back(day: date) -> QuerySet:
    return DayStatement.objects.told_to_the_member(day).filter(posting=OuterRef("pk"))


def _notes_of(day: date) -> QuerySet:
    """Of this week."""
    monday = day - timedelta(days=day.weekday())
    return WorkRecord.objects.filter(posting=OuterRef("pk"), side="team", happened_on__gte=monday)


def _prompts_of(day: date) -> QuerySet:
    return PromptRecipient.objects.filter(team=OuterRef("team"), prompt__month=f"{day:%Y-%m}")
