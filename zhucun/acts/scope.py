"""Which rows a person may see: a scope, and the query set that applies it (architecture.md section 6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.checks import Error, register
from django.db import models
from django.db.models import Q

from zhucun.lib.codes import code_range

if TYPE_CHECKING:
    from zhucun.acts.actor import Actor

NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Scope:
    """How far somebody reaches. Territory is a list of code prefixes; nobody sees "all"."""

    place: tuple[str, ...] = ()
    sender: frozenset[int] = frozenset()
    backer: frozenset[int] = frozenset()
    team: frozenset[int] = frozenset()
    cadre: frozenset[int] = frozenset()
    account: frozenset[int] = frozenset()

    def __or__(self, other: "Scope") -> "Scope":
        return Scope(
            place=tuple(sorted(set(self.place) | set(other.place))),
            **{name: getattr(self, name) | getattr(other, name) for name in _ID_SIDES},
        )

    def covers_place(self, code: str) -> bool:
        return any(code.startswith(prefix) for prefix in self.place)


_ID_SIDES = tuple(field.name for field in fields(Scope) if field.name != "place")
SIDES = ("place", *_ID_SIDES)

# A side is a lookup path ("posting__cadre") or, where a path cannot say it, a function from the scope's values to a Q.
Side = str | Callable[[Iterable], Q]


def within_prefixes(path: str, prefixes: Iterable[str]) -> Q:
    """A prefix as a range on a binary-collated column, because `startswith` scans on SQLite."""
    condition = NOTHING
    for prefix in prefixes:
        first, beyond = code_range(prefix)
        condition |= Q(**{f"{path}__gte": first, f"{path}__lt": beyond})
    return condition


def _side_condition(name: str, side: Side, values: Iterable) -> Q:
    if callable(side):
        return side(values)
    return within_prefixes(side, values) if name == "place" else Q(**{f"{side}__in": list(values)})


class Reached:
    """Sides by which a topic above, which alone knows how, reaches rows below: dispatch knows who serves where."""

    def __init__(self) -> None:
        self._sides: dict[str, Callable[[Iterable], Q]] = {}

    def by(self, side: str) -> Callable[[Callable[[Iterable], Q]], Callable[[Iterable], Q]]:
        """Register how a side of the scope ("place", "team") reaches these rows."""

        def register(condition: Callable[[Iterable], Q]) -> Callable[[Iterable], Q]:
            self._sides[side] = condition
            return condition

        return register

    def through(self, side: str) -> Callable[[Iterable], Q]:
        return lambda values: self._sides[side](values) if side in self._sides else NOTHING


class ScopedQuerySet(models.QuerySet):
    def visible_to(self, actor: "Actor", needs: str | None = None) -> Self:
        """The rows within reach of the roles that carry `needs`; when it is None, the model's own SEE."""
        scope = actor.scope(needs or self.model.SEE)
        condition = NOTHING
        for name, side in self.model.SCOPE.items():
            if values := getattr(scope, name):
                condition |= _side_condition(name, side, values)
        return self.filter(condition)


class Scoped(models.Model):
    """A row that says once how it hangs in the three-way management (R-ORG-01).

    SEE names the permission without which nobody reads it, so that an administrator of a county sees no business rows.
    """

    SCOPE: ClassVar[dict[str, Side]]
    SEE: ClassVar[str | None] = None

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


@register
def every_scoped_model_says_its_scope(app_configs: object, **kwargs: object) -> list[Error]:
    return [
        Error(f"{model.__name__} has no SCOPE", id="zhucun.E001")
        for model in _concrete(Scoped)
        if not set(getattr(model, "SCOPE", {"?": ""})) <= set(SIDES)
    ]


def _concrete(model: type[models.Model]) -> list[type[models.Model]]:
    found = []
    for child in model.__subclasses__():
        found += [] if child._meta.abstract else [child]
        found += _concrete(child)
    return found
