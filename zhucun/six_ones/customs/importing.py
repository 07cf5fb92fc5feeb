"""一约四会台账 and 月列会台账 brought in: what is not on file yet; a meeting nobody noted is noted (建账)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.dispatch.roster.models import Team, TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import held_places
from zhucun.policy import in_force as policy
from zhucun.policy.customs_values import COUNCIL, CustomsBody
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as records
from zhucun.records.notes.rules import WRITE_VILLAGE
from zhucun.sheets.plan import Decided, Outcome, Plan
from zhucun.sheets.rows import Rows
from zhucun.six_ones import plain_text
from zhucun.six_ones.customs import acts as customs
from zhucun.six_ones.customs import meeting_acts as monthly
from zhucun.six_ones.customs import rules
from zhucun.six_ones.customs.models import MonthlyItem, VillageCouncil
from zhucun.six_ones.customs.rules import KEEP, MONTHLY, Owner
from zhucun.six_ones.customs.sheets import CUSTOMS_KIND, MEMBERS, MONTHLY_KIND
from zhucun.six_ones.village_rows import VillageRows, entries, ground
from zhucun.web.importing import Case, Importer, imports, refused_by_row

WHY = "建账：原来台账里的月列会"


# ── 一约四会 ──


@dataclass
class _Bodies(VillageRows):
    bodies: tuple[CustomsBody, ...] = ()
    on_file: frozenset[tuple[int, str]] = frozenset()

    def judge(self, rows: Rows, at: int) -> Decided:
        place = self.place(rows, at)
        if place is None:
            return Outcome.DOUBTFUL, None, ()
        self.is_twice(rows, at, place.pk, "place", "个村")
        told = [one for body in self.bodies if (one := self._told(rows, at, place, body))]
        if any(one is False for one in told):
            return Outcome.REFUSED, None, ()
        return (Outcome.ADDED if told else Outcome.LEFT), (place.pk, told), ()

    def _told(self, rows: Rows, at: int, place: Place, body: CustomsBody) -> dict[str, Any] | bool | None:
        if body.key not in rows.values:
            return None
        since = rows.values[body.key][at]
        if since is None or (place.pk, body.key) in self.on_file:
            return None
        count = rows.values[f"{MEMBERS}{body.key}"][at] or 0 if body.form == COUNCIL else 0
        try:
            rules.must_have_been(since, self.by.today, field=body.key)
            rules.must_be_members(count, has_members=body.form == COUNCIL)
        except Refused as refusal:
            column = f"{MEMBERS}{body.key}" if refusal.field == "member_count" else body.key
            rows.fault(at, column, refusal.sentence)
            return False
        return {"kind": body.key, "since": since, "member_count": count}


def decide_customs(case: Case) -> Plan:
    there = VillageCouncil.objects.visible_to(case.by, KEEP).filter(until__isnull=True)
    on_file = frozenset(there.values_list("place", "kind"))
    judge = _Bodies(*ground(case), bodies=policy.of(case.by).customs.bodies, on_file=on_file)
    return case.plan(entries(case, judge.judge))


def carry_out_customs(plan: Plan, by: Actor) -> dict[str, int]:
    written = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    places = held_places(by).by_key
    pairs = [(entry, entry.target[0], told) for entry in written for told in entry.target[1]]
    with refused_by_row([entry for entry, _, _ in pairs]):
        customs.set_up.many([Told(places[place], told) for _, place, told in pairs], by=by)
    return {"councils": len(pairs)}


# ── 月列会 ──


@dataclass
class _Items(VillageRows):
    on_file: frozenset[tuple[int, date, str]] = frozenset()
    teams: Mapping[int, list[TeamPlace]] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        place = self.place(rows, at)
        if place is None or not (said["held_on"] and said["item"] and said["decision"]):
            return Outcome.DOUBTFUL, None, ()
        key = (place.pk, said["held_on"], said["item"].strip())
        self.is_twice(rows, at, key, "item", "个议题")
        try:
            self._must_be_right(place, said)
        except Refused as refusal:
            rows.fault(at, refusal.field or "item", refusal.sentence)
            return Outcome.REFUSED, None, ()
        return (Outcome.LEFT if key in self.on_file else Outcome.ADDED), (place.pk, said), ()

    def _must_be_right(self, place: Place, said: Mapping[str, Any]) -> None:
        rules.must_have_been(said["held_on"], self.by.today, field="held_on")
        for name in ("item", "decision"):
            plain_text.said(said[name], "这一格要写。", field=name)
        plain_text.without_private(said["result"] or "", field="result")
        if said["due_on"] is not None and said["due_on"] < said["held_on"]:
            raise Refused("期限在开会以前。改一下日子。", field="due_on")
        if said["done_on"] is not None:
            rules.must_follow(said["done_on"], said["held_on"], self.by.today, field="done_on")
        if said["held_on"] < place.since:
            raise Refused(f"{place.name}从 {place.since:%Y-%m-%d} 起才在册，这天还没有。", field="held_on")
        if not (self.by.may(WRITE_VILLAGE) or serving_on(self.teams.get(place.pk, ()), said["held_on"])):
            raise Refused(f"那天{place.name}没有工作队，会由村里或者乡镇补。", field="held_on")


def serving_on(rows: Iterable[TeamPlace], day: date) -> Team | None:
    return next((one.team for one in rows if one.holds(day)), None)


def _serving(by: Actor) -> dict[int, list[TeamPlace]]:
    """Of the county's places, who served them when."""
    found: dict[int, list[TeamPlace]] = {}
    rows = TeamPlace.objects.filter(team__county_code=by.county_code).select_related("team")
    for one in rows.order_by("pk"):
        found.setdefault(one.place_id, []).append(one)
    return found


def decide_items(case: Case) -> Plan:
    there = MonthlyItem.objects.visible_to(case.by, KEEP).standing()
    on_file = frozenset(there.values_list("place", "decided_on", "item"))
    judge = _Items(*ground(case), on_file=on_file, teams=_serving(case.by))
    return case.plan(entries(case, judge.judge, named_by="item"))


def carry_out_items(plan: Plan, by: Actor) -> dict[str, int]:
    written = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    lines: list[tuple[int, dict[str, Any]]] = [entry.target for entry in written]
    meetings = _meetings(lines, by)
    told = [
        {
            "item": said["item"],
            "decision": said["decision"],
            "owner": said["owner"] or Owner.VILLAGE,
            "due_on": said["due_on"],
        }
        for _, said in lines
    ]
    with refused_by_row(written):
        calls = [Told(meetings[place, said["held_on"]], one) for (place, said), one in zip(lines, told, strict=True)]
        items = monthly.decide.many(calls, by=by)
        done = [(item, said) for item, (_, said) in zip(items, lines, strict=True) if said["done_on"] is not None]
        monthly.finish.many(
            [Told(item, {"on": said["done_on"], "result": said["result"] or ""}) for item, said in done], by=by
        )
    return {"monthly_items": len(items)}


def _meetings(lines: list[tuple[int, dict[str, Any]]], by: Actor) -> dict[tuple[int, date], Meeting]:
    """Of each village and day the monthly meeting on file, else one that is noted now under the clerk's own name."""
    wanted = dict.fromkeys((place, said["held_on"]) for place, said in lines)
    held = Meeting.objects.standing().meant_for(MONTHLY).filter(record__place__in={place for place, _ in wanted})
    found = {
        (one.record.place_id, one.record.happened_on): one for one in held.select_related("record").order_by("-pk")
    }
    missing = [key for key in wanted if key not in found]
    serving, places = _serving(by), held_places(by).by_key
    teams = {(place, day): serving_on(serving.get(place, ()), day) for place, day in missing}
    of_team = [key for key in missing if teams[key] is not None]
    calls = [Told(teams[key], {**_noted(key[1]), "place": places[key[0]]}) for key in of_team]
    for key, record in zip(of_team, records.write.many(calls, by=by), strict=True):
        found[key] = record.meeting
    for place, day in missing:
        if teams[place, day] is None:
            told = {name: value for name, value in _noted(day).items() if name in ("text", "happened_on", "answers")}
            found[place, day] = records.write_in_village(places[place], **told, by=by).meeting
    return found


def _noted(day: date) -> dict[str, Any]:
    answers = [{"name": "purposes", "value": MONTHLY}]
    return {"kind": "meeting", "text": "村月列会", "happened_on": day, "answers": answers, "written_for": WHY}


imports(
    Importer(
        CUSTOMS_KIND,
        KEEP,
        decide_customs,
        carry_out_customs,
        route="six_ones:customs",
        also_called=("customs",),
        order=101,
    )
)
imports(
    Importer(
        MONTHLY_KIND,
        KEEP,
        decide_items,
        carry_out_items,
        route="six_ones:customs.items",
        also_called=("monthly_items",),
        order=102,
    )
)
slot(
    Slot(
        "customs",
        "一约四会台账",
        "每个村村规民约、四个会哪天建的、几个人。",
        "个",
        lambda by: VillageCouncil.objects.visible_to(by).filter(until__isnull=True),
        101,
        "six_ones:customs",
    )
)
slot(
    Slot(
        "monthly_items",
        "月列会台账",
        "以前月列会定的事，没办完的接着问。",
        "件",
        lambda by: MonthlyItem.objects.visible_to(by).standing(),
        102,
        "six_ones:customs.items",
    )
)
