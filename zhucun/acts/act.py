"""@act: permission, scope, lock, transaction, one audit line, consequences (architecture.md section 4).

The row comes first, everything else is named, `by` is the Actor. Inside the transaction the wrapper
 1. reads and locks the row again within the reach of the roles that carry the permission,
 2. compares its version with the one the caller saw,
 3. runs the function and the `@within` consequences,
 4. writes the audit line and queues the deliveries.
"""

import inspect
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import connection, models, transaction

from zhucun.acts import reactions, recording, verbs
from zhucun.acts.actor import Actor
from zhucun.acts.flow import Flow
from zhucun.acts.history.knowing import Learning, becomes_known
from zhucun.acts.permissions import Permission
from zhucun.acts.recording import Told, Written, difference, snapshot, version_of
from zhucun.acts.refused import OutOfReach, Refused, SomeRefused, Stale
from zhucun.acts.scope import Scoped

P = ParamSpec("P")
R = TypeVar("R", bound=models.Model)
IN_ONE_QUERY = 800  # keys in one IN list; SQLite allows 32 766 variables, shorter lists plan faster

_running: ContextVar[uuid.UUID | None] = ContextVar("the act that is running", default=None)
_batch: ContextVar[uuid.UUID | None] = ContextVar("the batch all acts belong to", default=None)


class Act(Generic[P, R]):
    """A verb on a row, callable; `many` is its second entrance where thousands come at once."""

    def __init__(
        self,
        verb: str,
        label: str,
        function: Callable[..., R],
        *,
        needs: Permission,
        remote: bool,
        undo: str | None,
        flow: Flow | None = None,
    ) -> None:
        self.verb, self.label, self.needs, self.remote, self.undo = verb, label, needs, remote, undo
        self.flow = flow
        self.function = function
        self.__doc__, self.__name__ = function.__doc__, function.__name__
        self.signature = inspect.signature(function, eval_str=False)
        self._many: Callable[..., Sequence[R]] | None = None
        told = self.told_parameters().values()
        self._defaults = {p.name: p.default for p in told if p.default is not inspect.Parameter.empty}
        verbs.add(self)

    def __call__(self, row: models.Model, /, *, by: Actor, seen: int | None = None, **given: Any) -> R:
        """Do it. `seen` is the version the person was looking at. Raises Refused with the sentence for people."""
        by.must(self.needs)
        with transaction.atomic(), _as_cause(self.verb, by) as (act_id, cause):
            locked = _locked([row], by, self.needs)[0]
            self._refuse_stale(locked, seen if seen is not None else getattr(row, "version", None))
            before = _as_it_was(locked)
            result = self._done(locked, by, given)
            written = Written(locked, result, _changes(locked, before, result), given)
            reactions.run_within(self.verb, [result], by)
            recording.write(self.verb, [written], by=by, act_id=act_id, cause=cause, many=False, batch=_batch.get())
        return result

    def _refuse_stale(self, locked: models.Model, seen: int | None) -> None:
        """Where the row has gone on so far that the move is not open any more, that is said, not what changed."""
        if seen is None or getattr(locked, "version", seen) == seen:
            return
        if self.flow is not None:
            self.flow.must_allow(locked, self.verb.rpartition(".")[2])
        raise Stale(locked, seen)

    def _done(self, row: models.Model, by: Actor, given: dict[str, Any]) -> R:
        """An act whose single entrance goes through its bulk one is refused with that line's own sentence and field."""
        try:
            return self.function(row, by=by, **given)
        except SomeRefused as refusal:
            if len(refusal.lines) == 1:
                raise refusal.lines[0][1] from None
            raise

    def as_many(self, function: Callable[..., Sequence[R]]) -> Callable[..., Sequence[R]]:
        """Decorator: the bulk entrance, `f(calls: list[Told], *, by) -> rows` in the same order, by the same rules.

        Every call it gets holds all parameters of the act, those left out with their defaults.
        """
        self._many = function
        return function

    def many(self, calls: Iterable[Told], *, by: Actor) -> Sequence[R]:
        """All of it or none; SomeRefused names the lines. One audit line a row, marked with the batch."""
        calls = list(calls)
        if not calls:
            return []
        if self._many is None:
            raise TypeError(f"{self.verb} has no bulk entrance")
        by.must(self.needs)
        _must_be_carried_by_the_house(calls, by, self.needs)
        with transaction.atomic(), _as_cause(self.verb, by) as (act_id, cause):
            locked = _locked([call.row for call in calls], by, self.needs)
            before = {id(row): _as_it_was(row) for row in {id(row): row for row in locked}.values()}
            whole = [
                Told(row, {**self._defaults, **call.given}, call.by) for row, call in zip(locked, calls, strict=True)
            ]
            results = self._many(whole, by=by)
            written = [
                Written(row, result, _changes(row, before[id(row)], result), call.given, call.by)
                for row, result, call in zip(locked, results, calls, strict=True)
            ]
            reactions.run_within(self.verb, results, by)
            recording.write(self.verb, written, by=by, act_id=act_id, cause=cause, many=True, batch=_batch.get())
        return results

    def has_many(self) -> bool:
        return self._many is not None

    def told_parameters(self) -> dict[str, inspect.Parameter]:
        """What may be told, read from the act's own signature; forms, the API and its text follow it."""
        parameters = list(self.signature.parameters.values())[1:]
        return {p.name: p for p in parameters if p.name != "by"}

    def row_model(self) -> type[models.Model]:
        first = next(iter(inspect.get_annotations(self.function, eval_str=True).values()))
        return first


def act(
    verb: str,
    label: str,
    *,
    needs: Permission,
    remote: bool = False,
    undo: str | None = None,
    flow: Flow | None = None,
) -> Callable[[Callable[P, R]], Act[P, R]]:
    """Make a function an act. `remote` offers it to phone and API; `undo` names the inverse act's verb; `flow` is the
    one of which the verb's last word is a move."""

    def make(function: Callable[P, R]) -> Act[P, R]:
        return Act(verb, label, function, needs=needs, remote=remote, undo=undo, flow=flow)

    return make


def each(calls: Sequence[Told], judge: Callable[[Told], Any]) -> list[Any]:
    """Judge every call of a bulk act by the pure rule, keeping each refusal with its line."""
    outcomes, refused = [], []
    for index, call in enumerate(calls):
        try:
            outcomes.append(judge(call))
        except Refused as refusal:
            refused.append((index, refusal))
    if refused:
        raise SomeRefused(refused)
    return outcomes


def _must_be_carried_by_the_house(calls: Sequence[Told], by: Actor, needs: Permission) -> None:
    """Calls of several people at once are for the house alone; each of them needs the permission all the same."""
    hands = {id(call.by): call.by for call in calls if call.by is not None}
    if hands and "system" not in by.roles:
        raise TypeError("only the house carries over what others did")
    for hand in hands.values():
        hand.must(needs)


@contextmanager
def one_batch() -> Iterator[uuid.UUID]:
    """All acts within bear one batch id, so that a file's lines are found by what brought them in."""
    batch = uuid.uuid4()
    token = _batch.set(batch)
    try:
        yield batch
    finally:
        _batch.reset(token)


@contextmanager
def _as_cause(verb: str, by: Actor) -> Iterator[tuple[uuid.UUID, uuid.UUID | None]]:
    """What acts within it write becomes known by the outermost, at its moment."""
    cause, act_id = _running.get(), uuid.uuid4()
    token = _running.set(act_id)
    try:
        if cause is None:
            with becomes_known(Learning(_batch.get() or act_id, verb, by.name, by.now)):
                yield act_id, cause
        else:
            yield act_id, cause
    finally:
        _running.reset(token)


Before = tuple[dict[str, Any], int | None]


def _as_it_was(row: models.Model) -> Before:
    return snapshot(row), version_of(row)


def _changes(locked: models.Model, before: Before, result: models.Model) -> dict[str, list[Any]]:
    """With the version, by which a second editor is told what was changed since they looked."""
    values, version = before
    if result is not locked:
        return difference(None, result)
    counted = {} if version_of(result) in (version, None) else {"version": [version, version_of(result)]}
    return difference(values, result) | counted


def _locked(rows: Sequence[models.Model], by: Actor, needs: Permission) -> list[models.Model]:
    """The rows as they are now, locked, in the order given. A row out of reach refuses the whole."""
    keys: dict[type[models.Model], set[int]] = defaultdict(set)
    for row in rows:
        keys[type(row)].add(row.pk)
    found = {(model, row.pk): row for model, pks in keys.items() for row in _read_locked(model, sorted(pks), by, needs)}
    try:
        return [found[type(row), row.pk] for row in rows]
    except KeyError:
        raise OutOfReach() from None


def _read_locked(model: type[models.Model], keys: list[int], by: Actor, needs: Permission) -> Iterator[models.Model]:
    if not issubclass(model, Scoped):
        raise TypeError(f"{model.__name__} says no SCOPE, so no act can be done on it")
    reach = model.objects.visible_to(by, needs)
    if connection.features.has_select_for_update:
        reach = reach.select_for_update(of=("self",), no_key=connection.features.has_select_for_no_key_update)
    for start in range(0, len(keys), IN_ONE_QUERY):
        yield from reach.filter(pk__in=keys[start : start + IN_ONE_QUERY])
