"""How a printed number and the ledger's compare, and what the report's own numbers say of each other. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from zhucun.reports.published.facts import AT_LEAST, Fact, Relation, Report


class Verdict(Enum):
    """`done` is settled, `soon` is for somebody to look at, `overdue` differs, `todo` cannot be said yet."""

    AGREED = "agreed", "一致", "done"
    ROUNDED = "rounded", "四舍五入后一致", "done"
    AT_LEAST = "at_least", "够下限", "done"
    RESTATED = "restated", "按另一天的数", "running"
    COINCIDENCE = "coincidence", "巧合，待核", "soon"
    SCOPE = "scope", "口径要写明", "soon"
    NO_TOTAL = "no_total", "两个占比凑不出一个总数", "soon"
    NO_START = "no_start", "报道没写起点", "soon"
    HIDDEN = "hidden", "只给少数人看", "todo"
    NOT_YET = "not_yet", "台账里还没有", "todo"
    OWN = "own", "报道自己的", "todo"
    DIFFERS = "differs", "对不上", "overdue"

    def __init__(self, key: str, label: str, stage: str) -> None:
        self.key, self.label, self.stage = key, label, stage


@dataclass(frozen=True)
class Found:
    """What the ledgers say to a fact: a number, or a word where it is a day. `then` is the number of the day named."""

    number: Fraction | None = None
    word: str = ""
    whole: int | None = None  # of a share, what it is a share of
    then: Fraction | None = None
    is_hidden: bool = False  # it is read of rows that this reader may not read

    @property
    def is_nothing(self) -> bool:
        return self.number is None and not self.word


@dataclass(frozen=True)
class Judged:
    verdicts: tuple[Verdict, ...]
    reasons: tuple[str, ...] = ()


def judge(report: Report, fact: Fact, found: Mapping[str, Found]) -> Judged:
    """The comparison first, then what relates the fact to others."""
    own = compared(fact, found.get(fact.id, Found()))
    told = [related(report, fact, one, found) for one in report.relations_of(fact)]
    more = [one for one in told if one]
    if fact.period.has_no_start:
        more.append((Verdict.NO_START, f"“{fact.period.said}”从哪天算，报道没有写。"))
    verdicts = [own[0], *(verdict for verdict, _ in more)]
    if Verdict.NO_TOTAL in verdicts and own[0] is Verdict.DIFFERS:
        verdicts.remove(Verdict.DIFFERS)
    return Judged(tuple(dict.fromkeys(verdicts)), tuple(filter(None, [own[1], *(reason for _, reason in more)])))


def compared(fact: Fact, found: Found) -> tuple[Verdict, str]:
    if fact.kind == "own":
        return Verdict.OWN, "这是报道自己的日子，不是台账管的数。"
    if found.is_hidden:
        return Verdict.HIDDEN, ""
    if found.is_nothing:
        return Verdict.NOT_YET, ""
    if fact.number is None:
        return (Verdict.AGREED, "") if fact.value == found.word else (Verdict.DIFFERS, "")
    number = found.number or Fraction()
    if number == fact.number:
        return (Verdict.AT_LEAST if fact.kind in AT_LEAST else Verdict.AGREED), ""
    if fact.kind in AT_LEAST:
        return (Verdict.AT_LEAST, "") if number > fact.number else (Verdict.DIFFERS, "比报道的下限还少。")
    if rounded(number, fact.decimals) == fact.number:
        return Verdict.ROUNDED, ""
    if fact.restated and found.then is not None and rounded(found.then, fact.decimals) == fact.number:
        return Verdict.RESTATED, f"报道印的是 {fact.restated:%Y-%m-%d} 的数。"
    return Verdict.DIFFERS, ""


def rounded(number: Fraction, decimals: int) -> Fraction:
    """Half up."""
    unit = 10**decimals
    return Fraction((2 * number.numerator * unit + number.denominator) // (2 * number.denominator), unit)


def related(report: Report, fact: Fact, relation: Relation, found: Mapping[str, Found]) -> tuple[Verdict, str] | None:
    return _RELATED[relation.kind](report, fact, relation, found)


Related = tuple[Verdict, str] | None


def _same(report: Report, fact: Fact, relation: Relation, found: Mapping[str, Found]) -> Related:
    one, other = (report.by_id[name] for name in relation.of)
    if one.number != other.number:
        return None
    said = f"{one.id} {one.said}和 {other.id} {other.said}是两回事，印的都是 {one.value}，是不是抄串了，待核。"
    return Verdict.COINCIDENCE, said


def _times(report: Report, fact: Fact, relation: Relation, found: Mapping[str, Found]) -> Related:
    product, factor = (report.by_id[name] for name in relation.of)
    if product.number != relation.times * (factor.number or 0):
        return None
    said = f"{product.value} = {relation.times} × {factor.value}（{product.id}、{factor.id}）"
    return Verdict.COINCIDENCE, f"{said}，是不是一个人算了 {relation.times} 次，待核。"


def _scope(report: Report, fact: Fact, relation: Relation, found: Mapping[str, Found]) -> Related:
    one, other = (report.by_id[name] for name in relation.of)
    if one.number == other.number:
        return None
    said = f"{one.id} 的 {one.value} 是{one.said}，{other.id} 的 {other.value} 是{other.said}"
    return Verdict.SCOPE, f"{said}，口径不同，要分开写。"


def _total(report: Report, fact: Fact, relation: Relation, found: Mapping[str, Found]) -> Related:
    """Counts and shares, in turn: which wholes each pair allows."""
    told = [report.by_id[name] for name in relation.of]
    pairs = list(zip(told[::2], told[1::2], strict=True))
    spans = [wholes(count, share) for count, share in pairs]
    if max(low for low, _ in spans) <= min(high for _, high in spans):
        return None
    each = "，".join(
        f"{count.value} 占 {share.value}% 要有 {low} 到 {high} 人"
        for (count, share), (low, high) in zip(pairs, spans, strict=True)
    )
    whole = next((found[one.id].whole for one in told if one.id in found and found[one.id].whole), None)
    ours = f"；台账里是 {whole} 人" if whole else ""
    return Verdict.NO_TOTAL, f"{each}，没有一个总数两头都对{ours}。"


def wholes(count: Fact, share: Fact) -> tuple[int, int]:
    """The smallest and the largest whole of which the count is that share as printed."""
    number, percent = count.number or Fraction(), share.number or Fraction()
    half = Fraction(1, 2 * 10**share.decimals)
    above, most = 100 * number / (percent + half), 100 * number / (percent - half)
    return above.numerator // above.denominator + 1, most.numerator // most.denominator


_RELATED = {"same": _same, "times": _times, "scope": _scope, "total": _total}


def counts_by_verdict(judged: Sequence[Judged]) -> dict[Verdict, int]:
    return {verdict: n for verdict in Verdict if (n := sum(verdict in one.verdicts for one in judged))}
