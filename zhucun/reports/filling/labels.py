"""Which figure a label of somebody else's form asks for, how surely, and why. Nothing is guessed. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhucun.lib.figure import Figure, named
from zhucun.reports.checking.naming import TOTALS, Named, all_named, shares_of
from zhucun.reports.checking.words import CONCEPTS

SURE = 60  # per cent of the label's own words that name the figure
BRACKETED = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")
UNIT_WORDS = re.compile(r"^(?:单位[:：])?(人次|户次|万元|亿元|元|%|％|人|名|个|支|户|件|期|次|场|项|条|起|天|份)$")
GENERIC = re.compile(
    "其中|人数|数量|个数|支数|户数|总数|数|情况|累计|合计|已|的|全县|本县|本乡镇|乡镇|村|共|总|选派|派驻|现有|在册|[、，,：:；;/\\s]"
)
SHARE = re.compile("占比|比例|比重|百分比|所占|占|率")
NARROWER = re.compile("新增|不|未|非|无|缺|拟|计划|预计|退出|减少")
SCALES = {"万元": 10_000, "亿元": 100_000_000}


@dataclass(frozen=True)
class Guess:
    """`figure` is None where nothing is sure enough; `likely` is then what may be meant, for a person to choose."""

    label: str
    figure: Figure | None
    confidence: int
    reason: str
    scale: int = 1  # by which the value is divided: 10 000 of 万元
    likely: tuple[Figure, ...] = ()


def figure_for(labels: Sequence[str]) -> Guess:
    """`labels` from the upper header row to the lower: 驻村队员, 其中：40岁以下（人）."""
    told = " ".join(labels)
    unit, words = _unit_and_words(labels)
    is_share = unit == "%" or SHARE.search(words) is not None
    own = SHARE.sub("", words) if is_share else words
    found = sorted(_candidates(own), key=lambda one: one[:3], reverse=True)
    found = [one for one in found if is_share or _fits(one[3], unit)]
    if not found:
        return Guess(told, None, 0, "台账里没有叫这个名字的数。")
    figures = _as_asked((one[3] for one in found), is_share)
    if not figures:
        return Guess(told, None, 0, "台账里没有这个占比。")
    best = found[0]
    tied = {one[3].id for one in found if one[:3] == best[:3]}
    if best[0] < SURE or len(tied) > 1 or NARROWER.search(_left(own, best[3])):
        return Guess(told, None, best[0], f"像是“{figures[0].label}”，不敢定。", likely=tuple(figures[:3]))
    return Guess(told, figures[0], best[0], f"名称对上了“{figures[0].label}”。", SCALES.get(unit, 1))


def _unit_and_words(labels: Sequence[str]) -> tuple[str, str]:
    unit, words = "", []
    for label in labels:
        plain = label.replace("“", "").replace("”", "")
        for told in BRACKETED.findall(plain):
            if found := UNIT_WORDS.match(told.strip()):
                unit = found[1].replace("％", "%")
        words.append(BRACKETED.sub(lambda hit: "" if UNIT_WORDS.match(hit[1].strip()) else hit[1], plain))
    return unit, "".join(words)


def _candidates(words: str) -> Iterable[tuple[int, int, bool, Figure]]:
    """(per cent of the label's own words said by the figure's name, their length, a report's own words, figure)."""
    own = len(GENERIC.sub("", words)) or 1
    for one in all_named():
        if said := one.heard(words):
            length = sum(len(GENERIC.sub("", word)) for word in said)
            yield min(100, 100 * length // own), length, one.is_said, one.figure
    for concept, figure_id in TOTALS.items():
        for name in CONCEPTS[concept]:
            if name in words:
                length = len(GENERIC.sub("", name))
                yield min(100, 100 * length // own), length, True, named(figure_id)
                break


def _left(words: str, figure: Figure) -> str:
    """What the label says beyond the figure's name."""
    left = words
    for one in all_named():
        if one.figure is figure:
            for said in one.heard(words):
                left = left.replace(said, "")
    return left


def _fits(figure: Figure, unit: str) -> bool:
    if not unit:
        return True
    if unit in SCALES or unit == "元":
        return figure.kind == "money" or figure.unit == "元"
    return Named(figure, ()).counts_in("人" if unit == "名" else unit)


def _as_asked(figures: Iterable[Figure], is_share: bool) -> list[Figure]:
    """The figures themselves, or the shares they are the part of; each once."""
    asked = (shares_of().get(figure.id) if is_share else figure for figure in figures)
    return list({figure.id: figure for figure in asked if figure is not None}.values())
