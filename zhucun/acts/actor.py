"""Who acts: the person, the account, for whom, how far, through which door, and the business clock."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from zhucun.acts.permissions import Permission, registered
from zhucun.acts.refused import NotPermitted
from zhucun.acts.scope import Scope


@dataclass(frozen=True)
class Grant:
    """What one role gives: permissions over a scope. Two roles never lend each other reach."""

    role: str
    permissions: frozenset[str]
    scope: Scope


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

    def through(self, door: str) -> "Actor":
        return replace(self, door=door)

    @classmethod
    def system(cls, name: str, *, reach: str, now: datetime, door: str = "job") -> "Actor":
        """A job or command acting under its own name over one territory."""
        grant = Grant(role="system", permissions=frozenset(registered()), scope=Scope(place=(reach,)))
        return cls(name=name, now=now, grants=(grant,), county_code=reach[:6], door=door)


GrantsOf = Callable[[int, date], Iterable[Grant]]
_providers: list[GrantsOf] = []


def grants_come_from(provider: GrantsOf) -> GrantsOf:
    """Register a topic that gives grants by its own rows (a posting makes somebody a team leader)."""
    _providers.append(provider)
    return provider


def provided_grants(person_id: int, day: date) -> list[Grant]:
    return [grant for provider in _providers for grant in provider(person_id, day)]


ActorOf = Callable[[int | None, str], Actor]
_actors: list[ActorOf] = []


def actors_come_from(provider: ActorOf) -> ActorOf:
    """Register who knows accounts: from an account, or a county alone, to its Actor as of now."""
    _actors.append(provider)
    return provider


def actor_of(account_id: int | None, county_code: str, *, door: str) -> Actor:
    """Whoever asked for something that is done later; without an account the county's own clock. Raises Refused."""
    return _actors[-1](account_id, county_code).through(door)
