"""Permissions, words and shapes of 考核方案; what a scheme must be like before anybody is graded by it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerChoices, TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("scheme.see", "看考核方案")
KEEP = permission("scheme.keep", "起草考核方案")
ENFORCE = permission("scheme.enforce", "启用考核方案")

WHOLE = 100
FEWEST_BANDS = 3


class ObjectKind(TextChoices):
    """Whom a scheme grades; persons and teams apart, sending units too (R-ASS-01)."""

    PERSON = "person", "队员"
    TEAM = "team", "工作队"
    UNIT = "unit", "派出单位"


class SchemeCycle(TextChoices):
    QUARTER = "quarter", "季度"
    YEAR = "year", "年度"
    TERM = "term", "期满"


class Rater(TextChoices):
    """The first three say their number under their name; of the last two there are tallies only (R-ASS-12)."""

    OFFICE = "office", "县驻村办"
    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "派出单位"
    VILLAGE = "village", "村干部和党员"
    HOUSEHOLDS = "households", "群众"


BY_NAME = (Rater.OFFICE, Rater.TOWNSHIP, Rater.UNIT)
BY_TALLY = (Rater.VILLAGE, Rater.HOUSEHOLDS)


class Rounding(TextChoices):
    FLOOR = "floor", "舍去零头"
    ROUND = "round", "四舍五入"
    CEIL = "ceil", "进一"


class SchemeState(TextChoices):
    DRAFT = "draft", "草稿"
    IN_FORCE = "in_force", "在用"
    RETIRED = "retired", "停用"


class Grade(IntegerChoices):
    """From the best; how each is called depends on the scale (R-ASS-07)."""

    FIRST = 1, "第一等"
    SECOND = 2, "第二等"
    THIRD = 3, "第三等"
    FOURTH = 4, "第四等"


class Scale(TextChoices):
    QUARTERLY = "quarterly", "好、较好、一般、较差"
    CIVIL = "civil", "优秀、称职、基本称职、不称职"
    INSTITUTION = "institution", "优秀、合格、基本合格、不合格"


def scale_of(kind: str, cycle: str, category: str = "") -> Scale:
    """Civil servants by their own scale, everybody else of the year by that of institutions (R-ASS-07)."""
    if cycle == SchemeCycle.QUARTER or kind != ObjectKind.PERSON:
        return Scale.QUARTERLY
    return Scale.CIVIL if category in ("civil_servant", "") else Scale.INSTITUTION


def called(grade: int, scale: Scale) -> str:
    return scale.label.split("、")[grade - 1]


@dataclass(frozen=True)
class Leaf:
    """An indicator that is scored: from records, where `source` says which, else by raters with their weights."""

    key: int
    block: str
    name: str
    weight: int
    standard: str = ""
    source: str = ""
    raters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Cap:
    """The most that may get the first grade, of a hundred; over all or in each category (R-ASS-05, R-ASS-06)."""

    percent: int
    rounding: str = Rounding.FLOOR
    by_category: bool = True

    def places(self, count: int) -> int:
        """Of so many, in whole numbers and with the rounding that the scheme names."""
        share, rest = divmod(count * self.percent, WHOLE)
        up = {Rounding.FLOOR: False, Rounding.CEIL: rest > 0, Rounding.ROUND: rest * 2 >= WHOLE}
        return share + up[Rounding(self.rounding)]


@dataclass(frozen=True)
class Ceiling:
    """一票否决: with so much of a fact the grade is at most this; the score stays (R-ASS-09)."""

    fact: str
    at_least: int
    grade: int


@dataclass(frozen=True)
class SchemeRules:
    """All by which a sheet is scored and graded, as plain values: what is recomputed years later is this."""

    leaves: tuple[Leaf, ...]
    bands: tuple[int, ...]
    ceilings: tuple[Ceiling, ...] = ()
    cap: Cap | None = None


def must_be_whole(rules: SchemeRules, sources: Iterable[str], facts: Iterable[str]) -> None:
    """Before it is put in force: weights that make 100, raters for what no record says, bands that fall, a real cap."""
    _must_weigh_100(rules.leaves)
    known = set(sources)
    for leaf in rules.leaves:
        _must_be_scorable(leaf, known)
    _must_fall(rules.bands)
    if rules.cap is not None and not 0 < rules.cap.percent <= WHOLE:
        raise Refused(
            "评优名额写成 1 到 100 之间的百分数；不设名额就留空，不能写 0。", field="cap_percent", rule="R-ASS-06"
        )
    if unknown := [one.fact for one in rules.ceilings if one.fact not in set(facts)]:
        raise Refused(f"“{unknown[0]}”不是一票否决的情形。", field="ceilings", rule="R-ASS-09")


def must_be_reached(rules: SchemeRules, kind: str) -> None:
    """A unit has people in several townships and no village of its own: what they think is asked by the office."""
    asked = {rater for leaf in rules.leaves if not leaf.source for rater, weight in leaf.raters if weight > 0}
    if kind == ObjectKind.UNIT and asked - {Rater.OFFICE}:
        raise Refused(
            "派出单位由县驻村办评：它的人不止在一个乡镇，乡镇和村里怎么看，县里问过再评。别的几方的权重空着。",
            field="indicators",
            rule="R-ASS-03",
        )


def _must_weigh_100(leaves: Sequence[Leaf]) -> None:
    if not leaves:
        raise Refused("还没有写考核项目。", field="indicators")
    if bad := next((leaf for leaf in leaves if leaf.weight <= 0), None):
        raise Refused(f"“{bad.name}”的分值要比 0 大；不考核的项目删掉。", field="indicators")
    total = sum(leaf.weight for leaf in leaves)
    if total != WHOLE:
        more = f"还差 {WHOLE - total}" if total < WHOLE else f"多了 {total - WHOLE}"
        raise Refused(f"各项分值加起来是 {total}，要正好 100（{more}）。", field="indicators", rule="R-ASS-03")
    names = Counter(leaf.name for leaf in leaves)
    if twice := next((name for name, times in names.items() if times > 1), ""):
        raise Refused(f"“{twice}”写了两次。", field="indicators")


def _must_be_scorable(leaf: Leaf, sources: set[str]) -> None:
    if leaf.source and leaf.source not in sources:
        raise Refused(f"“{leaf.name}”要算的记录现在没有，换一种，或者由人来评。", field="indicators")
    if not leaf.source and sum(weight for _, weight in leaf.raters) <= 0:
        raise Refused(f"“{leaf.name}”没有写由谁来评。", field="indicators", rule="R-ASS-03")
    if any(weight < 0 for _, weight in leaf.raters):
        raise Refused(f"“{leaf.name}”的评分权重不能是负数。", field="indicators")


def _must_fall(bands: Sequence[int]) -> None:
    falls = all(higher > lower for higher, lower in zip(bands, bands[1:], strict=False))
    if len(bands) != FEWEST_BANDS or not falls or not 0 < bands[-1] <= bands[0] <= WHOLE:
        raise Refused("三条等次线要从高到低，在 0 和 100 之间。", field="bands", rule="R-ASS-08")


SCHEMES = Flow(
    "scheme",
    {
        "enforce": move(SchemeState.DRAFT, to=SchemeState.IN_FORCE, needs=ENFORCE),
        "retire": move(SchemeState.IN_FORCE, to=SchemeState.RETIRED, needs=ENFORCE, duty=False),
        "withdraw": move(SchemeState.DRAFT, to=SchemeState.RETIRED, needs=KEEP, duty=False),
    },
)


def ceilings_of(given: Iterable[Mapping[str, Any]]) -> tuple[Ceiling, ...]:
    return tuple(Ceiling(one["fact"], int(one["at_least"]), int(one["grade"])) for one in given)
