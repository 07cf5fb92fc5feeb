"""值守排班表 brought in: posts that are not open yet are opened within the emergency, people are put there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import SEE as SEE_ROSTER
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.org.places.rules import SERVED
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.six_ones import public_text
from zhucun.six_ones.duty_rota import acts as rota
from zhucun.six_ones.duty_rota.models import PostDuty, RotaPost
from zhucun.six_ones.duty_rota.periods import Period, period_for, periods_in
from zhucun.six_ones.duty_rota.rules import A_DAY, KEEP
from zhucun.six_ones.duty_rota.sheets import ROTA_KIND
from zhucun.web.importing import Case, Importer, imports, refused_by_row

TOWNSHIP_DIGITS = 9
OTHERWISE = "checkpoint"


@dataclass
class _Judge:
    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    people: Mapping[str, list[Posting]]
    periods: list[Period]
    on_file: dict[int, list[tuple[date, date, str]]]  # a posting's days at posts
    seen: dict[Any, int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        key = self.cells.read(rows, at) if said["place"] else None
        place = self.held.by_key.get(key) if key is not None else None
        if place is None or not (said["post"] and said["who"] and said["since"]):
            return Outcome.DOUBTFUL, None, ()
        posting = self._person(rows, at, place, said["who"])
        if posting is None:
            return Outcome.REFUSED, None, ()
        since, last = said["since"], said["last_day"] or said["since"]
        try:
            name = self._must_be_right(place, said["post"], posting, since, last)
        except Refused as refusal:
            rows.fault(at, refusal.field if refusal.field in rows.values else "since", refusal.sentence)
            return Outcome.REFUSED, None, ()
        if (since, last + A_DAY, f"{place.pk}{name}") in self.on_file[posting.pk]:
            return Outcome.LEFT, None, ()
        self.on_file[posting.pk].append((since, last + A_DAY, f"{place.pk}{name}"))
        return Outcome.ADDED, (place.pk, name, said["kind"] or OTHERWISE, posting.pk, since, last), ()

    def _person(self, rows: Rows, at: int, place: Place, name: str) -> Posting | None:
        """Of the township's own before others; two of one name there are asked for by hand."""
        found = self.people.get(name, [])
        near = [one for one in found if one.place_code.startswith(place.code[:TOWNSHIP_DIGITS])] or found
        if len(near) == 1:
            return near[0]
        words = (
            f"在岗的队员里没有“{name}”。岗位只排队员。" if not near else f"有 {len(near)} 个“{name}”，到岗位页上选。"
        )
        rows.fault(at, "who", words)
        return None

    def _must_be_right(self, place: Place, post: str, posting: Posting, since: date, last: date) -> str:
        if place.kind not in SERVED:
            raise Refused("岗位开在村、社区、安置点。", field="place")
        name = public_text.must_be_public(post, field="post")
        if last < since:
            raise Refused("最后一天不能在第一天以前。", field="last_day")
        period_for(self.periods, place.code, since, last + A_DAY)
        for first, beyond, at in self.on_file[posting.pk]:
            same = (first, beyond, at) == (since, last + A_DAY, f"{place.pk}{name}")
            if not same and first <= last and since < beyond:
                raise Refused(f"{posting.cadre.person.name}从 {first:%Y-%m-%d} 起已经排在别的岗位。", field="who")
        return name


def decide_rota(case: Case) -> Plan:
    judge = _judge(case)
    entries: list[Entry] = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=_who, left_out=left_out)
    return case.plan(entries)


def _who(told: Mapping[str, Any]) -> str:
    return told["who"] or ""


def _judge(case: Case) -> _Judge:
    by, held = case.by, held_places(case.by)
    names = {name for rows in case.rows for name in rows.values["who"] if name}
    people: dict[str, list[Posting]] = defaultdict(list)
    there = Posting.objects.visible_to(by, SEE_ROSTER).there_on(by.today).filter(cadre__person__name__in=names)
    for one in there.select_related("cadre__person").order_by("pk"):
        people[one.cadre.person.name].append(one)
    days = [day for rows in case.rows for key in ("since", "last_day") for day in rows.values[key] if day]
    periods = periods_in(list(by.scope(KEEP).place), min(days), max(days) + A_DAY) if days else []
    on_file: dict[int, list[tuple[date, date, str]]] = defaultdict(list)
    duties = PostDuty.objects.standing().filter(posting__in=[one.pk for rows in people.values() for one in rows])
    for posting, since, until, place, name in duties.values_list(
        "posting", "since", "until", "post__place", "post__name"
    ):
        on_file[posting].append((since, until, f"{place}{name}"))
    return _Judge(by, held, PlaceCells(held.matcher, case.answers), people, periods, on_file)


def carry_out_rota(plan: Plan, by: Actor) -> dict[str, int]:
    written = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    lines = [entry.target for entry in written]
    with refused_by_row(written):
        posts = _posts(lines, by)
        people = Posting.objects.in_bulk({posting for _, _, _, posting, _, _ in lines})
        calls = [
            Told(posts[place, name], {"posting": people[posting], "since": since, "last_day": last})
            for place, name, _, posting, since, last in lines
        ]
        rota.put_on.many(calls, by=by)
    return {"duties": len(lines)}


def _posts(lines: list[Any], by: Actor) -> dict[tuple[int, str], RotaPost]:
    """Those that stand over these days; the others are opened for the days the file has of them."""
    spans: dict[tuple[int, str], tuple[date, date, str]] = {}
    for place, name, kind, _, since, last in lines:
        first, until, told = spans.get((place, name), (since, last, kind))
        spans[place, name] = min(first, since), max(until, last), told
    there = RotaPost.objects.visible_to(by, KEEP).standing().filter(place__in={place for place, _ in spans})
    found = {
        (one.place_id, one.name): one
        for one in there.order_by("since")
        if (span := spans.get((one.place_id, one.name))) and one.since <= span[0] and one.until > span[1]
    }
    places = held_places(by).by_key
    missing = [key for key in spans if key not in found]
    calls = [
        Told(
            places[place],
            {
                "kind": spans[place, name][2],
                "name": name,
                "since": spans[place, name][0],
                "last_day": spans[place, name][1],
            },
        )
        for place, name in missing
    ]
    found.update(zip(missing, rota.open_post.many(calls, by=by), strict=True))
    return found


imports(
    Importer(
        ROTA_KIND,
        KEEP,
        decide_rota,
        carry_out_rota,
        route="six_ones:rota",
        also_called=("rota",),
        order=103,
    )
)
