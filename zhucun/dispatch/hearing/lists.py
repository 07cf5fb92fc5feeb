"""The lists of doubts, the sieve over them and the items with their hits."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.dispatch.screening.models import Doubt, DoubtAnswer, DoubtQuerySet, Screening
from zhucun.dispatch.screening.rules import FIRST_SECRETARY as NO_SECRETARY
from zhucun.dispatch.screening.rules import FOR_FEW_EYES, SIZE, UNSAID, Decision, State
from zhucun.org.places.models import Place
from zhucun.policy.facts import SAID_OF_PRIVATE, declared_facts
from zhucun.policy.items import Item
from zhucun.web.tables import Cell, Column, Table, View, exported

TOWNSHIP_DIGITS = 9
PRIVATE = "private"
OF_PERSON = (
    "posting__cadre__person",
    "posting__sending_unit",
    "team",
    "screening",
    "posting__successor__cadre__person",
)
MARKS = {
    Decision.KEEP: "done",
    Decision.MEND: "running",
    Decision.FILL: "running",
    Decision.ADJUST: "done",
    Decision.REMOVE: "done",
    Decision.RECALL: "done",
    Decision.GONE: "todo",
    Decision.FILLED: "done",
}
ACTED_ON = (Decision.MEND, Decision.ADJUST, Decision.REMOVE, Decision.RECALL, Decision.FILL)


def named(rows: DoubtQuerySet) -> QuerySet:
    """With the names that a line says; `township` is that of the one it lies in."""
    township = Place.objects.filter(code=Substr(OuterRef("place_code"), 1, TOWNSHIP_DIGITS), until__isnull=True)
    found = rows.annotate(township=Subquery(township.values("name")[:1]), is_of_a_team=IsNull(F("posting"), True))
    return found.select_related(*OF_PERSON)


def loaded(rows: DoubtQuerySet) -> QuerySet:
    """With what was said of them too."""
    return named(rows).prefetch_related(Prefetch("answers", DoubtAnswer.objects.order_by("pk")))


def at_once(rows: DoubtQuerySet) -> list[Doubt]:
    """The same in one query."""
    columns = {f"said_{name}": F(f"answers__{name}") for name in ("side", "opinion")}
    found: dict[int, Doubt] = {}
    for row in named(rows).annotate(**columns).order_by("state", "place_code", "pk", "answers"):
        doubt = found.setdefault(row.pk, row)
        said = doubt.__dict__.setdefault("_prefetched_objects_cache", {}).setdefault("answers", [])
        if row.said_side:
            said.append(DoubtAnswer(side=row.said_side, opinion=row.said_opinion))
    return list(found.values())


@dataclass(frozen=True)
class Mesh:
    """An item with how many it caught. What is private is one line for all of them (R-SEL-08)."""

    label: str
    how: str
    caught: int
    url: str


def meshes(items: Sequence[Item], doubts: Sequence[Doubt], to: str) -> list[Mesh]:
    caught = Counter(key for doubt in doubts for key in set(doubt.item_keys))
    found = [
        Mesh(item.label, f"{item.condition}，看{_source(item)}", caught[item.key], _cut(to, item.key, caught[item.key]))
        for item in items
        if not _is_private(item)
    ]
    private = sum(any(hit["is_private"] for hit in doubt.hits) for doubt in doubts)
    teams = (("队里人数不够核定", SIZE, "名册和核定人数比对"), ("队里没有第一书记", NO_SECRETARY, "看队内职务"))
    return [
        *found,
        Mesh(SAID_OF_PRIVATE, "单位还没有确认，或者有别的要说明；不写是哪一样", private, _cut(to, PRIVATE, private)),
        *(Mesh(label, how, caught[key], _cut(to, key, caught[key])) for label, key, how in teams),
    ]


def _is_private(item: Item) -> bool:
    fact = declared_facts().get(item.fact)
    return fact is None or fact.is_private


def _source(item: Item) -> str:
    return declared_facts()[item.fact].source


def _cut(to: str, key: str, caught: int) -> str:
    return f"{to}?item={key}#doubts" if caught else ""


def caught_by(rows: DoubtQuerySet, item: str) -> DoubtQuerySet:
    """Kept in the hits as JSON, which the databases search differently: few enough to be read here."""
    keys = [doubt.pk for doubt in rows.only("pk", "hits") if _has(doubt, item)]
    return rows.filter(pk__in=keys)


def _has(doubt: Doubt, item: str) -> bool:
    return any(
        hit["is_private"] if item == PRIVATE else hit["key"] == item and not hit["is_private"] for hit in doubt.hits
    )


def sieve(screening: Screening, doubts: Sequence[Doubt], to: str, *, may_see_ends: bool) -> list[dict[str, Any]]:
    """全部 → 碰上的 → 核实后要处理的 → 处理结果, of the members."""
    of_persons = [doubt for doubt in doubts if doubt.posting_id]
    kept = sum(doubt.decision in (Decision.KEEP, Decision.GONE) for doubt in of_persons)
    left = len(of_persons) - kept
    open_ = sum(doubt.state == State.ASKED for doubt in of_persons)
    items = len(screening.items)
    day = f"{screening.on.month}月{screening.on.day}日"
    return [
        _box("全部队员", screening.member_count, f"{day}在册，逐人过 {items} 条", "all"),
        _box(
            "有一条以上要核实",
            len(of_persons),
            f"{screening.member_count - len(of_persons)} 人直接通过",
            "some",
            f"{to}?view=members",
        ),
        _box("单位、乡镇、本人说明后", left, f"{kept} 人写明理由，保留", "few", f"{to}?view=left"),
        _box("还没定", open_, _results(of_persons, may_see_ends), "", f"{to}?view=open"),
    ]


def _box(label: str, value: int, note: str, mesh: str, url: str = "") -> dict[str, Any]:
    return {
        "label": label,
        "value": value,
        "unit": "人",
        "note": note,
        "mesh": mesh,
        "url": f"{url}#doubts" if url and value else "",
    }


def _results(doubts: Iterable[Doubt], may_see_ends: bool) -> str:
    """Each kind under its own name (R-SEL-16); those for few eyes together (R-TLK-09)."""
    counted = Counter(doubt.decision for doubt in doubts)
    named = [one for one in ACTED_ON if may_see_ends or one not in FOR_FEW_EYES]
    said = [f"{one.label} {counted[one]}" for one in named if counted[one]]
    rest = sum(counted[one] for one in ACTED_ON if one not in named)
    if rest:
        said.append(f"{UNSAID} {rest}")
    return f"已定：{'、'.join(said)}" if said else "还没有人定处理"


def doubts_table(actor: Actor, *, with_screening: bool = False) -> Table:
    """For whoever reads it: of a decision that is for few eyes only that there is one."""
    sees = actor.may(SEE_ENDS)
    columns = [
        Column("who", "队员", _who, sort="posting__cadre__person__name_key", plain=name_of, width=14),
        Column("hits", "碰到哪一条", _hits, plain=lambda row: "；".join(row.sentences()), width=40),
        exported("evidence", "依据", lambda row: "；".join(_sources(row)), width=30),
        Column("answers", "说明", _answers, plain=_all_answers, width=40),
        Column(
            "state", "处理", lambda row: state_of(row, actor.today, sees), plain=lambda row: _word(row, sees), width=24
        ),
        Column("next", "接替", _successor, width=18),
    ]
    if with_screening:
        columns.insert(1, Column("on", "哪天的名册", lambda row: f"{row.screening.on:%Y-%m-%d}", sort="screening__on"))
    return Table(
        name="doubts",
        caption="过筛子的疑问",
        columns=columns,
        views=(
            View("open", "还没定", Q(state=State.ASKED)),
            View("left", "说明后要处理的", Q(posting__isnull=False) & ~Q(decision__in=[Decision.KEEP, Decision.GONE])),
            View("kept", "保留的", Q(decision=Decision.KEEP)),
            View("members", "队员", Q(posting__isnull=False)),
            View("teams", "队", Q(posting__isnull=True)),
        ),
        search=_search,
        search_hint="队员、队、单位",
        order=("is_of_a_team", "place_code"),
        counted=lambda count: f"{count} 条",
        empty={"text": "没有这样的疑问。", "icon": "circle-check"},
    )


def drawn(columns: Sequence[Column], rows: Iterable[Doubt]) -> list[dict[str, Any]]:
    """Lines for a short table inside another page."""
    return [
        {"key": row.pk, "cells": [_drawn(column, column.cell(row)) for column in columns if not column.only_exported]}
        for row in rows
    ]


def _drawn(column: Column, made: Cell | str) -> dict[str, Any]:
    cell = made if isinstance(made, Cell) else Cell(made)
    return {"label": column.label, **vars(cell)}


def _search(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(
        Q(posting__cadre__person__name__contains=text)
        | Q(team__name__contains=text)
        | Q(posting__sending_unit__name__contains=text)
    )


def name_of(row: Doubt) -> str:
    return row.posting.cadre.person.name if row.posting else row.team.name


def _who(row: Doubt) -> Cell:
    told = {
        "name": name_of(row),
        "url": reverse("dispatch:doubt", args=[row.pk]),
        "team": f"{row.township or ''} {row.team.name if row.posting else '整支队'}",
        "from": row.posting.sending_unit.name if row.posting else "",
    }
    return Cell(told["name"], template="dispatch/hearing/pages/_who.html", context=told)


def _sources(row: Doubt) -> list[str]:
    return list(dict.fromkeys(hit["evidence"]["sentence"] for hit in row.hits if not hit["is_private"]))


def _hits(row: Doubt) -> Cell:
    return Cell("；".join(row.sentences()), sub="；".join(_sources(row)))


def _answers(row: Doubt) -> Cell:
    said = {answer.side for answer in row.answers.all()}
    waiting = [side.label for side in row.sides if side not in said]
    if row.state == State.ASKED and waiting:
        due = f"等{'、'.join(waiting)}，{row.due_on.month}月{row.due_on.day}日前"
        return Cell(heard_words(row.answers.all()) or "还没有说明", sub=due)
    return Cell(heard_words(row.answers.all()) or "没有说明")


def heard_words(answers: Iterable[DoubtAnswer]) -> str:
    """Sides of one mind together: 单位、乡镇：可以继续干；本人：还在核实."""
    by_opinion: dict[str, list[str]] = {}
    for one in answers:
        by_opinion.setdefault(one.get_opinion_display(), []).append(one.get_side_display())
    return "；".join(f"{'、'.join(sides)}：{opinion}" for opinion, sides in by_opinion.items())


def _all_answers(row: Doubt) -> str:
    return "；".join(f"{a.get_side_display()}（{a.get_opinion_display()}）{a.text}" for a in row.answers.all())


def _word(row: Doubt, sees: bool) -> str:
    if row.state == State.ASKED:
        return "还没定"
    return UNSAID if row.decision in FOR_FEW_EYES and not sees else row.get_decision_display()


def state_of(row: Doubt, today: date, sees: bool) -> Cell:
    mark = MARKS.get(row.decision, "soon" if row.is_ready(today) else "waits")
    word = _word(row, sees) if row.state == State.DECIDED else "该定了" if row.is_ready(today) else "等说明"
    note = f"{row.decided_on.month}月{row.decided_on.day}日" if row.decided_on else ""
    return Cell(word, template="dispatch/hearing/pages/_state.html", context=(mark, word, note))


def _successor(row: Doubt) -> Cell | str:
    """Who has followed since, where the roster says so."""
    follower: Posting | None = getattr(row.posting, "successor", None) if row.posting else None
    if follower is None:
        return "—"
    return Cell(follower.cadre.person.name, sub=f"{follower.since.month}月{follower.since.day}日起")


def counted(rows: QuerySet) -> QuerySet:
    """With how many doubts each had, and how many are open."""
    found = Doubt.objects.filter(screening=OuterRef("pk"), posting__isnull=False).order_by().values("screening")
    left = found.filter(state=State.ASKED)
    return rows.annotate(found=_count(found), undecided=_count(left))


def _count(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def screenings_table() -> Table:
    return Table(
        name="screenings",
        caption="历次过筛子",
        columns=(
            Column("on", "哪天的名册", _on, sort="on", plain=lambda row: row.on),
            Column(
                "members", "全部队员", lambda row: str(row.member_count), numeric=True, plain=lambda r: r.member_count
            ),
            Column("found", "有疑问的", lambda row: str(row.found), numeric=True, plain=lambda row: row.found),
            Column("open", "还没定", lambda row: str(row.undecided), numeric=True, plain=lambda row: row.undecided),
            Column("by", "谁过的", lambda row: Cell(row.run_by, sub=f"{timezone.localtime(row.run_at):%Y-%m-%d}")),
        ),
        order="-on",
        counted=lambda count: f"{count} 次",
        empty={"text": "还没有过过筛子。", "icon": "circle-check"},
    )


def _on(row: Screening) -> Cell:
    return Cell(f"{row.on:%Y-%m-%d}", url=reverse("dispatch:screening.one", args=[row.pk]))
