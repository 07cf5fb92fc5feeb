"""Of which kind a household is, from a day on."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out, update_many
from zhucun.org.places.models import Household, Place
from zhucun.policy import in_force as policy
from zhucun.six_ones.network.linking import ONE_DAY, must_end_after
from zhucun.six_ones.network.rules import KEEP, must_not_be_ahead
from zhucun.six_ones.visiting import rules
from zhucun.six_ones.visiting.models import HouseholdKind


@act("household_kind.set", "定户的类别", needs=KEEP, remote=True, undo="household_kind.take_back")
def set_kind(household: Household, *, kind: str, since: date, by: Actor) -> HouseholdKind:
    """What it was before ends on the day before (R-MON-06)."""
    return _set_kinds([Told(household, {"kind": kind, "since": since})], by=by)[0]


@set_kind.as_many
def _set_kinds(calls: Sequence[Told], *, by: Actor) -> list[HouseholdKind]:
    held = _held([call.row.pk for call in calls])
    rhythms, codes = policy.of(by).network.rhythms, _codes(calls)
    made = each(calls, lambda call: _new(call, held, rhythms, codes, call.hand(by)))
    update_many([held[row.household_id] for row in made if row.household_id in held], ["until"])
    return insert_many(made)


def _held(homes: Sequence[int]) -> dict[int, HouseholdKind]:
    found: dict[int, HouseholdKind] = {}
    for start in range(0, len(homes), 800):
        rows = HouseholdKind.objects.filter(household__in=homes[start : start + 800], until__isnull=True)
        found.update((row.household_id, row) for row in rows)
    return found


def _codes(calls: Sequence[Told]) -> dict[int, str]:
    return dict(Place.objects.filter(pk__in={call.row.village_id for call in calls}).values_list("pk", "code"))


def _new(
    call: Told, held: dict[int, HouseholdKind], rhythms: Sequence, codes: dict[int, str], by: Actor
) -> HouseholdKind:
    home, kind, since = call.row, call.given["kind"], call.given["since"]
    must_not_be_ahead(since, by.today)
    rules.must_be_kept_here(kind, rhythms)
    if not kind:
        raise Refused("选一类。不再算这一类，用“不再是”。", field="kind")
    if home.until is not None:
        raise Refused(f"{home.head_name}家已经销户。", field="household")
    if since < home.since:
        raise Refused(f"{home.head_name}家从 {home.since:%Y-%m-%d} 起才在册。", field="since")
    if (before := held.get(home.pk)) is not None:
        if before.kind == kind:
            raise Refused(f"{home.head_name}家已经是这一类。", field="kind")
        if since <= before.since:
            raise Refused(f"现在这一类从 {before.since:%Y-%m-%d} 起，新的要晚于这天。", field="since")
        before.until = since
    return HouseholdKind(
        household=home, village_id=home.village_id, place_code=codes[home.village_id], kind=kind, since=since
    )


@act("household_kind.end", "户不再是这一类", needs=KEEP, remote=True)
def end_kind(kind: HouseholdKind, *, last_day: date, reason: str = "", by: Actor) -> HouseholdKind:
    if kind.until is not None:
        raise Refused("这一段已经结束了。")
    must_end_after(kind.since, last_day)
    kind.until = last_day + ONE_DAY
    kind.save()
    return kind


@act("household_kind.take_back", "撤回户的类别", needs=KEEP)
def take_back(kind: HouseholdKind, *, by: Actor) -> HouseholdKind:
    """Chosen by mistake: the one before holds again."""
    if kind.until is not None:
        raise Refused("这一类后来又改过，不能这样撤回。")
    before = HouseholdKind.objects.filter(household=kind.household_id, until=kind.since).first()
    taken_out(kind)
    if before is not None:
        before.until = None
        before.save()
    return kind
