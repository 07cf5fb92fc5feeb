"""Which figure a label of somebody else's form asks for, how surely, and why. Nothing is guessed. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from zhucun.lib.figure import Figure, all_figures, named
from zhucun.reports.checking.naming import TOTALS, Named, all_named, shares_of
from zhucun.reports.checking.words import CONCEPTS
from zhucun.reports.filling.meanings import Field, Meaning, told_of
from zhucun.sheets.labels import normal_label

SURE = 60  # per cent of the label's own words that name the figure
BRACKETED = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")
UNIT_WORDS = re.compile(r"^(?:单位[:：])?(人次|户次|万元|亿元|元|%|％|人|名|个|支|户|件|期|次|场|项|条|起|天|份)$")
# words beside a figure's name that do not make it another one
BENIGN = re.compile(
    "驻村|帮扶|人员|干部|队员|工作队|具有|建立|开展|组织|完成|问题|解决|群众|中共|全年|本年度?|今年以?来?|目前|实有|有"
)
# what forms call a figure besides what reports do
ALSO = {
    "records.visits": (("走访农户", "走访群众", "入户走访", "走访"), ("次数",)),
    "records.households_visited": (("走访农户", "走访群众", "入户走访", "走访"), ("户数",)),
    "six_ones.monitored_households": (("监测对象", "监测户"), ("户数",)),
    "six_ones.monitored_people": (("监测对象", "监测户"), ("人数", "人口")),
    "six_ones.project_money_arrived": (("产业项目",), ("到账", "到位"), ("资金",)),
    "six_ones.project_money_spent": (("产业项目",), ("支出",), ("资金",)),
    "six_ones.projects_finished": (("产业项目",), ("已完工", "完工", "已建成")),
    "six_ones.collective_income": (("集体经济收入", "村集体收入"),),
    "six_ones.projects_planned": (("规划",), ("产业项目",)),
    "oversight.rectification_items": (("交办问题", "督查问题"),),
}
SPOKEN_UNIT = re.compile("(人次|户次|人数|户数|支数)$")  # a unit that is said without brackets
# of one person several times, or not of persons alone: what asks 人数 asks something else
NOT_HEADS = frozenset(("training.attendances", "training.meeting_attendances", "oversight.accountability"))
# a report speaks of the villages that have a team by their kind alone, a form means all of the kind
COVERED, ALL_OF_KIND = "dispatch.covered_pairs.", "dispatch.pairs."
POSTED = re.compile("派|驻村工作队覆盖|覆盖")
NUMBER_OF = re.compile("(?<=[村户点事题目])(?:总|个|户)?数$")
SAYS_WHICH = {"人": "人数", "名": "人数", "户": "户数", "户次": "户次", "人次": "人次"}
NO_UNIT = "表里没有写是元还是万元，不敢定。"
NOT_ALL = "只写“其中：队员”，分不清算不算第一书记和队长，不敢定。"
COUNTED = frozenset("个件项份条起期次场批")  # measure words of things, used for one another
GENERIC = re.compile(
    "其中|户次|人次|人数|数量|个数|支数|户数|总数|数|情况|累计|合计|已|的|全县|本县|本乡镇|乡镇|村|共|总|选派|派驻|现有|在册|[、，,：:；;/\\s]"
)
SHARE = re.compile("占比|比例|比重|百分比|所占|占|率")
NARROWER = re.compile("新增|不|未|非|无|缺|拟|计划|预计|退出|减少")
# below the head of a group a column may say no more than 女
OF_GROUP = {
    ("驻村队员", "男"): "dispatch.members_male",
    ("驻村队员", "男性"): "dispatch.members_male",
    ("驻村队员", "女"): "dispatch.members_female",
    ("驻村队员", "女性"): "dispatch.members_female",
    ("驻村队员", "研究生"): "dispatch.members_postgraduate",
    ("驻村队员", "研究生学历"): "dispatch.members_postgraduate",
    ("驻村队员", "本科"): "dispatch.members_bachelor",
    ("驻村队员", "本科学历"): "dispatch.members_bachelor",
    ("驻村队员", "大专"): "dispatch.members_college",
    ("驻村队员", "大专学历"): "dispatch.members_college",
    ("驻村队员", "党员"): "dispatch.party_members",
    ("驻村队员", "在岗"): "dispatch.members_on_post",
    ("驻村队员", "省派"): "dispatch.members_sent_by_province",
    ("驻村队员", "市派"): "dispatch.members_sent_by_prefecture",
    ("驻村队员", "县派"): "dispatch.members_sent_by_county",
}
SCALES = {"万元": 10_000, "亿元": 100_000_000}


@dataclass(frozen=True)
class Guess:
    """Neither figure nor field where nothing is sure enough; then `likely` is what may be meant, to choose from."""

    label: str
    figure: Figure | None
    confidence: int
    reason: str
    scale: int = 1  # by which the value is divided: 10 000 of 万元
    likely: tuple[Meaning, ...] = ()
    field: Field | None = None
    said: str = ""  # how the label is remembered
    settled: str = ""  # what somebody chose for it

    @property
    def meaning(self) -> Meaning | None:
        return self.field or self.figure

    @property
    def told(self) -> str:
        return told_of(self.meaning) if self.meaning else ""


def figure_for(labels: Sequence[str], before: Figure | None = None, money: str = "") -> Guess:
    """`labels` from the upper header row to the lower: 驻村队员, 其中：40岁以下（人）.

    `before` is the figure of the column before, which a bare 占比 is the share of; `money` the unit of amounts where
    the label has none.
    """
    guess = _figure_for(labels, before)
    if guess.figure and guess.figure.id == "dispatch.members" and _is_a_part(labels):
        guess = replace(guess, figure=None, reason=NOT_ALL, likely=(guess.figure,))
    if guess.figure and guess.figure.kind == "money" and not unit_and_words(labels)[0]:
        if not money:
            return replace(guess, figure=None, reason=NO_UNIT, likely=(guess.figure,))
        return replace(guess, scale=SCALES.get(money, 1))
    return guess


def _is_a_part(labels: Sequence[str]) -> bool:
    """其中：队员 are those who are neither first secretary nor leader."""
    return "其中" in labels[-1]


def _figure_for(labels: Sequence[str], before: Figure | None) -> Guess:
    told = " ".join(labels)
    unit, words = _unit_as_said(labels)
    if (exact := _labelled(labels, unit)) is not None:
        return Guess(told, exact, 100, f"名称就是“{exact.label}”。", SCALES.get(unit, 1))
    leaf = "" if UNIT_WORDS.match(labels[-1]) else unit_and_words(labels[-1:])[1]
    is_share = unit == "%" or SHARE.search(words) is not None
    own = SHARE.sub("", words) if is_share else words
    if is_share and not _core(SHARE.sub("", leaf)):
        return _share_of(told, before)
    grouped = _of_group(own, SHARE.sub("", leaf) if is_share else leaf)
    if grouped and (figures := _as_asked([grouped], is_share)):
        return Guess(told, figures[0], 100, f"名称对上了“{figures[0].label}”。")
    found = [one for one in _candidates(own) if not _core(leaf) or any(way in leaf for way in one[4])]
    found.sort(key=lambda one: one[:3], reverse=True)
    found = [one for one in found if is_share or _fits(one[3], unit)]
    if not found:
        return Guess(told, None, 0, "台账里没有叫这个名字的数。")
    figures = _as_asked((one[3] for one in found), is_share)
    if not figures:
        return Guess(told, None, 0, "台账里没有这个占比。")
    best = found[0]
    tied = {one[3].id for one in found if one[:3] == best[:3]}
    left = _left(own, best[4])
    if best[0] < SURE or len(tied) > 1 or NARROWER.search(left) or _core(BENIGN.sub("", left)):
        return Guess(told, None, best[0], f"像是“{figures[0].label}”，不敢定。", likely=tuple(figures[:3]))
    return Guess(told, figures[0], best[0], f"名称对上了“{figures[0].label}”。", SCALES.get(unit, 1))


def _labelled(labels: Sequence[str], unit: str) -> Figure | None:
    """The figure whose own label it is, which goes before what reports call others."""
    found = {id(one): one for words in _own_words(labels) if (one := _by_label().get(words)) and _fits(one, unit)}
    return next(iter(found.values())) if len(found) == 1 else None


def _own_words(labels: Sequence[str]) -> Iterator[str]:
    yield _plain(unit_and_words(labels)[1])
    if not _speaks_of_members(labels[:-1]):
        yield _plain(unit_and_words(labels[-1:])[1])


def _speaks_of_members(labels: Sequence[str]) -> bool:
    return any(name in "".join(labels) for names in CONCEPTS.values() for name in names)


def _plain(words: str) -> str:
    """新识别监测户 is 新识别的监测户, 脱贫村数 are 脱贫村."""
    return normal_label(NUMBER_OF.sub("", words.removeprefix("其中"))).replace("的", "")


@cache
def _by_label() -> dict[str, Figure]:
    """What bears one name twice is named by neither."""
    counted = Counter(_plain(figure.label) for figure in all_figures())
    return {name: figure for figure in all_figures() if counted[name := _plain(figure.label)] == 1}


def _core(words: str) -> str:
    return GENERIC.sub("", words)


def _share_of(told: str, before: Figure | None) -> Guess:
    share = shares_of().get(before.id) if before else None
    if share is None:
        return Guess(told, None, 0, "没有写是谁的占比。")
    return Guess(told, share, 90, f"前一栏的占比：“{share.label}”。")


def _of_group(words: str, leaf: str) -> Figure | None:
    for (concept, kind), figure_id in OF_GROUP.items():
        bare = leaf
        for name in CONCEPTS[concept]:
            bare = bare.replace(name, "")
        if _core(bare.replace("中共", "")) == kind and any(name in words for name in CONCEPTS[concept]):
            return named(figure_id)
    return None


def _unit_as_said(labels: Sequence[str]) -> tuple[str, str]:
    """户数 asks households as （户） does, a lower head of nothing but 户 too; the words then say which is meant."""
    unit, words = unit_and_words(labels)
    if not unit and len(labels) > 1 and (bare := UNIT_WORDS.match(labels[-1])):
        unit, words = bare[1], unit_and_words(labels[:-1])[1]
    said = SPOKEN_UNIT.search(words)
    if said and not unit:
        return said[1].removesuffix("数"), words
    return unit, words if said or unit not in SAYS_WHICH else words + SAYS_WHICH[unit]


def unit_and_words(labels: Sequence[str]) -> tuple[str, str]:
    unit, words = "", []
    for label in labels:
        plain = label.replace("“", "").replace("”", "")
        for told in BRACKETED.findall(plain):
            if found := UNIT_WORDS.match(told.strip()):
                unit = found[1].replace("％", "%")
        words.append(BRACKETED.sub(lambda hit: "" if UNIT_WORDS.match(hit[1].strip()) else hit[1], plain))
    return unit, "".join(words)


def _candidates(words: str) -> Iterator[tuple[int, int, bool, Figure, tuple[str, ...]]]:
    """(per cent of the label's own words that name the figure, how many, a report's own words, figure, words)."""
    own = len(_core(words)) or 1
    for one in all_named():
        if one.figure.id.startswith(COVERED) and not POSTED.search(words):
            one = _all_of_kind(one)
        if said := one.heard(words):
            length = sum(len(_core(word)) for word in said)
            yield min(100, 100 * length // own), length, one.is_said, one.figure, said
    for figure_id, groups in ALSO.items():
        if said := Named(named(figure_id), groups).heard(words):
            length = sum(len(_core(word)) for word in said)
            yield min(100, 100 * length // own), length, True, named(figure_id), said
    for concept, figure_id in TOTALS.items():
        for name in CONCEPTS[concept]:
            if name in words:
                length = len(_core(name))
                yield min(100, 100 * length // own), length, True, named(figure_id), (name,)
                break


@cache
def _all_of_kind(covered: Named) -> Named:
    figure = named(covered.figure.id.replace(COVERED, ALL_OF_KIND))
    return Named(figure, covered.groups, covered.is_said)


def _left(words: str, said: Sequence[str]) -> str:
    """What the label says beyond the figure's name, and beyond whose number it is."""
    members = (name for concept in ("驻村队员", "驻村工作队") for name in CONCEPTS[concept])
    for one in (*said, *members):
        words = words.replace(one, "")
    return words.replace("“", "").replace("”", "")


def _fits(figure: Figure, unit: str) -> bool:
    if not unit:
        return True
    if unit in SCALES or unit == "元":
        return figure.kind == "money" or figure.unit == "元"
    if (unit in ("人", "名") and figure.id in NOT_HEADS) or (unit in ("户次", "人次") and figure.unit == "次"):
        return False  # one visit is to several households
    if unit in COUNTED and figure.unit in COUNTED:
        return True
    return Named(figure, ()).counts_in("人" if unit == "名" else unit)


def _as_asked(figures: Iterable[Figure], is_share: bool) -> list[Figure]:
    """The figures themselves, or the shares they are the part of; each once."""
    asked = (shares_of().get(figure.id) if is_share else figure for figure in figures)
    return list({figure.id: figure for figure in asked if figure is not None}.values())
