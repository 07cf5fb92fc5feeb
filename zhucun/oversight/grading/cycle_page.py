"""What the page of one cycle shows: how far it is, one township's sheets, the county's distribution."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.grading import by_bands
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.reading import Standing, raters_by_name, standing_of
from zhucun.oversight.assessment.rules import CycleState
from zhucun.oversight.grading.showing import TONES, Line, grades_in, lines_of, unit_of
from zhucun.oversight.schemes.rules import Grade, ObjectKind, Rater, scale_of

TOWNSHIP_DIGITS = 9
BIN = 500  # hundredths: five points to a column
FEWEST_BINS = 8
TOP = 10_000
WITH = ("posting__cadre__person", "team", "unit")
HIDDEN = ("posting__cadre__person__phone", "posting__cadre__person__id_number")


@dataclass(frozen=True)
class CyclePage:
    """Read once. `sheets` are those within the reader's reach; `standing` is of the whole cycle, since the cap is."""

    cycle: AssessmentCycle
    actor: Actor
    asked: Mapping[str, str]

    @cached_property
    def sheets(self) -> list[ScoreSheet]:
        rows = ScoreSheet.objects.visible_to(self.actor).of(self.cycle).select_related(*WITH).defer(*HIDDEN)
        order = (F("township_position").asc(nulls_last=True), "place_code", "team__number", "unit__position", "pk")
        found = list(rows.in_order_of_places().order_by(*order))
        for one in found:
            one.cycle = self.cycle
        return found

    @cached_property
    def standing(self) -> dict[int, Standing]:
        """Of the rest of the county only the numbers are read, and only where the grades hang together by a cap."""
        seen = {one.pk: one for one in self.sheets}
        if self.actor.may(rules.SEE_SCORES) or self.cycle.scheme.cap is None:
            return standing_of(self.cycle, self.sheets)
        others = [one for one in ScoreSheet.objects.of(self.cycle) if one.pk not in seen]
        return standing_of(self.cycle, [*self.sheets, *others])

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of([self.standing[one.pk] for one in self.sheets], self.actor)

    @cached_property
    def townships(self) -> list[tuple[str, str]]:
        codes = {one.place_code[:TOWNSHIP_DIGITS] for one in self.sheets}
        rows = Place.objects.filter(code__in=codes, kind=Kind.TOWNSHIP).order_by("position", "code")
        return list(rows.values_list("code", "name"))

    @cached_property
    def by_township(self) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.sheet.place_code[:TOWNSHIP_DIGITS]].append(line)
        return found

    @cached_property
    def township(self) -> str:
        """The one asked for; else the first with something left to decide; units have none."""
        codes = [code for code, _ in self.townships]
        if self.asked.get("township") in codes:
            return self.asked["township"]
        left = (code for code in codes if any(not one.sheet.is_decided for one in self.by_township[code]))
        return next(left, codes[0] if codes else "")

    @property
    def shown(self) -> list[Line]:
        return self.by_township[self.township] if self.townships else self.lines

    @property
    def leaves_out(self) -> bool:
        """Some block of those shown is scored in part only."""
        return any(cell.of for line in self.shown for cell in line.cells)

    @cached_property
    def opened(self) -> int:
        asked = self.asked.get("open", "")
        return int(asked) if asked.isdecimal() else 0

    def address(self, **changed: Any) -> str:
        told = {"township": self.township, **changed}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{reverse('oversight:assessment.one', args=[self.cycle.pk])}?{query}"

    # ── how far it is ──

    @cached_property
    def missing(self) -> dict[str, list[str]]:
        """Side → townships, or units, of which not every sheet is scored yet."""
        found: dict[str, list[str]] = {who: [] for who in self.sides}
        for who in self.sides:
            open_lines = [one for one in self.lines if who in one.stands.lacking and not one.sheet.is_decided]
            found[who] = list(dict.fromkeys(self._side_name(who, one) for one in open_lines))
        return found

    def _side_name(self, who: str, line: Line) -> str:
        if who == Rater.TOWNSHIP:
            return dict(self.townships).get(line.sheet.place_code[:TOWNSHIP_DIGITS], "")
        if who == Rater.UNIT:
            return str(line.sheet.unit)
        return Rater(who).label

    @cached_property
    def sides(self) -> list[str]:
        """Of others than one's own nothing is told to who only rates."""
        known = raters_by_name(self.lines[0].stands.rules) if self.lines else []
        return [who for who in known if self.lines[0].sees_all or who in self.lines[0].sides]

    def _sides_in_all(self, who: str) -> int:
        return len({self._side_name(who, one) for one in self.lines})

    @property
    def decided_count(self) -> int:
        return sum(one.sheet.is_decided for one in self.lines)

    @property
    def left(self) -> int:
        """Not decided yet, of those that the reader reaches."""
        return len(self.lines) - self.decided_count

    @cached_property
    def steps(self) -> list[dict[str, str]]:
        cycle = self.cycle
        collected = f"{cycle.collected_on.month}月{cycle.collected_on.day}日" if cycle.collected_on else ""
        said = [_step("自动汇总", True, True, collected)]
        for who in self.sides:
            whole = self._sides_in_all(who)
            done = whole - len(self.missing[who])
            said.append(_step(f"{SHORT[who]}评", done == whole or not cycle.is_open, True, f"{done} / {whole}"))
        count = f"{self.decided_count} / {len(self.lines)}"
        is_decided = self.decided_count == len(self.lines) and bool(self.lines)
        said.append(_step("县里核定", is_decided, True, count))
        is_public = cycle.state in (CycleState.PUBLICITY, CycleState.CLOSED)
        on = f"{cycle.published_on.month}月{cycle.published_on.day}日" if cycle.published_on else ""
        said.append(_step("公示", cycle.state == CycleState.CLOSED, is_public, on))
        said.append(_step("结果运用", cycle.state == CycleState.CLOSED, False, "等次 → 后果、评优"))
        return said

    @property
    def chips(self) -> list[dict[str, Any]]:
        """Townships in their fixed order; marked where something is still to come."""
        return [
            {
                "label": name,
                "count": len(self.by_township[code]),
                "is_missing": name in self.missing.get(Rater.TOWNSHIP, ()),
                "active": code == self.township,
                "url": self.address(township=code),
            }
            for code, name in self.townships
        ]

    @property
    def reminder(self) -> str:
        """For a chat group: names of townships and units only."""
        late = [f"{'、'.join(names)}" for who, names in self.missing.items() if names and who != Rater.OFFICE]
        if not late or self.cycle.state != CycleState.COLLECTING:
            return ""
        day = self.cycle.rate_by
        return f"{self.cycle}：还没评的有{'；'.join(late)}。请在{day.month}月{day.day}日前评完。"

    @property
    def missing_count(self) -> int:
        return sum(len(names) for who, names in self.missing.items() if who != Rater.OFFICE)

    # ── the county's distribution: to whoever sees scores ──

    @cached_property
    def bars(self) -> dict[str, Any] | None:
        totals = [total for one in self.lines if (total := one.stands.total) is not None]
        if not totals or not self.actor.may(rules.SEE_SCORES):
            return None
        counted = Counter(min(total, TOP - 1) // BIN for total in totals)
        lowest = min(min(counted), TOP // BIN - FEWEST_BINS)
        bins = range(lowest, TOP // BIN)
        items = [{"label": str(at * BIN // 100), "value": counted[at], "tone": self._tone(at * BIN)} for at in bins]
        return {"items": items, "standing": True, "count": len(totals)}

    def _tone(self, total: int) -> str:
        return TONES[Grade(by_bands(total, self.cycle.scheme.bands))]

    @cached_property
    def legend(self) -> list[dict[str, Any]]:
        """What the bars show: how many stand between which lines, the colour of each named even where nobody does."""
        totals = (total for one in self.lines if (total := one.stands.total) is not None)
        counted = Counter(by_bands(total, self.cycle.scheme.bands) for total in totals)
        return [
            {"label": f"{least}（{word}）", "value": counted[at], "tone": TONES[Grade(at)]}
            for at, (word, least) in enumerate(self.bands, 1)
        ]

    @cached_property
    def decided(self) -> list[dict[str, Any]]:
        """Decided grades, each opening its list."""
        counted = Counter(one.sheet.grade for one in self.lines if one.sheet.is_decided)
        scale = scale_of(self.cycle.object_kind, self.cycle.cycle)
        listed = reverse("oversight:assessment.list", args=[self.cycle.pk])
        return [
            {"label": word, "value": counted[grade], "url": f"{listed}?grade={grade}"}
            for grade, word in grades_in(scale)
            if counted[grade]
        ]

    @property
    def width(self) -> int:
        """Columns of the list, its boxes included."""
        return len(self.lines[0].cells) + len(("box", "name", "total", "proposed", "grade"))

    @property
    def bands(self) -> list[tuple[str, str]]:
        """(Grade, from how many points) as the scheme has it."""
        bands = self.cycle.scheme.bands
        words = [word for _, word in self.cycle.scheme.grades()]
        return list(zip(words, [*(f"{least} 分以上" for least in bands), f"{bands[-1]} 分以下"], strict=True))

    @property
    def unit(self) -> str:
        return unit_of(self.cycle.object_kind)

    @property
    def is_of_persons(self) -> bool:
        return self.cycle.object_kind == ObjectKind.PERSON


SHORT = {Rater.OFFICE: "驻村办", Rater.TOWNSHIP: "乡镇", Rater.UNIT: "单位"}


def _step(label: str, is_done: bool, is_now: bool, note: str) -> dict[str, str]:
    return {"label": label, "state": "done" if is_done else "now" if is_now else "todo", "note": note}


def ticked(lines: Sequence[Line]) -> int:
    return sum(one.may_be_ticked for one in lines)


def request_page(request: HttpRequest, cycle: AssessmentCycle) -> CyclePage:
    return CyclePage(cycle, request.actor, request.GET.dict())
