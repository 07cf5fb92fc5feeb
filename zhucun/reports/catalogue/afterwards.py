"""By whom and when a record came to count otherwise than at a moment: what the log and the history tell of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.utils import timezone

from zhucun.acts import verbs
from zhucun.acts.history.models import Moment
from zhucun.acts.history.remembered import models_by_table
from zhucun.acts.history.then import Since, happened_since
from zhucun.acts.models import AuditLog
from zhucun.web.history import Line, is_told_apart, prose

ELSEWHERE = "别处的记录改了"


@dataclass(frozen=True)
class Entry:
    """What was done, by whom, on which day; `about` where it was done on another row than the one that is counted."""

    did: str = ELSEWHERE
    who: str = ""
    on: str = ""
    changes: str = ""
    about: str = ""


class Afterwards:
    """Of rows of one model: the acts on them after the moment, else those on rows they rest on."""

    def __init__(
        self,
        model: type[models.Model],
        keys: Sequence[int],
        at: datetime,
        since: Mapping[str, Since] | None = None,
    ) -> None:
        self._at = at
        self._entries: dict[int, Entry] = {}
        if not keys:
            return
        self._since = happened_since(at) if since is None else since
        self._of_themselves(model, keys)
        if missing := [key for key in keys if key not in self._entries]:
            self._of_what_points_to_them(model, missing)
        if missing := [key for key in keys if key not in self._entries]:
            self._of_what_they_point_to(model, missing)

    def entry(self, key: int) -> Entry:
        return self._entries.get(key, Entry())

    def _of_themselves(self, model: type[models.Model], keys: Sequence[int]) -> None:
        for key, line in self._lines(model, keys).items():
            self._entries[key] = _said(line)
        since = self._since.get(model._meta.db_table, Since())
        moved = [key for key in keys if key not in self._entries and (key in since.former or self._came(model, key))]
        self._by_whom_it_was_carried_in(model, moved)

    def _by_whom_it_was_carried_in(self, model: type[models.Model], keys: Sequence[int]) -> None:
        """Its line bears an earlier day, since it was entered for somebody afterwards: known from that day on."""
        found = AuditLog.objects.filter(row_kind=model._meta.label_lower, row_key__in=keys)
        lines = {one.row_key: one for one in found.order_by("pk")}
        said = dict(zip(lines, prose(lines.values()), strict=True))
        by_moment = self._by_moment(model, keys)
        for key, entry in by_moment.items():
            self._entries[key] = replace(_said(said[key]), on=entry.on) if key in said else entry

    def _lines(self, model: type[models.Model], keys: Sequence[int]) -> dict[int, Line]:
        """Of a row that came later the act that made it, of another the last one on it."""
        found = AuditLog.objects.filter(row_kind=model._meta.label_lower, row_key__in=keys, happened_at__gt=self._at)
        lines = {one.pk: one for one in found.order_by("pk")}
        chosen: dict[int, AuditLog] = {}
        for line in lines.values():
            if line.row_key not in chosen or not self._came(model, line.row_key):
                chosen[line.row_key] = line
        return dict(zip(chosen, prose(chosen.values()), strict=True))

    def _came(self, model: type[models.Model], key: int) -> bool:
        return _within(key, self._since.get(model._meta.db_table, Since()).merged())

    def _of_what_points_to_them(self, model: type[models.Model], keys: Sequence[int]) -> None:
        """A month whose days were corrected, a meeting whose sign-in was filled up."""
        for other, column in _pointing_to(model):
            if is_told_apart(other):
                continue
            since = self._since.get(other._meta.db_table)
            if since is None:
                continue
            rows = other._base_manager.filter(**{f"{column}__in": keys}).values_list("pk", column)
            runs = since.merged()
            moved = {pk: key for pk, key in rows if pk in since.former or _within(pk, runs)}
            moved |= {pk: was[column] for pk, was in since.former.items() if was.get(column) in set(keys)}
            chosen = {key: pk for pk, key in moved.items() if key not in self._entries}  # one of each will do
            lines = self._lines(other, list(chosen.values()))
            by_moment = self._by_moment(other, [pk for pk in chosen.values() if pk not in lines])
            about = str(other._meta.verbose_name)
            for key, pk in chosen.items():
                self._entries[key] = _said(lines[pk], about) if pk in lines else replace(by_moment[pk], about=about)

    def _by_moment(self, model: type[models.Model], keys: Sequence[int]) -> dict[int, Entry]:
        """Written by an act on something else: what the history itself knows of it."""
        of_key = {key: self._moments(model, key) for key in keys}
        moments = Moment.objects.exclude(verb="").in_bulk({one for found in of_key.values() for one in found})
        return {key: _by(max((moments[m] for m in of_key[key] if m in moments), key=_at, default=None)) for key in keys}

    def _moments(self, model: type[models.Model], key: int) -> set[int]:
        since = self._since.get(model._meta.db_table, Since())
        return {*since.moments.get(key, ()), *(m for first, last, m in since.arrivals if first <= key <= last)}

    def _of_what_they_point_to(self, model: type[models.Model], keys: Sequence[int], steps: int = 2) -> None:
        """A posting whose person's month of birth was corrected."""
        roots = {key: key for key in keys}
        for path in _paths_from(model, steps):
            if is_told_apart(path.model):
                continue
            pairs = model._base_manager.filter(pk__in=keys).exclude(**{path.name: None}).values_list("pk", path.name)
            by_key: Mapping[int, list[int]] = _inverted(pairs)
            for key, line in self._lines(path.model, list(by_key)).items():
                for root in by_key[key]:
                    if root in roots:
                        self._entries.setdefault(root, _said(line, str(path.model._meta.verbose_name)))


@dataclass(frozen=True)
class Path:
    name: str
    model: type[models.Model]


def _paths_from(model: type[models.Model], steps: int, before: str = "") -> Iterator[Path]:
    for one in model._meta.local_concrete_fields:
        other = one.related_model if isinstance(one, models.ForeignKey) else None
        if isinstance(other, type) and other._meta.db_table in models_by_table():
            yield Path(f"{before}{one.name}", other)
            if steps > 1:
                yield from _paths_from(other, steps - 1, f"{before}{one.name}__")


def _pointing_to(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for other in models_by_table().values():
        for one in other._meta.local_concrete_fields:
            if isinstance(one, models.ForeignKey) and one.related_model is model:
                yield other, one.attname


def _inverted(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for root, key in pairs:
        found[key].append(root)
    return found


def _within(key: int, runs: Iterable[tuple[int, int]]) -> bool:
    return any(first <= key <= last for first, last in runs)


def _at(moment: Moment) -> datetime:
    return moment.at


def _by(moment: Moment | None) -> Entry:
    if moment is None:
        return Entry()
    return Entry(verbs.label(moment.verb), moment.actor_name, f"{timezone.localtime(moment.at):%Y-%m-%d}")


def _said(line: Line, about: str = "") -> Entry:
    """What exactly was changed is said of the counted row only: that one is read by whoever reads the figure."""
    changed = [] if about else [f"{one.label} {one.before} → {one.after}" for one in line.changes if one.before]
    return Entry(line.did, line.who, line.when[:10], "；".join(changed), about)
