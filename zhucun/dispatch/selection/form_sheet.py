"""The 推荐人选表 of a round: a row for each name still asked for, empty or filled with people on file who pass."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.rounds.judging import blocks, found_for_either
from zhucun.dispatch.rounds.models import Nomination, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.reading import policy_of
from zhucun.dispatch.rounds.rules import MANAGE, NominationState, RoleFor
from zhucun.dispatch.selection.sheets import NOMINATIONS
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.sheets.writing import ledger_bytes
from zhucun.web.exporting import around, note_export

Row = dict[str, Any]
ON_FILE = ("post", "rank", "employment", "education", "party_joined_on", "work_started_on", "has_rural_experience")


def form_bytes(round_: SelectionRound, *, by: Actor, filled: bool = False) -> bytes:
    """Filled, it takes people's names away, and that is noted (R-SEC-08)."""
    rows = rows_of(round_, by=by, filled=filled)
    title = f"{round_.title}推荐人选表"
    if filled:
        note_export(by, title, len(rows))
    note = f"每行一人。{round_.nominate_due_on:%Y-%m-%d} 前报县驻村办。"
    return ledger_bytes(NOMINATIONS, rows, around(by, title, note))


def rows_of(round_: SelectionRound, *, by: Actor, filled: bool) -> list[Row]:
    quotas = UnitQuota.objects.visible_to(by, MANAGE).filter(round=round_).with_named().select_related("unit")
    asked = list(quotas.order_by("unit__position", "pk"))
    free = _free(round_, [quota.unit_id for quota in asked], by) if filled else {}
    return [row for quota in asked for row in _rows(quota, free.get(quota.unit_id, []))]


def _rows(quota: UnitQuota, free: list[tuple[Cadre, bool]]) -> Iterator[Row]:
    """One of a unit is proposed as first secretary, where anybody may be."""
    left = max(quota.count - quota.named, 0)
    leader = next((cadre for cadre, may_lead in free[:left] if may_lead), None)
    for at in range(left):
        cadre = free[at][0] if at < len(free) else None
        yield _row(quota, cadre, RoleFor.FIRST_SECRETARY if cadre is not None and cadre is leader else RoleFor.MEMBER)


def _row(quota: UnitQuota, cadre: Cadre | None, role: str) -> Row:
    row: Row = dict.fromkeys(NOMINATIONS.by_key)
    row["unit"] = quota.unit.name
    if cadre is not None:
        row |= {name: getattr(cadre, name) for name in ON_FILE}
        row |= {"name": cadre.person.name, "sex": cadre.person.sex, "birth_month": cadre.person.birth_month}
        row |= {"role_for": role, "skills": tuple(cadre.skills), "fitness_confirmed_on": cadre.fitness_confirmed_on}
    return row


def _free(round_: SelectionRound, units: list[int], by: Actor) -> dict[int, list[tuple[Cadre, bool]]]:
    """Unit → who passes and is neither on post nor named, those who may lead first."""
    on_post = Posting.objects.filter(until__isnull=True, cadre__unit__in=units).values("cadre")
    named = Nomination.objects.filter(round=round_).exclude(state=NominationState.WITHDRAWN).values("cadre")
    seen = Cadre.objects.visible_to(by, SEE_PEOPLE).filter(unit__in=units).exclude(pk__in=on_post)
    shown = seen.exclude(pk__in=named).select_related("person").defer("person__phone", "person__id_number")
    cadres = list(shown.order_by("person__name_key", "pk"))
    judged = found_for_either([cadre.pk for cadre in cadres], by.today, policy_of(round_, by.today))
    found: dict[int, list[tuple[Cadre, bool]]] = defaultdict(list)
    for cadre in cadres:
        anyhow, as_leader = judged.get(cadre.pk, ([], []))
        if not blocks(anyhow):
            found[cadre.unit_id].append((cadre, not as_leader))
    return {unit: sorted(of_unit, key=lambda one: not one[1]) for unit, of_unit in found.items()}
