"""Writes statements with their marks, one or many by the same rule: judged, not locked, not taken, then inserted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from zhucun.acts.act import each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves, periods
from zhucun.oversight.attendance import reopening, rules
from zhucun.oversight.attendance.asking import ask_again
from zhucun.oversight.attendance.models import DayMark, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import Side, Stands, State, Stay, month_key
from zhucun.oversight.attendance.terms import terms_for
from zhucun.policy.attendance import UNDECIDED, Category


@dataclass(frozen=True)
class Entry:
    """A statement that was judged and is to be written. `replaces`: the same side's earlier word gives way."""

    posting: Posting
    side: Side
    category: Category
    since: int
    until: int
    spoken: tuple[int, ...]
    reason: str = ""
    place: str = ""
    source: str = ""
    source_key: int | None = None
    entered_for_reason: str = ""
    replaces: bool = False
    by: Actor | None = None  # where it is another than whoever writes them all

    @property
    def months(self) -> list[str]:
        return sorted({month_key(day) for day in halves.days_between(self.since, self.until)})


@dataclass
class Held:
    """What the database holds of the people and spans of some entries."""

    locked: set[tuple[int, str]] = field(default_factory=set)
    taken: dict[tuple[int, str, int], tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Held":
        since, until = min(one.since for one in entries), max(one.until for one in entries)
        lines = MonthLine.objects.locked().filter(posting__in={one.posting.pk for one in entries})
        marks = DayMark.objects.filter(
            cadre__in={one.posting.cadre_id for one in entries}, half__gte=since, half__lt=until
        ).values_list("cadre", "side", "half", "category", "statement__source")
        return cls(
            set(lines.filter(until_half__gt=since, since_half__lt=until).values_list("posting", "month")),
            {(cadre, side, half): (category, source) for cadre, side, half, category, source in marks},
        )

    def admit(self, entry: Entry) -> None:
        """Raises Refused where a month is locked or a half-day has a word of this side already."""
        for month in entry.months:
            if (entry.posting.pk, month) in self.locked:
                raise Refused(locked_sentence(month), rule="R-ATT-12")
        for half in entry.spoken:
            key = (entry.posting.cadre_id, entry.side.value, half)
            if key in self.taken:
                self._must_give_way(entry, half, *self.taken[key])
            self.taken[key] = (entry.category.key, entry.source)

    @staticmethod
    def _must_give_way(entry: Entry, half: int, category: str, source: str) -> None:
        day = halves.in_words(half, half + 1)
        if category == UNDECIDED:
            raise Refused(f"{day}等乡镇认定怎么记，有情况告诉乡镇。", field="since_half", rule="R-LEA-04")
        if source:
            raise Refused(f"{day}批了假。提前回来的，先在请假里销假。", field="since_half", rule="R-LEA-04")
        if entry.source:
            name = entry.posting.cadre.person.name
            sentence = (
                f"{day}{name}自己报过别的去向，和这张假重了。请{name}（或者乡镇考勤员代办）先撤回或缩短那一条，再批。"
            )
            raise Refused(sentence, field="since_half", rule="R-ATT-07")
        if not entry.replaces:
            raise Refused(f"{day}已经记过了，先撤回那一条，再记。", field="since_half", rule="R-ATT-07")


def locked_sentence(month: str) -> str:
    return f"{rules.month_in_words(month)}的表乡镇已经锁定，要改的走“更正”。"


def must_be_unlocked(postings: Iterable[int], since: int, until: int) -> None:
    lines = MonthLine.objects.locked().filter(posting__in=list(postings), until_half__gt=since, since_half__lt=until)
    month = lines.order_by("month").values_list("month", flat=True).first()
    if month:
        raise Refused(locked_sentence(month), rule="R-ATT-12")


def stay_of(posting: Posting) -> Stay | None:
    return Stay.of(posting.reported_on, posting.until)


def with_people(postings: Sequence[Posting]) -> Sequence[Posting]:
    prefetch_related_objects(list(postings), "cadre__person")
    return postings


def write(entries: Sequence[Entry], *, by: Actor) -> list[DayStatement]:
    """The statements in the order of the entries; a line that was 属实 and is spoken of again opens anew."""
    held = Held.of(entries)
    each(entries, held.admit)
    give_way([one for one in entries if one.replaces], by)
    rows = insert_many(_statement(one, by) for one in entries)
    insert_many(_mark(row, one, half) for row, one in zip(rows, entries, strict=True) for half in one.spoken)
    reopen_lines(entries, by)
    terms = terms_for(by, entries[0].posting.place_code, halves.day_of(entries[0].since))
    since, until = min(one.since for one in entries), max(one.until for one in entries)
    asked = ask_again({one.posting.pk for one in entries}, since, until, terms)
    for row in rows:
        row.asks = row.pk in asked
    return rows


def add_to(statement: DayStatement, entry: Entry, *, by: Actor) -> None:
    """More half-days of a statement that stands."""
    Held.of([entry]).admit(entry)
    insert_many(_mark(statement, entry, half) for half in entry.spoken)
    reopen_lines([entry], by)
    terms = terms_for(by, entry.posting.place_code, halves.day_of(entry.since))
    statement.asks = statement.pk in ask_again([entry.posting.pk], entry.since, entry.until, terms)


def _statement(entry: Entry, house: Actor) -> DayStatement:
    by = entry.by or house
    return DayStatement(
        posting=entry.posting,
        cadre_id=entry.posting.cadre_id,
        place_code=entry.posting.place_code,
        side=entry.side,
        category=entry.category.key,
        since_half=entry.since,
        until_half=entry.until,
        reason=entry.reason,
        place_text=entry.place,
        source=entry.source,
        source_key=entry.source_key,
        entered_on=by.today,
        entered_by=by.name,
        entered_for_reason=entry.entered_for_reason,
    )


def _mark(row: DayStatement, entry: Entry, half: int) -> DayMark:
    return DayMark(
        posting=entry.posting,
        cadre_id=row.cadre_id,
        side=row.side,
        half=half,
        category=row.category,
        statement=row,
    )


def give_way(entries: Sequence[Entry], house: Actor) -> None:
    """The same side's earlier marks go; a statement left with none is withdrawn by whoever speaks now."""
    for entry in entries:
        old = DayMark.objects.filter(cadre=entry.posting.cadre_id, side=entry.side, half__in=entry.spoken)
        statements = set(old.values_list("statement", flat=True))
        old.delete()
        bare = DayStatement.objects.filter(pk__in=statements, marks__isnull=True)
        by = entry.by or house
        bare.update(state=Stands.WITHDRAWN, asks=False, withdrawn_on=by.today, withdrawn_by=by.name)


def reopen_lines(entries: Sequence[Entry], by: Actor) -> None:
    """What the member said was true is no longer what stands: they say it again (R-ATT-04)."""
    spoken = [one for one in entries if one.side == Side.MEMBER]
    if not spoken:
        return
    lines = MonthLine.objects.filter(
        posting__in={one.posting.pk for one in spoken},
        month__in={month for one in spoken for month in one.months},
        state__in=(State.STATED, State.CONFIRMED),
    )
    meant = {(one.posting.pk, month) for one in spoken for month in one.months}
    reopening.reopen.many([Told(line) for line in lines if (line.posting_id, line.month) in meant], by=by)


def span_of_month(month: str) -> tuple[int, int]:
    span = periods.month_of(rules.first_day(month))
    return halves.half_of(span.since), halves.half_of(span.until)
