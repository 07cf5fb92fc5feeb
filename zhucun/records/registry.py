"""Kinds of record 记一笔 and what meetings are for; topics above register theirs, so that a new ledger changes nothing
here: it is told of each record of its kind, in the same transaction, and opens or advances its own row.

    KIND = record_kind(Kind("dispute", "调解", "scale", order=30, asks=(…), opens=opened, is_restricted=True))
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import TextChoices

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused

if TYPE_CHECKING:
    from zhucun.records.notes.models import WorkRecord


class Side(TextChoices):
    """Who writes: the team in the village, or one of the three sides that stand behind it (R-ORG-01)."""

    TEAM = "team", "工作队"
    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "单位"
    OFFICE = "office", "驻村办"


EVERY_SIDE = tuple(Side)
Options = Sequence[tuple[str, str]]
Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """What a kind asks beyond the sentence. `options` may depend on who writes and on what: a team, a place, a unit."""

    name: str
    label: str
    shape: Literal["choice", "choices", "people", "names", "text", "number", "day"] = "text"
    options: Options | Callable[[Actor, Any], Options] = ()
    hint: str = ""
    is_required: bool = False
    default: tuple[str, ...] = ()

    def offered(self, by: Actor, about: Any) -> Options:
        return self.options(by, about) if callable(self.options) else self.options


@dataclass(frozen=True)
class Opening:
    """A record that was just written and what its kind was answered: name → values."""

    record: "WorkRecord"
    answers: Answers

    def one(self, name: str) -> str:
        return next(iter(self.answers.get(name, ())), "")


Opens = Callable[[Sequence[Opening], Actor], None]
CADRES = ("none", "may", "one")


@dataclass(frozen=True)
class Kind:
    """`cadres` says whether a record names stationed cadres: none, may, or exactly one (a talk). `opens` gets all the
    records of one writing at once and calls the acts of its own topic; a refusal there refuses the record.

    A restricted kind is read by its writer, those it names and whoever may read restricted records. `goes_to` names the
    ledgers it enters besides diary and month report, which is said under the save button. `is_for` says to whom a kind
    is offered that few have a use for.
    """

    key: str
    label: str
    icon: str
    order: int
    writers: tuple[Side, ...] = EVERY_SIDE
    asks: tuple[Asked, ...] = ()
    asks_households: bool = False
    cadres: str = "none"
    opens: Opens | None = None
    is_restricted: bool = False
    needs_team: bool = False  # of a unit's: at which team's village it was
    goes_to: tuple[str, ...] = ()
    hint: str = "一句就够"
    is_for: Callable[[Actor, Any], bool] | None = None


_kinds: dict[str, Kind] = {}


def record_kind(kind: Kind) -> Kind:
    """Register it. A key is taken once; a topic that does more with a plain shipped kind says so with `instead`."""
    if kind.key in _kinds:
        raise ValueError(f"two kinds of record are called {kind.key}")
    return _kinds.setdefault(kind.key, kind)


def instead(kind: Kind) -> Kind:
    """A ledger takes over a kind that records ships plain (做实事): same key, its own questions and opening."""
    if kind.key not in _kinds:
        raise LookupError(f"no kind of record is called {kind.key}")
    _kinds[kind.key] = kind
    return kind


def all_kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kinds_for(side: Side) -> list[Kind]:
    return [kind for kind in all_kinds() if side in kind.writers]


def kind_called(key: str) -> Kind:
    """Raises Refused for a kind nobody registered: a phone that is older or newer than the server."""
    if key not in _kinds:
        raise Refused("没有这一种记录。请重新打开页面再记。", field="kind")
    return _kinds[key]


def label_of(key: str) -> str:
    return _kinds[key].label if key in _kinds else key


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.key, kind.label) for kind in all_kinds()]


@dataclass(frozen=True)
class Lead:
    """Where a record may lead to, beside it: a button with the name of an address and its query."""

    label: str
    route: str
    query: str


Leads = Callable[["WorkRecord", Actor], Lead | None]
_leads: list[Leads] = []


def leads_of_record(leads: Leads) -> Leads:
    """Topics above offer what may be made of a record."""
    _leads.append(leads)
    return leads


def leads_for(record: "WorkRecord", by: Actor) -> list[Lead]:
    return [found for leads in _leads if (found := leads(record, by))]


@dataclass(frozen=True)
class Purpose:
    """What a meeting is for; one meeting may be several things at once (以会代训)."""

    key: str
    label: str
    order: int
    writers: tuple[Side, ...] = EVERY_SIDE


_purposes: dict[str, Purpose] = {}


def meeting_purpose(purpose: Purpose) -> Purpose:
    if purpose.key in _purposes:
        raise ValueError(f"two purposes of meetings are called {purpose.key}")
    return _purposes.setdefault(purpose.key, purpose)


def all_purposes() -> list[Purpose]:
    return sorted(_purposes.values(), key=lambda purpose: purpose.order)


def purpose_label(key: str) -> str:
    return _purposes[key].label if key in _purposes else key


def purpose_choices() -> list[tuple[str, str]]:
    return [(purpose.key, purpose.label) for purpose in all_purposes()]


def answers_of(told: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """[{name, value}, …] as a form or a phone tells them, by name; a name may come several times."""
    found: dict[str, tuple[str, ...]] = {}
    for one in told:
        if value := one["value"].strip():
            found[one["name"]] = (*found.get(one["name"], ()), value)
    return found
