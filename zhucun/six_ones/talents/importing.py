"""意见 and 引回能人 of before, brought in once. An opinion comes under the forum of its village and day, or not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.dispatch.roster.models import Team, TeamPlace
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.records.meetings.models import Meeting
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.six_ones import plain_text
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.talents import acts as talents
from zhucun.six_ones.talents import rules
from zhucun.six_ones.talents.forums import forums_for
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent
from zhucun.six_ones.talents.rules import KEEP, Owner, Role
from zhucun.six_ones.talents.sheets import OPINIONS_KIND, RETURNED_KIND
from zhucun.web.importing import Case, Importer, imports, refused_by_row


@dataclass
class _Opinions:
    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    forums: Mapping[tuple[str, date], list[Meeting]]
    on_file: frozenset[tuple[int, str]]
    seen: dict[tuple[int, str], int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        place = self.cells.read(rows, at) if said["place"] else None
        if place is None or not (said["text"] and said["held_on"]):
            return Outcome.DOUBTFUL, None, ()
        forum = self._forum(rows, at, place, said["held_on"])
        if forum is None:
            return Outcome.REFUSED, None, ()
        key = (forum.pk, said["text"].strip())
        if (row := self.seen.setdefault(key, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "text", f"和第 {row} 行是同一条意见。")
        try:
            self._must_be_right(said)
        except Refused as refusal:
            column = {"on": "replied_on"}.get(refusal.field or "", refusal.field or "text")
            rows.fault(at, column, refusal.sentence)
            return Outcome.REFUSED, None, ()
        return (Outcome.LEFT if key in self.on_file else Outcome.ADDED), (forum, said), ()

    def _forum(self, rows: Rows, at: int, place: int, on: date) -> Meeting | None:
        """The one forum of the village on the day; of a site, its own or its village's."""
        home = self.held.by_key[place]
        found = self.forums.get((home.code, on), [])
        if len(found) == 1:
            return found[0]
        if not found:
            rows.fault(at, "held_on", f"{home.name} {on:%Y-%m-%d} 没有乡贤座谈会。先把那次会记一笔，意见才有地方放。")
        else:
            rows.fault(
                at, "held_on", f"{home.name} {on:%Y-%m-%d} 有 {len(found)} 场座谈会，分不清是哪一场，到那一场里记。"
            )
        return None

    def _must_be_right(self, said: Mapping[str, Any]) -> None:
        plain_text.said(said["text"], talents.SAY_WHAT)
        plain_text.without_private(said["said_by"] or "", field="said_by")
        plain_text.without_private(said["reply"] or "", field="reply")
        if said["owner"] == Owner.UNIT:
            raise Refused("交给部门单位的，导入以后到那一条里选是哪个单位。", field="owner")
        if bool(said["reply"]) != bool(said["replied_on"]):
            raise Refused("答复和答复日期要一起写。", field="reply" if said["replied_on"] else "replied_on")
        if said["replied_on"]:
            rules.must_follow_the_forum(said["replied_on"], said["held_on"], self.by.today)


def decide_opinions(case: Case) -> Plan:
    held = held_places(case.by)
    forums: dict[tuple[str, date], list[Meeting]] = defaultdict(list)
    for meeting in forums_for(case.by).select_related("record"):
        forums[meeting.record.place_code, meeting.record.happened_on].append(meeting)
    on_file = ForumOpinion.objects.visible_to(case.by).standing().values_list("meeting", "text")
    judge = _Opinions(case.by, held, PlaceCells(held.matcher, case.answers), forums, frozenset(on_file))
    return _decided(case, judge, lambda told: told["text"] or "")


def _decided(case: Case, judge: Any, who: Any) -> Plan:
    entries: list[Entry] = []
    for rows in case.rows:
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=who, left_out=case.left_out_of(rows))
    return case.plan(entries)


def carry_out_opinions(plan: Plan, by: Actor) -> dict[str, int]:
    added = plan.of(Outcome.ADDED)
    with refused_by_row(added):
        calls = [
            Told(forum, {"text": said["text"], "said_by": said["said_by"] or "", "owner": said["owner"] or Owner.TEAM})
            for forum, said in (entry.target for entry in added)
        ]
        made = talents.register.many(calls, by=by)
    answered = [(entry, row) for entry, row in zip(added, made, strict=True) if entry.target[1]["reply"]]
    with refused_by_row([entry for entry, _ in answered]):
        told = [(row, entry.target[1]) for entry, row in answered]
        talents.reply.many([Told(r, {"reply": s["reply"], "on": s["replied_on"]}) for r, s in told], by=by)
    return {"opinions": len(made), "replies": len(answered)}


@dataclass
class _Returned:
    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    teams: Mapping[int, Team]
    members: Mapping[tuple[int, str], CommitteeMember]
    on_file: frozenset[tuple[int, str, date]]
    seen: dict[tuple[int, str, date], int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        place = self.cells.read(rows, at) if said["place"] else None
        if place is None or not (said["name"] and said["returned_on"]):
            return Outcome.DOUBTFUL, None, ()
        key = (place, said["name"], said["returned_on"])
        if (row := self.seen.setdefault(key, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行是同一个人。")
        try:
            rules.must_have_been(said["returned_on"], self.by.today, field="returned_on")
            for name in ("doing", "came_from"):
                plain_text.without_private(said[name] or "", field=name)
            team = self._team(place, said["is_brought"])
        except Refused as refusal:
            rows.fault(at, refusal.field or "name", refusal.sentence)
            return Outcome.REFUSED, None, ()
        told = {"name": said["name"], "returned_on": said["returned_on"], "role": said["role"] or Role.OTHER}
        told |= {"doing": said["doing"] or "", "came_from": said["came_from"] or "", "brought_by": team}
        told["committee_member"] = self.members.get((place, said["name"]))
        return (Outcome.LEFT if key in self.on_file else Outcome.ADDED), (place, told), ()

    def _team(self, place: int, is_brought: bool | None) -> Team | None:
        if not is_brought:
            return None
        if place not in self.teams:
            raise Refused(f"{self.held.by_key[place].name}没有工作队，不能算工作队引回。", field="is_brought")
        return self.teams[place]


def decide_returned(case: Case) -> Plan:
    by, held = case.by, held_places(case.by)
    names = {name for rows in case.rows for name in rows.values["name"] if name}
    served = TeamPlace.objects.as_of(by.today).filter(place__in=list(held.by_key)).select_related("team")
    members = CommitteeMember.objects.as_of(by.today).filter(name__in=names, place__in=list(held.by_key))
    on_file = ReturnedTalent.objects.visible_to(by).standing().values_list("place", "name", "returned_on")
    judge = _Returned(
        by,
        held,
        PlaceCells(held.matcher, case.answers),
        {row.place_id: row.team for row in served},
        {(row.place_id, row.name): row for row in members},
        frozenset(on_file),
    )
    return _decided(case, judge, lambda told: f"{told['place'] or ''}{told['name'] or ''}")


def carry_out_returned(plan: Plan, by: Actor) -> dict[str, int]:
    places, added = held_places(by).by_key, plan.of(Outcome.ADDED)
    with refused_by_row(added):
        calls = [Told(places[place], told) for place, told in (entry.target for entry in added)]
        talents.return_home.many(calls, by=by)
    return {"talents": len(added)}


imports(
    Importer(
        OPINIONS_KIND,
        KEEP,
        decide_opinions,
        carry_out_opinions,
        route="six_ones:talents.opinions",
        also_called=("forum-opinions",),
        order=97,
    )
)
imports(
    Importer(
        RETURNED_KIND,
        KEEP,
        decide_returned,
        carry_out_returned,
        route="six_ones:talents.returned",
        also_called=("returned-talents",),
        order=98,
    )
)
slot(
    Slot(
        "forum_opinions",
        "乡贤座谈会意见",
        "开过的座谈会先记一笔，意见和答复一条一行。",
        "条",
        lambda by: ForumOpinion.objects.visible_to(by).standing(),
        97,
        "six_ones:talents.opinions",
    )
)
slot(
    Slot(
        "returned_talents",
        "引回能人名册",
        "谁回来了、做什么、是不是工作队引回的。",
        "人",
        lambda by: ReturnedTalent.objects.visible_to(by).standing(),
        98,
        "six_ones:talents.returned",
    )
)
