"""Who acts: the person, the account, for whom, how far, through which door, and the business clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from zhucun.acts.kept import Kept
from zhucun.acts.permissions import Permission, registered
from zhucun.acts.refused import NotPermitted
from zhucun.acts.scope import Scope


@dataclass(frozen=True)
class Grant:
    """What one role gives: permissions over a scope. Two roles never lend each other reach.

    `counts` are permissions whose rows a figure counts for it, though only others may read them.
    """

    role: str
    permissions: frozenset[str]
    scope: Scope
    counts: frozenset[str] = frozenset()

    def counting(self) -> "Grant":
        return replace(self, permissions=self.permissions | self.counts, counts=frozenset())


@dataclass(frozen=True)
class Actor:
    """`persons` holds everybody whose matters this actor may not decide: the person and whoever is deputised for.

    An actor is made anew for each request; `memo` keeps what several parts of a page would each look up.
    """

    name: str
    now: datetime
    grants: tuple[Grant, ...] = ()
    account_id: int | None = None
    person_id: int | None = None
    persons: frozenset[int] = frozenset()
    on_behalf_of: int | None = None
    office: str = ""
    county_code: str = ""
    door: str = "desk"
    is_demo: bool = field(default=False, compare=False)
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def today(self) -> date:
        return timezone.localtime(self.now).date()

    def may(self, permission: str) -> bool:
        return any(permission in grant.permissions for grant in self.grants)

    def must(self, permission: Permission) -> None:
        if not self.may(permission):
            raise NotPermitted(permission.label)

    def scope(self, permission: str | None = None) -> Scope:
        """The reach of the roles that carry the permission, of all roles when none is named."""
        reach = Scope()
        for grant in self.grants:
            if permission is None or permission in grant.permissions:
                reach |= grant.scope
        return reach

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(grant.role for grant in self.grants)

    def counting(self) -> "Actor":
        """Whoever is told how many there are, the rows being for others (市级、省级查看): as figures count for them."""
        if not any(grant.counts for grant in self.grants):
            return self
        return replace(self, grants=tuple(grant.counting() for grant in self.grants), memo={})

    def through(self, door: str) -> "Actor":
        return replace(self, door=door)

    @classmethod
    def system(cls, name: str, *, reach: str, now: datetime, door: str = "job") -> "Actor":
        """A job or command acting under its own name over one territory."""
        grant = Grant(role="system", permissions=frozenset(registered()), scope=Scope(place=(reach,)))
        return cls(name=name, now=now, grants=(grant,), county_code=reach[:6], door=door)


class GrantRow(NamedTuple):
    """What a row says of the grants it gives: a word, a code, two keys and what the code or the key is called; what
    they mean is its topic's business."""

    row: int
    word: str | None
    code: str
    key: int | None
    other: int | None
    called: str | None


GRANT_COLUMNS = ("pk", "zc_word", "zc_code", "zc_key", "zc_other", "zc_called")


def grant_rows(
    rows: QuerySet, *, word: str, code: str = "", key: str = "", other: str = "", called: str = ""
) -> QuerySet:
    """Rows with the columns that a GrantRow is made of, each a path from the row."""
    return rows.annotate(
        zc_word=F(word),
        zc_code=F(code) if code else Value("", CharField()),
        zc_key=F(key) if key else Cast(Value(None), BigIntegerField()),
        zc_other=F(other) if other else Cast(Value(None), BigIntegerField()),
        zc_called=F(called) if called else Value("", CharField()),
    )


RowsOf = Callable[[int, date], QuerySet]  # of an account or a person on a day, made by `grant_rows`
Read = Callable[[Sequence[GrantRow]], Iterable[Grant]]
_providers: list[tuple[RowsOf, Read]] = []


def grants_come_from(rows: RowsOf) -> Callable[[Read], Read]:
    """Register a topic that gives grants by its own rows (a posting makes somebody a team leader)."""

    def register(read: Read) -> Read:
        _providers.append((rows, read))
        return read

    return register


def provided_grants(person_id: int | None, day: date) -> list[Grant]:
    return grants_with((), 0, person_id, day)[1]


def grants_with(
    own: tuple[RowsOf, ...], account_id: int, person_id: int | None, day: date
) -> tuple[list[list[GrantRow]], list[Grant]]:
    """The account's own rows and all that topics give its person, asked in one query, since every request asks it."""
    providers = tuple(_providers) if person_id else ()
    if not (own or providers):
        return [], []
    answers: list[list[GrantRow]] = [[] for _ in (*own, *providers)]
    rows = _kept(own, providers).rows(account_id, person_id or 0, day=day)
    for number, *values in sorted(rows, key=itemgetter(0, 1)):  # the union leaves the order open
        answers[number].append(GrantRow(*values))
    given = zip(providers, answers[len(own) :], strict=True)
    return answers[: len(own)], [grant for (_, read), found in given for grant in read(found)]


@cache
def _kept(own: tuple[RowsOf, ...], providers: tuple[tuple[RowsOf, Read], ...]) -> Kept:
    def asked(account_id: int, person_id: int, day: date) -> QuerySet:
        queries = [*(rows(account_id, day) for rows in own), *(rows(person_id, day) for rows, _ in providers)]
        first, *others = (
            rows.order_by().annotate(zc_source=Value(at, IntegerField())).values_list("zc_source", *GRANT_COLUMNS)
            for at, rows in enumerate(queries)
        )
        return first.union(*others, all=True)

    return Kept(asked, keys=2)


ActorOf = Callable[[int | None, str], Actor]
_actors: list[ActorOf] = []


def actors_come_from(provider: ActorOf) -> ActorOf:
    """Register who knows accounts: from an account, or a county alone, to its Actor as of now."""
    _actors.append(provider)
    return provider


def actor_of(account_id: int | None, county_code: str, *, door: str) -> Actor:
    """Whoever asked for something that is done later; without an account the county's own clock. Raises Refused."""
    return _actors[-1](account_id, county_code).through(door)
