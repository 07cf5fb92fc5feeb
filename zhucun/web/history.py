"""Audit lines as prose: what the history of a row shows, and the pages of the log.

Values are said as the model says them: a column by its name, a choice by its label, another row by its own words.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeGuard

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from zhucun.acts import verbs
from zhucun.acts.models import AuditLog

DOORS = {
    "desk": "电脑",
    "phone": "手机",
    "cli": "命令行",
    "job": "自动",
    "import": "导入",
    "api": "接口",
    "slip": "凭条",
}
NOT_SAID = {  # follows from what is said, or is said by the verb alone
    *("place_code", "likeness", "name_key", "id_hash", "phone_hash", "phone_tail", "county_code", "position"),
    *("version", "key", "password", "old_passwords", "code", "person_id"),
    *("proposer_person", "proposer_account", "submitted_person", "effects", "reasons", "costs"),
    *("proposed_by_person", "decided_person", "handed_by_person", "done_by_person", "said_person"),  # who: by name
    *("reporter_person", "confirmed_person", "asker_person", "proposed_persons", "confirmed_persons"),
    *("opened_kind", "opened_key"),  # which row came of it: the page leads there
    *("one_id", "other_id"),  # who is kept apart is read on that page alone (R-SEL-08)
}
ERASED, APART = "（文字已抹去）", "（文字另存）"
REASONS = ("reason", "opinion", "note")
MOST_LINES = 30


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """What _history.html draws, and more for the log: `about` names the row."""

    when: str
    who: str
    did: str
    door: str
    about: str
    changes: list[Change] = field(default_factory=list)
    reason: str = ""
    key: int = 0
    whose: str = ""


_apart: set[str] = set()


def told_on_its_own_page_only(model: type[models.Model]) -> None:
    """Register rows of which not even whoever reads the row they are about may read (a case about a person)."""
    _apart.add(model._meta.label_lower)


def is_told_apart(model: type[models.Model]) -> bool:
    return model._meta.label_lower in _apart


PeopleNamed = Callable[[set[int]], Mapping[int, str]]
_people: list[PeopleNamed] = []


def people_are_named_by(source: PeopleNamed) -> PeopleNamed:
    """Register who knows the names of natural persons: on whose behalf somebody acted is said by name."""
    _people.append(source)
    return source


def history_of(row: models.Model, *, kinds: Sequence[type[models.Model]] = (), most: int = MOST_LINES) -> list[Line]:
    """The lines in which this row was changed or was what an act was about, newest first.

    With `kinds`, only lines about rows of these: what else somebody did through an account is not said on its page.
    """
    kind, key = row._meta.label_lower, row.pk
    lines = AuditLog.objects.filter(Q(row_kind=kind, row_key=key) | Q(subject_kind=kind, subject_key=key))
    return prose(_only(kinds, _without_apart([row], lines)).order_by("-pk")[:most])


def _without_apart(roots: Sequence[models.Model], lines: models.QuerySet[AuditLog]) -> models.QuerySet[AuditLog]:
    apart = _apart - {root._meta.label_lower for root in roots}
    return lines.exclude(row_kind__in=apart) if apart else lines


def _only(kinds: Sequence[type[models.Model]], lines: models.QuerySet[AuditLog]) -> models.QuerySet[AuditLog]:
    return lines.filter(row_kind__in=[model._meta.label_lower for model in kinds]) if kinds else lines


def whole_history(
    roots: Sequence[models.Model],
    *,
    kinds: Sequence[type[models.Model]] = (),
    names: Mapping[models.Model, str] | None = None,
    most: int = MOST_LINES,
) -> list[Line]:
    """The lines about these rows and about the rows that acts on them gave rise to: of a team its postings, sizes,
    places. A row since taken out is found by what the log says of it. `names` says whose a line is."""
    rows = [(root._meta.label_lower, root.pk) for root in roots]
    born = _without_apart(roots, AuditLog.objects.filter(_are("subject", rows))).values_list("row_kind", "row_key")
    family = [*rows, *born.distinct()]
    lines = _only(kinds, AuditLog.objects.filter(_are("row", family) | _are("subject", family)))
    found = list(_without_apart(roots, lines).order_by("-pk")[:most])
    whose = {(row._meta.label_lower, row.pk): name for row, name in (names or {}).items()}
    return [replace(said, whose=_named(line, whose)) for line, said in zip(found, prose(found), strict=True)]


def _are(side: str, rows: Iterable[tuple[str, int]]) -> Q:
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in rows:
        keys[kind].add(key)
    condition = Q(pk__in=[])
    for kind, found in keys.items():
        condition |= Q(**{f"{side}_kind": kind, f"{side}_key__in": found})
    return condition


def prose(lines: Iterable[AuditLog], *, with_content: bool = True) -> list[Line]:
    """Without content the free texts and the names of other rows stay unread: an auditor sees no business data."""
    found = list(lines)
    if with_content:
        prefetch_related_objects(found, "texts")
    words = _Words(found) if with_content else _Words([])
    people = _names_of_people({line.on_behalf_of for line in found if line.on_behalf_of})
    return [_line(line, words, people, with_content) for line in found]


def prose_by_column(lines: Sequence[AuditLog]) -> Iterable[tuple[AuditLog, dict[str, Change]]]:
    """Each line with its changes in words, by the column they are of."""
    prefetch_related_objects(lines, "texts")
    words = _Words(lines)
    for line in lines:
        texts = {text.field: text.text or ERASED for text in line.texts.all()}
        yield line, dict(_changes(line, words, texts))


def _named(line: AuditLog, names: Mapping[tuple[str, int], str]) -> str:
    """Whose a line is, by the row itself or by what the act was about."""
    of_row = names.get((line.row_kind, line.row_key), "")
    return of_row or names.get((line.subject_kind, line.subject_key or 0), "")


def _names_of_people(keys: set[int]) -> dict[int, str]:
    return {key: name for source in _people for key, name in source(keys).items()} if keys else {}


def _line(line: AuditLog, words: "_Words", people: Mapping[int, str], with_content: bool) -> Line:
    texts = {text.field: text.text or ERASED for text in line.texts.all()} if with_content else {}
    stands_for = f"（代{people.get(line.on_behalf_of, '别人')}）" if line.on_behalf_of else ""
    changes = [change for _, change in _changes(line, words, texts)]
    reason = next((texts[name] for name in REASONS if name in texts), "")
    return Line(
        when=f"{timezone.localtime(line.happened_at):%Y-%m-%d %H:%M}",
        who=f"{line.actor_name}{stands_for}",
        did=verbs.label(line.verb),
        door=DOORS.get(line.door, line.door),
        about=f"{kind_label(line.row_kind)} {line.row_key}",
        changes=changes,
        reason="" if reason in (change.after for change in changes) else reason,  # said among them already
        key=line.pk,
    )


def kind_label(kind: str) -> str:
    model = _model(kind)
    return str(model._meta.verbose_name) if model else kind


def _changes(line: AuditLog, words: "_Words", texts: Mapping[str, str]) -> Iterable[tuple[str, Change]]:
    model = _model(line.row_kind)
    for name, (before, after) in line.changes.items():
        column = _column(model, name)
        if name not in NOT_SAID and _has_a_name(column) and not _is_as_made(column, before, after):
            said = [words.say(column, value, texts) for value in (before, after)]
            yield name, Change(str(column.verbose_name), *said)


def _has_a_name(column: models.Field | None) -> TypeGuard[models.Field]:
    """A column that nobody gave a name people use is machinery, such as whose turn it is."""
    return column is not None and not (str(column.verbose_name).isascii() and str(column.verbose_name).islower())


def _is_as_made(column: models.Field, before: Any, after: Any) -> bool:
    """Of a new row, what every new row begins with: 启用 是, 连续输错 0."""
    return before is None and column.has_default() and after == column.get_default()


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _column(model: type[models.Model] | None, name: str) -> models.Field | None:
    """None for a column that has since been removed."""
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


class _Words:
    """Values in words; the names of the rows that foreign keys point to are read once per model."""

    def __init__(self, lines: Sequence[AuditLog]) -> None:
        keys: dict[type[models.Model], set[int]] = defaultdict(set)
        for line in lines:
            model = _model(line.row_kind)
            for name, pair in line.changes.items():
                column = _column(model, name)
                if name not in NOT_SAID and isinstance(column, models.ForeignKey):
                    keys[column.related_model] |= {value for value in pair if isinstance(value, int)}
        self._names = {model: self._named(model, found) for model, found in keys.items() if found}

    @staticmethod
    def _named(model: type[models.Model], keys: set[int]) -> dict[int, str]:
        """A model whose name is made of others' says so in NAMED_WITH, so that they are read along."""
        rows = model._base_manager.filter(pk__in=keys)
        if along := getattr(model, "NAMED_WITH", ()):
            rows = rows.select_related(*along)
        return {row.pk: str(row) for row in rows}

    def say(self, column: models.Field, value: Any, texts: Mapping[str, str]) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, dict) and "digest" in value:
            return texts.get(column.name, APART)
        if isinstance(column, models.ForeignKey):
            name = self._names.get(column.related_model, {}).get(value)
            return name or f"{column.related_model._meta.verbose_name} {value}"
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        return _plain(column, value)


def _plain(column: models.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(column, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
    if isinstance(value, dict):
        return "；".join(f"{name}：{item}" for name, item in value.items())
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
