"""One team on a day (screen P3): who is there, who was, what is open, what happened."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster import events, lineup, rules
from zhucun.dispatch.roster.events import Event
from zhucun.dispatch.roster.models import Posting, Team, TeamPlace
from zhucun.dispatch.roster.rules import Held, Named, SeatEvent
from zhucun.lib.phones import masked_phone
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.policy.profile import PolicyProfile

ONE_DAY = timedelta(days=1)
CHAIN = ("succeeds", "successor")


@dataclass(frozen=True)
class Open:
    """Something about the team that wants doing: a sentence, until when, and the page where it is done."""

    sentence: str
    note: str = ""
    due_on: date | None = None
    verb: str = ""
    url: str = ""


OpenOf = Callable[[Sequence[Posting], Actor], Iterable[Open]]
_open_of: list[OpenOf] = []


def open_things_come_from(source: OpenOf) -> OpenOf:
    """Register what a topic above finds open with the postings of a team today."""
    _open_of.append(source)
    return source


@dataclass(frozen=True)
class Line:
    """A member as the page shows them; what is personal only where the actor reaches the person's file."""

    posting: Posting
    roles: list[str]
    is_open: bool
    age: int | None = None
    rural: str = ""
    phone: str = ""
    marks: str = ""
    term_ends: date | None = None
    is_term_near: bool = False
    seat_since: date | None = None  # of one who is being handed the work


@dataclass
class TeamPage:
    """Reads all it needs once; what follows is only arranged."""

    team: Team
    day: date
    actor: Actor
    policy: PolicyProfile
    postings: list[Posting] = field(init=False)
    served: list[TeamPlace] = field(init=False)

    def __post_init__(self) -> None:
        self.postings = postings_of(self.team, self.day, self.actor)
        self.served = list(lineup.every_place(self.team.pk, self.day))

    @property
    def places(self) -> list[TeamPlace]:
        """Places served on the day, the main one first."""
        on_the_day = {served.pk: served for served in self.served if served.holds(self.day)}
        return sorted(on_the_day.values(), key=lambda served: (not served.is_main, served.place.code))

    @property
    def tags(self) -> list[str]:
        return lineup.tags_of(served for served in self.served if served.holds(self.day))

    @cached_property
    def running(self) -> list[Posting]:
        return sorted((p for p in self.postings if p.holds(self.day)), key=self._order)

    @property
    def taking_over(self) -> list[Posting]:
        """There already, while whom they follow still has the seat; not counted before (R-SEL-18)."""
        return [posting for posting in self.postings if posting.is_taking_over(self.day)]

    def _order(self, posting: Posting) -> tuple[int, str]:
        roles = [lineup.RANK[rules.TeamRole(s.role)] for s in posting.spells if s.holds(self.day)]
        return min(roles, default=lineup.RANK[rules.TeamRole.MEMBER]), posting.cadre.person.name_key

    @property
    def reached(self) -> set[int]:
        """The files this actor may open, among the people of the team."""
        return {posting.cadre_id for posting in self.postings if posting.is_reached}

    @property
    def members(self) -> list[Line]:
        return [self._line(posting) for posting in self.running]

    @property
    def incoming(self) -> list[Line]:
        return [replace(self._line(posting), seat_since=posting.seat_since) for posting in self.taking_over]

    @property
    def unseen(self) -> int:
        """How many are in the team whom this actor does not reach."""
        return self.team.headcount - len(self.running)

    def _line(self, posting: Posting) -> Line:
        roles = lineup.roles_at(posting, self.day)
        if not posting.is_reached:
            return Line(posting, roles, is_open=False)
        ends = rules.term_ends(posting.since, self.policy.selection.term_months) - ONE_DAY
        soon = self.day + timedelta(days=max(self.policy.selection.term_alert_days, default=0))
        phone = posting.cadre.person.phone
        return Line(
            posting,
            roles,
            is_open=True,
            age=lineup.age_of(posting.cadre, self.day),
            rural=lineup.rural_words(posting.cadre),
            phone=masked_phone(phone) if phone else "",
            marks=self._marks(posting.cadre),
            term_ends=ends,
            is_term_near=ends <= soon,
        )

    def _marks(self, cadre: Cadre) -> str:
        """老 or 新, 深 or 浅: what the person brings to the pairing."""
        limits, age, months = self.policy.pairing, lineup.age_of(cadre, self.day), cadre.rural_months
        marks = []
        if age is not None and (age >= limits.old_age or age < limits.young_age):
            marks.append("老" if age >= limits.old_age else "新")
        if months is not None and (months >= limits.deep_years * 12 or months < limits.shallow_years * 12):
            marks.append("深" if months >= limits.deep_years * 12 else "浅")
        return " · ".join(marks)

    @property
    def before(self) -> list[Posting]:
        """Who was here before, the latest first."""
        over = [posting for posting in self.postings if posting.until is not None and posting.until <= self.day]
        return sorted(over, key=lambda posting: (posting.until, posting.pk), reverse=True)

    @property
    def pairing(self) -> list[tuple[str, bool, str]]:
        """(一老一新, whether, in words); the words name people, so only where all their files are reached."""
        members = [_named(p.cadre) for p in self.running]
        may_say = not self.unseen and all(p.is_reached for p in self.running)
        age = rules.age_words(members, self.day, self.policy.pairing) if may_say else ""
        experience = rules.experience_words(members, self.policy.pairing) if may_say else ""
        return [
            ("一老一新", self.team.is_age_paired, age),
            ("一深一浅", self.team.is_experience_paired, experience),
        ]

    @property
    def events(self) -> list[Event]:
        return events.newest_first(events.events_of_team(self.team, self.postings, self.served), self.day)

    @property
    def sending_units(self) -> list[str]:
        return list(dict.fromkeys(posting.sending_unit.name for posting in self.running))

    @property
    def documents(self) -> list[str]:
        """The documents by which those who are there were sent, each once."""
        return list(dict.fromkeys(posting.start_basis for posting in self.running))

    # ── what is open ──

    @property
    def open(self) -> list[Open]:
        if self.team.until is not None and self.team.until <= self.day:
            return []
        found = [
            *self._vacancies(),
            *self._leaving(),
            *self._unled(),
            *self._not_reported(),
            *self._terms(),
            *self._unbacked(),
            *self._of_others(),
        ]
        return sorted(found, key=lambda one: one.due_on or date.max)

    def _may(self, permission: str) -> bool:
        return self.day == self.actor.today and self.actor.may(permission)

    def _vacancies(self) -> Iterable[Open]:
        """Seats open since the same day are one line; whoever left theirs is named."""
        missing = max(self.team.seats - self.team.headcount, 0)
        seats = rules.open_seats(self._seat_events(), missing, self.team.since)
        verb, url = self._verb(rules.START, "派一人", "dispatch:teams.one.post", self.team.pk)
        for day, count in Counter(seat.day for seat in seats).items():
            left = "、".join(seat.who for seat in seats if seat.day == day and seat.who)
            note = f"{left} {day - ONE_DAY:%Y-%m-%d} 离任" if left else f"{day:%Y-%m-%d} 起空着"
            yield Open(f"缺 {count} 人", note, self._seat_due(day), verb, url)

    def _seat_due(self, open_since: date) -> date:
        return rules.seat_due(open_since, self.policy.selection.vacancy_days)

    def _leaving(self) -> Iterable[Open]:
        """Whose last day is known and not over: the seat opens the day after (R-SEL-11)."""
        for posting in self.running:
            if posting.until is not None and not hasattr(posting, "successor"):
                tomorrow = (
                    "明天" if posting.until == self.day + ONE_DAY else f"{posting.until.month}月{posting.until.day}日"
                )
                verb, url = self._verb(rules.START, "派接替", "dispatch:teams.one.post", self.team.pk)
                name, last = posting.cadre.person.name, posting.until - ONE_DAY
                note = f"{name}派驻到 {last.month}月{last.day}日为止，第二天起缺人"
                yield Open(f"{tomorrow}空出 1 人", note, self._seat_due(posting.until), verb, url)

    def _seat_events(self) -> Iterable[SeatEvent]:
        held = (Held(p.pk, p.seat_since, p.until, p.succeeds_id, p.cadre.person.name) for p in self.postings)
        sizes = [(size.since, size.size) for size in self.team.approved_sizes.all()]
        return rules.seat_events(held, sizes, self.day)

    def _unled(self) -> Iterable[Open]:
        if not self.team.has_first_secretary:
            someone = next((p for p in self.running if p.cadre.party_joined_on), None)
            verb, url = self._verb(
                rules.START, "定职务", "dispatch:teams.posting.roles", someone.pk if someone else None
            )
            yield Open("没有第一书记", "第一书记一般兼任队长，要是党员", None, verb, url)
        elif secretary := self._secretary_without_leader():
            verb, url = self._verb(rules.START, "定职务", "dispatch:teams.posting.roles", secretary.pk)
            yield Open("没有队长", "第一书记一般兼任队长", None, verb, url)

    def _secretary_without_leader(self) -> Posting | None:
        """Only where all in the team are seen."""
        held = [(posting, {s.role for s in posting.spells if s.holds(self.day)}) for posting in self.running]
        if self.unseen or any(rules.TeamRole.LEADER in roles for _, roles in held):
            return None
        return next((posting for posting, roles in held if rules.TeamRole.FIRST_SECRETARY in roles), None)

    def _not_reported(self) -> Iterable[Open]:
        for posting in [*self.running, *self.taking_over]:
            if posting.reported_on is None or posting.reported_on > self.day:
                due = posting.since + timedelta(days=self.policy.selection.report_in_days)
                verb, url = self._verb(rules.REPORT_IN, "登记报到", "dispatch:teams.posting.report", posting.pk)
                yield Open(f"{posting.cadre.person.name}没报到", f"{posting.since:%Y-%m-%d} 派驻", due, verb, url)

    def _terms(self) -> Iterable[Open]:
        for line in self.members:
            if line.is_term_near and line.term_ends is not None:
                yield Open(f"{line.posting.cadre.person.name}任期将满", "满期前定下轮换的人", line.term_ends)

    def _unbacked(self) -> Iterable[Open]:
        if not any(backing.holds(self.day) for backing in self.team.backings.all()):
            verb, url = self._verb(rules.KEEP_TEAMS, "定后盾单位", "dispatch:teams.one.back", self.team.pk)
            yield Open("没有后盾单位", "", None, verb, url)

    def _of_others(self) -> Iterable[Open]:
        if self.day == self.actor.today:
            for source in _open_of:
                yield from source(self.postings, self.actor)

    def _verb(self, permission: str, verb: str, route: str, key: int | None) -> tuple[str, str]:
        return (verb, reverse(route, args=[key])) if key is not None and self._may(permission) else ("", "")


def postings_of(team: Team, day: date, actor: Actor) -> list[Posting]:
    """All that began by the day, with everything the page says of them.

    `is_reached`: the person's file may be opened. `is_told`: how the posting ended is for this actor to know, as it is
    for few (R-TLK-09).
    """
    files = Cadre.objects.visible_to(actor, SEE_PEOPLE).filter(pk=OuterRef("cadre"))
    told = Posting.objects.visible_to(actor, rules.SEE_ENDS).filter(pk=OuterRef("pk"))
    begun = Posting.objects.visible_to(actor).filter(team=team, since__lte=day)
    begun = begun.annotate(is_reached=Exists(files), is_told=Exists(told))
    loaded = begun.select_related("cadre__person", "sending_unit", *(f"{path}__cadre__person" for path in CHAIN))
    hidden = [f"{path}__{name}" for path in CHAIN for name in lineup.HIDDEN]
    return loaded.defer("cadre__person__id_number", *hidden).order_by("since", "pk").with_spells()


def _named(cadre: Cadre) -> Named:
    return Named(cadre.person.birth_month, cadre.rural_months, frozenset(), cadre.person.name)
