"""Postings of the invented county: who holds which seat on 11 July 2022, and who held it before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.demo import story
from zhucun.demo.invented import Course, Dice, End, Person, Posting, Team, Unit
from zhucun.demo.invented_facts import Facts
from zhucun.demo.invented_names import Registry
from zhucun.demo.invented_people import FIRST, OTHER, SECOND, Card, Deck, Known, Maker
from zhucun.demo.invented_places import COUNTY, YAO_TOWNSHIPS
from zhucun.demo.invented_teams import BASIS_FROM_ABOVE, MORE_ON, ROUND_BASIS, ROUND_ON, SEAT_FROM, SEAT_TO, STAYS_OPEN

FIRST_SECRETARY, LEADER, MEMBER = "first_secretary", "leader", "member"
LED_BY_ANOTHER = 8  # teams whose leader is not their first secretary (R-ORG-08)
ORDER = {FIRST: 0, SECOND: 1, OTHER: 2}
TOWNSHIP_DIGITS = 9
FROM_BACKING_UNIT = {FIRST: 100, SECOND: 60, OTHER: 35}  # per cent


@dataclass(frozen=True)
class Seat:
    team: Team
    order: int
    row: str


@dataclass(frozen=True)
class Before:
    """Who held the seat before, how that ended and by which case."""

    holder: Known | None
    end: End
    course: Course | None = None


def invent_postings(
    teams: Sequence[Team], codes: Mapping[str, str], units: Sequence[Unit], dice: Dice, registry: Registry
) -> tuple[Posting, ...]:
    """496 running on 11 July 2022 and the ended ones before them, each predecessor before its successor."""
    return tuple(_Roster(teams, codes, units, dice, registry).postings())


class _Roster:
    """What is told in the story is settled first; the rest is dealt."""

    def __init__(
        self, teams: Sequence[Team], codes: Mapping[str, str], units: Sequence[Unit], dice: Dice, registry: Registry
    ) -> None:
        self._dice, self._maker = dice, Maker(dice, registry)
        self._by_seat = {team.seat: team for team in teams}
        self._codes = codes
        self._facts = Facts({code: name for name, code in codes.items() if len(code) > TOWNSHIP_DIGITS})
        self._units = {unit.name: unit for unit in units}
        self._own_units = [unit for unit in units if unit.place_code == COUNTY]
        self._seats = [seat for team in teams for seat in self._seats_of(team)]
        self._added = dict(zip(self._grown_seats(), story.ADDITIONS, strict=True))
        self._known = self._cast()
        self._cards = self._dealt()
        self._before = self._predecessors()
        self._leaders = self._led_by_another()
        self._notes = {self._told(*seat): notes for seat, notes in story.NOTES.items()}
        free = [seat for seat in self._seats if self._is_untold(seat) and seat not in self._before]
        self._backfilled = set(dice.shuffled(free)[: story.BACKFILLED])

    def postings(self) -> Iterator[Posting]:
        for seat in self._seats:
            yield from self._postings_on(seat)
        team = self._by_seat[self._codes[SEAT_FROM]]
        yield self._from_the_start(Seat(team, team.sizes[-1].size, OTHER), Card("C", True), None, story.GIVEN_UP)

    def _seats_of(self, team: Team) -> list[Seat]:
        is_short = team.seat in (self._codes[STAYS_OPEN], self._codes[SEAT_TO])
        count = team.sizes[-1].size - is_short
        return [Seat(team, order, tuple(ORDER)[min(order, 2)]) for order in range(count)]

    def _grown_seats(self) -> list[Seat]:
        """The seats that the additions fill: those for the young in the teams that grew."""
        grown = [team for team in self._by_seat.values() if team.sizes[-1].since == MORE_ON]
        return [Seat(team, 1, SECOND) for team in grown if team.seat != self._codes[STAYS_OPEN]]

    def _cast(self) -> dict[Seat, Known]:
        told = {
            Seat(self._by_seat[self._codes[where]], ORDER[row], row): known
            for where, rows in story.CAST.items()
            for row, known in rows.items()
        }
        return told | {seat: addition.who for seat, addition in self._added.items()}

    def _dealt(self) -> dict[Seat, Card]:
        """Those told of take their cards first, so that what is left always fits."""
        decks = {row: Deck(row, self._dice) for row in (FIRST, SECOND, OTHER)}
        cards = {seat: decks[seat.row].take(known) for seat, known in self._known.items()}
        return cards | {seat: decks[seat.row].take() for seat in self._seats if seat not in cards}

    def _is_untold(self, seat: Seat) -> bool:
        return seat not in self._known and seat.team.since == ROUND_ON

    def _predecessors(self) -> dict[Seat, Before]:
        """The replacements of the story, and changes before June as every round has them."""
        told = {
            Seat(self._by_seat[self._codes[change.where]], ORDER[change.seat], change.seat): Before(
                change.leaver, change.end, change.course
            )
            for change in story.REPLACEMENTS
        }
        free = self._dice.shuffled([seat for seat in self._seats if self._is_untold(seat) and seat.order])
        return told | {seat: Before(None, self._earlier_end()) for seat in free[: story.CHANGED_BEFORE]}

    def _earlier_end(self) -> End:
        day, kind = self._dice.pick(story.CHANGE_DAYS), self._dice.pick(story.CHANGE_KINDS)
        number = self._dice.between(1, 20)
        return End(day - timedelta(days=1), kind, f"青驻办调〔{day.year}〕{number}号", story.CHANGE_REASONS[kind])

    def _led_by_another(self) -> set[Team]:
        free = [seat.team for seat in self._seats if seat.order == 2 and self._is_untold(seat)]
        return set(self._dice.shuffled(free)[:LED_BY_ANOTHER])

    def _postings_on(self, seat: Seat) -> Iterator[Posting]:
        known, card = self._known.get(seat), self._cards[seat]
        if seat in self._added:
            addition = self._added[seat]
            yield self._posting(seat, card, known, addition.on, "reinforcement", addition.basis, course=addition.course)
        elif seat in self._before:
            before = self._before[seat]
            card_before = self._card_of(before.holder)
            former = self._from_the_start(seat, card_before, before.holder, before.end, before.course)
            yield former
            begins = before.end.last_day + timedelta(days=1)
            yield self._posting(seat, card, known, begins, "succession", before.end.basis, succeeds=former)
        else:
            yield self._from_the_start(seat, card, known)

    def _card_of(self, holder: Known | None) -> Card:
        if holder is None:
            return Card(self._dice.pick(("B", "C", "D", "E")), self._dice.chance(70))
        return Card(holder.band, bool(holder.has_experience))

    def _from_the_start(
        self, seat: Seat, card: Card, known: Known | None, end: End | None = None, course: Course | None = None
    ) -> Posting:
        if seat in self._backfilled:
            return self._posting(seat, card, known, seat.team.since, "backfill", story.BACKFILL_BASIS, end=end)
        course = course or (None if end else self._undecided(seat))
        return self._posting(seat, card, known, seat.team.since, "round", "", end=end, course=course)

    def _posting(
        self,
        seat: Seat,
        card: Card,
        known: Known | None,
        since: date,
        kind: str,
        basis: str,
        *,
        succeeds: Posting | None = None,
        end: End | None = None,
        course: Course | None = None,
    ) -> Posting:
        person = self._person(seat, card, known)
        took = self._dice.between(0, 5) if kind == "round" else 0
        return Posting(
            person=person,
            team=seat.team,
            since=since,
            kind=kind,
            basis=basis or _basis(seat.team, person.unit),
            roles=self._roles(seat),
            reported_on=since + timedelta(days=took),
            succeeds=succeeds,
            end=end,
            course=course,
            notes=() if end else self._notes.get(seat, ()),
        )

    def _undecided(self, seat: Seat) -> Course | None:
        one = story.UNDECIDED
        return one.course if seat == self._told(one.where, one.seat) else None

    def _told(self, where: str, row: str) -> Seat:
        return Seat(self._by_seat[self._codes[where]], ORDER[row], row)

    def _person(self, seat: Seat, card: Card, known: Known | None) -> Person:
        is_yao = seat.team.seat.startswith(YAO_TOWNSHIPS)
        unit = self._sending_unit(seat, known)
        person = self._maker.person(card, unit, leads=seat.row == FIRST, known=known, is_yao=is_yao)
        return self._facts.of(person, seat.team)

    def _sending_unit(self, seat: Seat, known: Known | None) -> Unit:
        """Often another than the backing unit (R-ORG-12)."""
        if known and known.unit:
            return self._units[known.unit]
        if known or self._dice.chance(FROM_BACKING_UNIT[seat.row]):
            return seat.team.backing_unit
        return self._dice.pick(self._own_units)

    def _roles(self, seat: Seat) -> tuple[str, ...]:
        is_led_by_another = seat.team in self._leaders
        if seat.row == FIRST:
            return (FIRST_SECRETARY,) if is_led_by_another else (FIRST_SECRETARY, LEADER)
        return (LEADER,) if is_led_by_another and seat.order == 2 else (MEMBER,)


def _basis(team: Team, unit: Unit) -> str:
    """The document of the level that sends; the county's own for whom it adds to a team led from above."""
    of_the_county = ROUND_BASIS if team.basis in BASIS_FROM_ABOVE.values() else team.basis
    return BASIS_FROM_ABOVE.get(unit.place_code, of_the_county)
