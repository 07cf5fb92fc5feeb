"""What a running posting, a group, a hand-over and an account give to the person who has them."""

from collections.abc import Iterable

from zhucun.acts.actor import Grant
from zhucun.acts.permissions import named
from zhucun.acts.scope import Scope
from zhucun.org.roles.given import ACCOUNT_HOLDER, HANDING_OVER, INSPECTOR, OWN_FILE
from zhucun.org.roles.role import Role


def team_grants(role: Role, *, team_id: int, cadre_id: int) -> list[Grant]:
    """The team by the role, and one's own file beside it."""
    team = Grant(role.name, named(role.permissions), Scope(team=frozenset({team_id}), cadre=frozenset({cadre_id})))
    return [team, Grant("own_file", named(OWN_FILE), Scope(cadre=frozenset({cadre_id})))]


def inspector_grant(teams: Iterable[int]) -> Grant:
    """Given by a group and not by appointment: what was drawn for it, while the round is open (R-INS-01)."""
    return Grant(INSPECTOR.name, named(INSPECTOR.permissions), Scope(team=frozenset(teams)))


def handing_over_grant(cadre_id: int) -> Grant:
    """After the last day, for what is still to be handed over."""
    return Grant(HANDING_OVER.name, named(HANDING_OVER.permissions), Scope(cadre=frozenset({cadre_id})))


def own_grant(account_id: int) -> Grant:
    """Everybody reaches their account and what they themselves asked for: jobs, suggestions."""
    return Grant(ACCOUNT_HOLDER.name, named(ACCOUNT_HOLDER.permissions), Scope(account=frozenset({account_id})))
