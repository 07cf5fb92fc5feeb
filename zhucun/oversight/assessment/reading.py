"""A cycle's sheets as they stand: what each part says, the total, the grade proposed. In few queries for a county."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhucun.oversight.assessment import scoring
from zhucun.oversight.assessment.grading import Judged, Proposed, proposals
from zhucun.oversight.assessment.models import AssessmentCycle, Score, ScoreSheet
from zhucun.oversight.assessment.scoring import Part
from zhucun.oversight.schemes.rules import BY_NAME, Leaf, SchemeRules

Given = Mapping[tuple[int | None, str], int]  # (indicator or all, rater) → hundredths
IN_ONE_QUERY = 10_000


@dataclass(frozen=True)
class Standing:
    """One sheet: decided, as it was frozen; open, as records and raters say now."""

    sheet: ScoreSheet
    rules: SchemeRules
    given: Given
    parts: tuple[Part, ...]
    proposed: Proposed

    @property
    def total(self) -> int | None:
        return self.sheet.total if self.sheet.is_decided else scoring.total(self.parts)

    @cached_property
    def records_say(self) -> int | None:
        return scoring.records_say(self.parts)

    @cached_property
    def lacking(self) -> list[str]:
        """Sides that should score and have not, in the scheme's order."""
        return [who for who in raters_by_name(self.rules) if not has_scored(who, self.rules.leaves, self.given)]


def raters_by_name(rules: SchemeRules) -> list[str]:
    weighty = {who for leaf in rules.leaves for who, weight in leaf.raters if weight > 0}
    return [one.value for one in BY_NAME if one.value in weighty]


def has_scored(who: str, leaves: Iterable[Leaf], given: Given) -> bool:
    """Each of its indicators, by one number for all or one by one."""
    return all(_of(leaf, who, given) is not None for leaf in leaves if who in dict(leaf.raters))


def _of(leaf: Leaf, who: str, given: Given) -> int | None:
    return given.get((leaf.key, who), given.get((None, who)))


def parts_of(rules: SchemeRules, computed: Mapping[str, Any], given: Given) -> tuple[Part, ...]:
    return tuple(
        _part(leaf, computed.get(str(leaf.key), {}), computed.get("voices", {}), given) for leaf in rules.leaves
    )


def _part(leaf: Leaf, found: Mapping[str, Any], voices: Mapping[str, Sequence[int]], given: Given) -> Part:
    if leaf.source:
        return scoring.computed_part(
            leaf, found.get("hundredths"), found.get("sentence", "还没有汇总。"), found.get("evidence", ())
        )
    said = {who: (hundredths, 0) for who, _ in leaf.raters if (hundredths := _of(leaf, who, given)) is not None}
    tallied = {who: (voices[who][0], voices[who][1]) for who, _ in leaf.raters if who in voices}
    return scoring.rated_part(leaf, {**tallied, **said})


def scores_of(cycles: Collection[int]) -> dict[int, dict[tuple[int | None, str], int]]:
    """Sheet → what was given. One query."""
    found: dict[int, dict[tuple[int | None, str], int]] = defaultdict(dict)
    rows = Score.objects.filter(sheet__cycle__in=list(cycles)).values_list("sheet", "indicator", "rater", "hundredths")
    for sheet, indicator, rater, hundredths in rows:
        found[sheet][indicator, rater] = hundredths
    return found


def standing_of(cycle: AssessmentCycle, sheets: Sequence[ScoreSheet] | None = None) -> dict[int, Standing]:
    """Sheet → how it stands; all of the cycle, since who is beyond the cap hangs on all. Four queries."""
    rules = cycle.scheme.rules()
    listed = list(ScoreSheet.objects.of(cycle)) if sheets is None else sheets
    given = scores_of([cycle.pk])
    parts = {one.pk: _frozen_or_now(one, rules, given.get(one.pk, {})) for one in listed}
    judged = [judged_of(one, scoring.total(parts[one.pk])) for one in listed]
    proposed = proposals(rules, judged)
    return {one.pk: Standing(one, rules, given.get(one.pk, {}), parts[one.pk], proposed[one.pk]) for one in listed}


def _frozen_or_now(sheet: ScoreSheet, rules: SchemeRules, given: Given) -> tuple[Part, ...]:
    if sheet.is_decided:
        return tuple(Part.of_json(one) for one in sheet.parts)
    return parts_of(rules, sheet.computed, given)


def judged_of(sheet: ScoreSheet, total: int | None) -> Judged:
    return Judged(sheet.pk, total, sheet.category, {key: one["count"] for key, one in sheet.facts.items()})
