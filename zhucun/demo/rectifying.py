"""整改交办函 of 2022, 期 by 期: drafted from findings, issued, answered, signed, checked, closed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.demo.invented_overseen import LETTERS, NINTH, SPOTS, Problem
from zhucun.demo.people_of import PeopleOf
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.letters import drafting, issuing
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.rectification import acts as items
from zhucun.oversight.rectification import beside
from zhucun.oversight.rectification.following import propose_over_overdue
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem, RectificationLetter

HeadOf = Callable[[Unit, date], Actor]
SIGNER = "唐志远"
DRAFTED, ACCEPTED, REPLIED, SIGNED, CLOSED = -1, 1, 7, 8, 11  # days after it was issued
QUICKLY, LAST_REPLY = 5, date(2022, 7, 8)  # the last 期's replies
LATE_ASKED = date(2022, 7, 11)  # what the clock does each morning
LONGER, RETURNED = timedelta(days=14), timedelta(days=9)
OPINION, VERDICT = "属实，已改。", "到村看过，改到位了。"


class Rectifying:
    """`on(day)` moves each 期 on; how far its items are on the county's day is what their problem says."""

    def __init__(self, home: Place, hands: Hands, people: PeopleOf, head_of: HeadOf) -> None:
        self._home, self._hands, self._people, self._head_of = home, hands, people, head_of
        ninth = tuple(problem for one in SPOTS for problem in one.problems)
        self._of_issue = {one.number: (one.on, one.problems) for one in LETTERS} | {9: (NINTH, ninth)}
        self._problems = {problem.text: problem for _, problems in self._of_issue.values() for problem in problems}
        self._steps = dict(self._plan())

    def _plan(self) -> Iterator[tuple[date, list[Callable[[date], None]]]]:
        ways: dict[date, list[Callable[[date], None]]] = {}
        for number, (on, _) in self._of_issue.items():
            for after, step in self._way(number):
                ways.setdefault(on + timedelta(days=after), []).append(step)
        return iter(ways.items())

    def _way(self, number: int) -> Iterator[tuple[int, Callable[[date], None]]]:
        yield DRAFTED, lambda day: self._draft(number, day)
        yield 0, lambda day: self._issue(number, day)
        yield ACCEPTED, lambda day: self._accept(number, day)
        is_last = number == max(self._of_issue)
        yield (QUICKLY if is_last else REPLIED), lambda day: self._reply(number, day, "closed")
        yield (QUICKLY if is_last else SIGNED), lambda day: self._sign(number, day)
        yield (QUICKLY + 1 if is_last else CLOSED), lambda day: self._close(number, day)
        if is_last:
            yield REPLIED, lambda day: self._the_last_days(number, day)
        elif any(one.stands in ("extended", "returned") for one in self._of_issue[number][1]):
            yield SIGNED, lambda day: self._give_more_time(number, day)

    @property
    def days(self) -> set[date]:
        return {*self._steps, LATE_ASKED}

    def on(self, day: date) -> None:
        for step in self._steps.get(day, ()):
            step(day)
        if day == LATE_ASKED:
            propose_over_overdue(self._hands.house(self._home.code, day))

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._home.code, day)

    # ── drafted, issued ─────────────────────────────────────────────────────────────────────────────────────────────

    def _draft(self, number: int, day: date) -> None:
        by = self._officer(day)
        issue = drafting.open_issue(self._home, by=by)
        texts = [one.text for one in self._of_issue[number][1]]
        found = {row.text: row for row in Finding.objects.open().filter(text__in=texts).select_related("team", "unit")}
        self._hands.do(drafting.add, [(issue, drafting.as_told(found[text])) for text in texts], by=by)
        drafting.send_out(issue, by=by)

    def _issue(self, number: int, day: date) -> None:
        letters = RectificationLetter.objects.filter(issue=self._row(number)).order_by("pk")
        told = {"number": f"青驻办函〔{day.year}〕{number}号", "signer": SIGNER, "issued_on": day}
        self._hands.do(issuing.record_issued, [(one, told) for one in letters], by=self._officer(day))

    def _row(self, number: int) -> LetterIssue:
        return LetterIssue.objects.get(county_code=self._home.code, year=NINTH.year, number=number)

    # ── answered, checked ───────────────────────────────────────────────────────────────────────────────────────────

    def _items(self, number: int, *stands: str) -> list[tuple[RectificationItem, Problem]]:
        rows = RectificationItem.objects.filter(letter__issue=self._row(number)).select_related("letter__unit")
        told = [(row, self._problems[row.problem]) for row in rows.order_by("pk")]
        return [one for one in told if one[1].stands in stands]

    def _carry(self, act: Act, calls: Sequence[tuple[Any, dict[str, Any], Actor]], day: date) -> None:
        self._hands.carry(act, calls, by=self._hands.house(self._home.code, day))

    def _unit(self, item: RectificationItem, day: date) -> Actor:
        return self._head_of(item.letter.unit, day)

    def _accept(self, number: int, day: date) -> None:
        """By all but those who have not looked yet; these are reminded."""
        taken = self._items(number, "closed", "open", "signed", "extended", "returned")
        self._carry(items.accept, [(row, {}, self._unit(row, day)) for row, _ in taken], day)

    def _reply(self, number: int, day: date, *stands: str) -> None:
        replied = [(row, {"reply": one.reply}, self._unit(row, day)) for row, one in self._items(number, *stands)]
        self._carry(items.reply, replied, day)

    def _sign(self, number: int, day: date) -> None:
        rows = RectificationItem.objects.filter(letter__issue=self._row(number), state="replied").order_by("pk")
        calls = [(row, {"opinion": OPINION}, self._people.secretary(row.place_code[:9], day)) for row in rows]
        self._carry(items.sign, calls, day)

    def _close(self, number: int, day: date) -> None:
        told = {"verified": "onsite", "verdict": VERDICT}
        closed = [(row, told) for row, _ in self._items(number, "closed")]
        self._hands.do(items.close, closed, by=self._officer(day))

    def _give_more_time(self, number: int, day: date) -> None:
        """Two ask for longer, which the office grants; two replied, and it was not done yet."""
        by = self._officer(day)
        for row, _ in self._items(number, "extended"):
            because, until = "材料和工钱要下半月才到位", row.due_on + LONGER
            row = beside.ask_longer(row, until=until, because=because, by=self._unit(row, day))
            beside.grant_longer(row, by=by)
        self._reply(number, day, "returned")
        self._sign(number, day)
        for row, _ in self._items(number, "returned"):
            row.refresh_from_db()
            items.return_for_more(row, verdict="只改了一半，剩下的写清哪天改完。", due_on=row.due_on + RETURNED, by=by)

    def _the_last_days(self, number: int, day: date) -> None:
        """Replies that wait for the check; whoever has not looked is reminded."""
        self._reply(number, day, "signed")
        self._sign(number, day)
        waiting: list[tuple[Any, dict[str, Any]]] = [(row, {}) for row, _ in self._items(number, "issued")]
        self._hands.do(beside.remind, waiting, by=self._officer(day))
