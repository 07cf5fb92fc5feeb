"""Who keeps in touch with households of a village: entered, corrected, gone, back."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place, VillageGroup
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.six_ones.network import linking, rules
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.six_ones.network.rules import Kind

Known = tuple[int, str, int | None]  # village, name, group


@act("linker.add", "登记联户的人", needs=rules.KEEP, remote=True, undo="linker.end")
def add(
    village: Place,
    *,
    name: str,
    since: date,
    kind: str = Kind.PARTY_MEMBER,
    age: str = "",
    group: VillageGroup | None = None,
    by: Actor,
) -> Linker:
    """R-TASK-08: a name, what somebody is, and the age where the bound hangs on it; no birth date, no telephone."""
    told = {k: v for k, v in locals().items() if k not in ("by", "village")}
    return _add([Told(village, told)], by=by)[0]


@add.as_many
def _add(calls: Sequence[Told], *, by: Actor) -> list[Linker]:
    running = Linker.objects.filter(village__in={call.row.pk for call in calls}, until__isnull=True)
    held, ages = set(running.values_list("village", "name", "group")), _ages(by)
    return insert_many(each(calls, lambda call: _new(call, held, ages, call.hand(by))))


def _ages(by: Actor) -> set[str]:
    return {"", *(one.key for one in policy.of(by).network.bounds)}


def _new(call: Told, held: set[Known], ages: set[str], by: Actor) -> Linker:
    village, given = call.row, call.given
    if village.kind not in SERVED:
        raise Refused("联户的人登记在村、社区、安置点。", field="village")
    rules.must_not_be_ahead(given["since"], by.today)
    name = _name(given["name"])
    _must_fit(village, given["kind"], given["age"], given["group"], ages)
    group = given["group"].pk if given["group"] else None
    if (village.pk, name, group) in held:
        raise Refused(f"{village.name}已经登记了{name}。同名的两个人，写上是哪一组。", field="name")
    held.add((village.pk, name, group))
    return Linker(village=village, place_code=village.code, **{**given, "name": name})


def _name(name: str) -> str:
    if not name.strip():
        raise Refused("写上姓名。", field="name")
    return name.strip()


def _must_fit(village: Place, kind: str, age: str, group: VillageGroup | None, ages: set[str]) -> None:
    if kind not in Kind.values:
        raise Refused("在列出来的里面选一个。", field="kind")
    if age not in ages:
        raise Refused("在列出来的里面选一个。", field="age")
    if group is not None and group.village_id != village.pk:
        raise Refused(f"{group}不是{village.name}的组。", field="group")


@act("linker.correct", "改联户的人", needs=rules.KEEP, remote=True)
def correct(
    linker: Linker, *, name: str, kind: str, age: str = "", group: VillageGroup | None = None, by: Actor
) -> Linker:
    _must_be_there(linker)
    name = _name(name)
    _must_fit(linker.village, kind, age, group, _ages(by) | {linker.age})
    same = Linker.objects.filter(village=linker.village_id, name=name, group=group, until__isnull=True)
    if same.exclude(pk=linker.pk).exists():
        raise Refused(f"{linker.village.name}已经登记了{name}。同名的两个人，写上是哪一组。", field="name")
    linker.name, linker.kind, linker.age, linker.group = name, kind, age, group
    linker.save()
    return linker


@act("linker.end", "联户的人不再联", needs=rules.KEEP, remote=True, undo="linker.reopen")
def end(linker: Linker, *, last_day: date, reason: str = "", by: Actor) -> Linker:
    """Moved away, or asked to be let off: the households are nobody's from the next day, and stand as such."""
    _must_be_there(linker)
    linking.must_end_after(linker.since, last_day)
    linker.until = last_day + timedelta(days=1)
    linker.save()
    links = HouseholdLink.objects.filter(linker=linker.pk, until__isnull=True)
    linking.end.many(
        (Told(link, {"last_day": max(last_day, link.since), "reason": "联户的人不再联"}) for link in links), by=by
    )
    return linker


@act("linker.reopen", "恢复联户的人", needs=rules.KEEP, remote=True)
def reopen(linker: Linker, *, reason: str = "", by: Actor) -> Linker:
    """With the households that had nobody since."""
    if linker.until is None:
        raise Refused(f"{linker.name}还在联户。")
    links = HouseholdLink.objects.filter(linker=linker.pk, until__gte=linker.until, moved_to__isnull=True)
    linked = HouseholdLink.objects.filter(until__isnull=True).values("household")
    back = list(links.filter(household__until__isnull=True).exclude(household__in=linked))
    same = Linker.objects.filter(village=linker.village_id, name=linker.name, group=linker.group_id, until__isnull=True)
    if same.exists():
        raise Refused(f"{linker.name}后来又登记了一次，不用恢复。")
    linker.until = None
    linker.save()
    for link in back:
        linking.reopen(link, by=by)
    return linker


def _must_be_there(linker: Linker) -> None:
    if linker.until is not None:
        raise Refused(f"{linker.name}已经不再联户。")
