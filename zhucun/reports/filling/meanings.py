"""What a label of a form may mean: a figure of the catalogue, or a field of the roster."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhucun.dispatch.roster.sheets import ROSTER
from zhucun.lib.figure import Figure, is_known, named
from zhucun.sheets.columns import Column
from zhucun.sheets.labels import normal_label

FIGURE, FIELD = "figure", "field"
LEAVE = "leave"  # settled: this is left empty


@dataclass(frozen=True)
class Field:
    """A column of the roster or of the list of teams; `of` whom: person, team, or whoever holds a role there."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    why_not: str = ""  # why it is never put into a form

    @property
    def of(self) -> str:
        return self.id.partition(".")[0]

    @property
    def key(self) -> str:
        return self.id.partition(".")[2]


Meaning = Figure | Field
NO_ID_NUMBERS = "证件号不往表里填。非填不可的，由本人写。"
NO_PHONES = "电话在名册里是遮住的。要填的，到“队员”导出名册，写明理由再抄。"
WITHHELD = {"id_number": NO_ID_NUMBERS, "phone": NO_PHONES}
NOT_KEPT = frozenset(("span", "rural_years", "rural_months", "years"))
ROLES = {"first_secretary": "第一书记", "leader": "队长", "member": "队员"}
ROLE_WORDS = {
    "first_secretary": ("驻村第一书记", "第一书记"),
    "leader": ("驻村工作队队长", "工作队队长", "工作队长", "驻村队长", "队长"),
    "member": ("驻村工作队队员", "驻村工作队员", "工作队队员", "工作队员", "驻村队员", "队员"),
}
OF_TEAM = (
    Field("team.name", "工作队", ("驻村工作队", "工作队名称", "驻村工作队名称", "队名")),
    Field("team.number", "队号", ("工作队编号", "编队", "队伍编号")),
    Field("team.places", "驻点", ("派驻村", "驻村", "所驻村", "帮扶村", "联系村")),
    Field("team.township", "所在乡镇", ("乡镇", "所属乡镇", "乡镇名称", "乡镇街道")),
    Field("team.backing", "后盾单位", ("牵头单位", "后盾帮扶单位", "帮扶单位", "包村单位", "派驻单位")),
    Field("team.tags", "村类别", ("村类型", "类别", "村的类别", "村属性", "类型")),
)


@cache
def fields() -> Mapping[str, Field]:
    """By id."""
    found = [*_of_person(), *OF_TEAM]
    for role, label in ROLES.items():
        found += [Field(f"{role}.{one.key}", f"{label}{one.label}", (), one.why_not) for one in _of_person()]
    return {one.id: one for one in found}


def _of_person() -> list[Field]:
    columns = [one for one in ROSTER.columns if one.key not in NOT_KEPT]
    told = [Field(f"person.{one.key}", one.label, one.synonyms, WITHHELD.get(one.key, "")) for one in columns]
    return [*told, Field("person.party", "政治面貌"), Field("person.team", "工作队", ("所在工作队", "驻村工作队"))]


@cache
def fields_called(of: str) -> Mapping[str, tuple[Field, ...]]:
    """Normal form of a label → the fields that bear it, those whose own name it is alone."""
    found: dict[str, list[Field]] = {}
    own: dict[str, Field] = {}
    for one in fields().values():
        if one.of == of:
            own.setdefault(normal_label(one.label), one)
            for word in one.words:
                found.setdefault(normal_label(word), []).append(one)
    return {word: tuple(some) for word, some in found.items()} | {word: (one,) for word, one in own.items()}


def column_of(field: Field) -> Column | None:
    return ROSTER.by_key.get(field.key)


def told_of(meaning: Meaning) -> str:
    """As it is remembered: figure:dispatch.teams, field:person.name."""
    return f"{FIELD if isinstance(meaning, Field) else FIGURE}:{meaning.id}"


def meaning_of(told: str) -> Meaning | None:
    """None of what is not there any more."""
    kind, _, key = told.partition(":")
    if kind == FIELD:
        return fields().get(key)
    return named(key) if kind == FIGURE and is_known(key) else None


def is_there(told: str) -> bool:
    return told == LEAVE or meaning_of(told) is not None
