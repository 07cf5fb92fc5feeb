"""Opening a rating, putting the papers together, entering what was counted, slips, closing: all but the votes."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypedDict

from django.db.models import Sum

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many, update_plain
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.org.places.models import Place
from zhucun.oversight.rating import rules, slips
from zhucun.oversight.rating.models import RatingSession, RatingTally, SurveySlip
from zhucun.oversight.rating.rules import FLOW, Group, RatingKind, SessionState
from zhucun.policy import in_force as policy
from zhucun.policy.rating_values import CHOICES, FULL, Rating

CYCLE = re.compile(r"\d{4}(Q[1-4])?")
LONGEST_SURVEY = timedelta(days=62)
MOST_SLIPS = 400
VILLAGE_DIGITS = 12


class Tallied(TypedDict):
    """How many papers of a pile marked an answer to a topic."""

    pile: str
    topic: str
    answer: str
    count: int


def form_of(kind: str, numbers: Rating) -> dict[str, Any]:
    """Topics with their answers and points, as a session keeps them for good."""
    if kind == RatingKind.SURVEY:
        points = {key: min(FULL, getattr(numbers, f"{key}_points")) for key in CHOICES}
        return {"topics": [_question(one, points) for one in numbers.questions]}
    answers = [{"key": one.key, "label": one.label, "points": one.points} for one in numbers.answers]
    return {"topics": [{"key": one.key, "text": one.text, "answers": answers} for one in numbers.topics]}


def _question(one: Any, points: dict[str, int]) -> dict[str, Any]:
    answers = [{"key": key, "label": getattr(one, key), "points": points[key]} for key in CHOICES]
    return {
        "key": one.key,
        "text": one.text,
        "answers": [*answers, {"key": "unsure", "label": "说不清", "points": None}],
    }


@act("rating.open", "办民主测评", needs=rules.HOLD, remote=True)
def open_session(
    team: Team,
    *,
    cycle: str,
    kind: str,
    held_on: date,
    until_on: date | None = None,
    judges_members: bool = False,
    place_code: str = "",
    by: Actor,
) -> RatingSession:
    """At the team's seat unless another of its villages is named."""
    given = {"cycle": cycle, "kind": kind, "held_on": held_on, "until_on": until_on}
    return _open([Told(team, {**given, "judges_members": judges_members, "place_code": place_code})], by=by)[0]


@open_session.as_many
def _open(calls: Sequence[Told], *, by: Actor) -> list[RatingSession]:
    numbers, smallest = policy.of(by).rating, policy.of(by).assessment.smallest_group
    places = _places(calls)
    held = _held(calls)

    def judged(call: Told) -> RatingSession:
        row = _new(call, places, numbers, by)
        row.smallest = smallest
        key = (row.team_id, row.place_code, row.cycle, row.kind)
        if key in held:
            raise Refused(f"{row.team.name}这一期的{row.get_kind_display()}已经办了。")
        held.add(key)
        return row

    rows = each(calls, judged)
    for row in rows:  # one by one, since a session's key is that of its tallies
        row.save()
    insert_many(
        [tally for row in rows if row.is_survey for tally in _empty_tallies(row, [Group.HOUSEHOLD.value], [None])]
    )
    return rows


def _held(calls: Sequence[Told]) -> set[tuple[int, str, str, str]]:
    kept = RatingSession.objects.filter(team__in={call.row.pk for call in calls}).exclude(state=SessionState.CANCELLED)
    return set(kept.values_list("team", "place_code", "cycle", "kind"))


def _places(calls: Sequence[Told]) -> dict[tuple[int, str], str]:
    """(team, code) → name, of the villages that the teams serve."""
    teams = {call.row.pk: call.row for call in calls}
    serving = Place.objects.filter(team_places__team__in=teams, team_places__until__isnull=True)
    found = {(team, code): name for team, code, name in serving.values_list("team_places__team", "code", "name")}
    seats = Place.objects.filter(code__in={team.place_code for team in teams.values()}, until__isnull=True)
    names = dict(seats.values_list("code", "name"))
    return {(pk, team.place_code): names.get(team.place_code, "") for pk, team in teams.items()} | found


def _new(call: Told, places: dict[tuple[int, str], str], numbers: Rating, by: Actor) -> RatingSession:
    given, team = call.given, call.row
    code = given["place_code"] or team.place_code
    if not CYCLE.fullmatch(given["cycle"]):
        raise Refused("写明哪一期考核，比如 2022Q2。", field="cycle")
    if given["kind"] not in RatingKind.values:
        raise Refused("选民主测评还是群众评一评。", field="kind")
    if (team.pk, code) not in places:
        raise Refused("这不是这支队驻的村。", field="place_code")
    last = given["until_on"] or given["held_on"]
    if not given["held_on"] <= last <= given["held_on"] + LONGEST_SURVEY:
        raise Refused("最后一天不早于开始那天，最多两个月。", field="until_on")
    return RatingSession(
        team=team,
        place_code=code,
        place_name=places[team.pk, code],
        cycle=given["cycle"],
        kind=given["kind"],
        judges_members=given["judges_members"] and given["kind"] == RatingKind.MEETING,
        held_on=given["held_on"],
        until_on=last,
        form=form_of(given["kind"], numbers),
        opened_by=by.name,
    )


def _empty_tallies(row: RatingSession, piles: Iterable[str], postings: Sequence[int | None]) -> list[RatingTally]:
    return [
        RatingTally(session=row, posting_id=posting, pile=pile, topic=topic, answer=answer)
        for posting in postings
        for pile in piles
        for topic, answer in rules.cells_of(row.form)
    ]


@act("rating.gather", "合票", needs=rules.HOLD)
def gather(row: RatingSession, *, ballots: dict[str, int], by: Actor) -> RatingSession:
    """How many papers each group handed in; small groups are put together before anybody counts (R-ASS-12)."""
    return _gather([Told(row, {"ballots": ballots})], by=by)[0]


@gather.as_many
def _gather(calls: Sequence[Told], *, by: Actor) -> list[RatingSession]:
    rows = each(calls, lambda call: _gathered(call, by))
    update_many(rows, ["state", "piles"])
    members = _judged_members(rows)
    insert_many(
        [
            tally
            for row in rows
            for tally in _empty_tallies(row, [pile.key for pile in row.all_piles], [None, *members[row.pk]])
        ]
    )
    return rows


def _gathered(call: Told, by: Actor) -> RatingSession:
    row = call.row
    if row.is_survey:
        raise Refused("扫码评的不用合票，到期了结就行。")
    if row.held_on > by.today:
        raise Refused("会还没开，不能登记收回的票。")
    piles = rules.piles_of(call.given["ballots"], row.smallest)
    FLOW.step(row, "gather")
    row.piles = [{"groups": list(pile.groups), "ballots": pile.ballots} for pile in piles]
    return row


def _judged_members(rows: Iterable[RatingSession]) -> dict[int, list[int]]:
    """Session → who was there on its day; one query a day."""
    found: dict[int, list[int]] = {row.pk: [] for row in rows}
    by_day: dict[date, dict[int, int]] = {}
    for row in rows:
        if row.judges_members:
            by_day.setdefault(row.held_on, {})[row.team_id] = row.pk
    for day, sessions in by_day.items():
        there = Posting.objects.as_of(day).filter(team__in=sessions).order_by("seat_since", "pk")
        for team, posting in there.values_list("team", "pk"):
            found[sessions[team]].append(posting)
    return found


@act("rating.enter", "登记计票", needs=rules.HOLD)
def enter(row: RatingSession, *, counts: list[Tallied], posting: Posting | None = None, by: Actor) -> RatingSession:
    """What the piles came to, of the team or of one member; entered again it replaces what was entered."""
    return _enter([Told(row, {"counts": counts, "posting": posting})], by=by)[0]


@enter.as_many
def _enter(calls: Sequence[Told], *, by: Actor) -> list[RatingSession]:
    boxes: dict[tuple[int, int | None], Boxes] = defaultdict(dict)
    for one in RatingTally.objects.filter(session__in={call.row.pk for call in calls}).order_by("pk"):
        boxes[one.session_id, one.posting_id][one.pile, one.topic, one.answer] = one
    entered = each(calls, lambda call: _entered(call, boxes, by))
    update_plain([tally for tallies in entered for tally in tallies], ["count"])
    update_many(list({call.row.pk: call.row for call in calls}.values()), [])  # who had the page open before is told
    return [call.row for call in calls]


Box = tuple[str, str, str]  # pile, topic, answer
Boxes = dict[Box, RatingTally]


def _entered(call: Told, boxes: Mapping[tuple[int, int | None], Boxes], by: Actor) -> list[RatingTally]:
    row, posting = call.row, call.given["posting"]
    if row.state != SessionState.GATHERED:
        raise Refused("先登记收回几张票、合好，再计票。" if row.state == SessionState.OPEN else "已经了结，不能再改。")
    if posting is not None and posting.cadre.person_id in by.persons:
        raise Refused("评自己的票，请别人来计。", rule="R-SEC-14")
    kept = boxes.get((row.pk, posting.pk if posting else None))
    if not kept:
        raise Refused("这个人不在这次测评里。", field="posting")
    told = {(one["pile"], one["topic"], one["answer"]): one["count"] for one in call.given["counts"]}
    for pile in row.all_piles:
        _must_fit(told, pile, row)
    if not set(told) <= set(kept):
        raise Refused("票上没有这一格。请重新打开页面再填。")
    for key, tally in kept.items():
        tally.count = told.get(key, 0)
    return list(kept.values())


def _must_fit(told: Mapping[Box, int], pile: rules.Pile, row: RatingSession) -> None:
    counts = {(topic, answer): count for (key, topic, answer), count in told.items() if key == pile.key}
    rules.must_fit(counts, pile.ballots, rules.cells_of(row.form))


@act("rating.attach", "附计票单的照片", needs=rules.HOLD)
def attach(row: RatingSession, *, upload: Upload, by: Actor) -> StoredFile:
    """Of the sheet on which a meeting was counted, where somebody wants it kept; never of a vote (R-ASS-12)."""
    if row.is_survey or row.state not in (SessionState.GATHERED, SessionState.CLOSED):
        raise Refused("收了票、计了票的会，才附计票单。")
    if StoredFile.objects.of(row).count() >= rules.MOST_PHOTOS:
        raise Refused(f"一次测评最多附 {rules.MOST_PHOTOS} 张照片。", field="photos")
    return keeping.keep(row, upload, by=by)


@act("rating.close", "了结民主测评", needs=rules.HOLD)
def close(row: RatingSession, *, by: Actor) -> RatingSession:
    """From now on it counts; a survey of too few votes is not counted and what was said is wiped out."""
    return _close([Told(row)], by=by)[0]


@close.as_many
def _close(calls: Sequence[Told], *, by: Actor) -> list[RatingSession]:
    uncounted = _uncounted([call.row.pk for call in calls])
    rows = each(calls, lambda call: _closed(call.row, uncounted, by))
    for row in rows:
        if row.is_survey:
            _settle_survey(row)
    update_many(rows, ["state", "piles", "is_void", "closed_by", "closed_on"])
    return rows


def _closed(row: RatingSession, uncounted: Collection[int], by: Actor) -> RatingSession:
    if row.is_survey and by.today < row.until_on:
        raise Refused(f"扫码评到 {row.until_on:%Y-%m-%d} 为止，到期再了结。")
    if row.state == SessionState.GATHERED and row.pk in uncounted:
        raise Refused("还有人的票没计，计完再了结。")
    if not row.is_survey and row.state == SessionState.OPEN:
        raise Refused("先登记收回几张票。没开成的会，按“不办了”。")
    FLOW.step(row, "close")
    row.closed_by, row.closed_on = by.name, by.today
    return row


def _uncounted(sessions: Collection[int]) -> set[int]:
    """Sessions of whose team, or of somebody who is judged, nothing was entered."""
    totals = RatingTally.objects.filter(session__in=sessions).order_by().values("session", "posting")
    return {one["session"] for one in totals.annotate(votes=Sum("count")) if one["votes"] == 0}


def _settle_survey(row: RatingSession) -> None:
    used = row.slips.filter(used_on__isnull=False).count()
    row.is_void = used < row.smallest
    row.piles = [{"groups": [Group.HOUSEHOLD.value], "ballots": used}]
    if row.is_void:
        row.tallies.update(count=0)
    row.slips.filter(used_on__isnull=True).delete()


@act("rating.cancel", "不办这次民主测评", needs=rules.HOLD)
def cancel(row: RatingSession, *, reason: str, by: Actor) -> RatingSession:
    """What was said so far is wiped out."""
    if not reason.strip():
        raise Refused("写一句为什么不办。", field="reason")
    FLOW.step(row, "cancel")
    row.tallies.update(count=0)
    row.slips.all().delete()
    row.reason, row.closed_by, row.closed_on = reason.strip(), by.name, by.today
    row.save()
    return row


@act("rating.issue_slips", "出群众评议条", needs=rules.HOLD)
def issue_slips(row: RatingSession, *, code: Sequence[str], by: Actor) -> RatingSession:
    """The codes are printed and kept nowhere: of each only the keyed hash, in an order that says nothing."""
    if not row.is_survey or row.state != SessionState.OPEN:
        raise Refused("只有在办的群众评一评出条。")
    if by.today > row.until_on:
        raise Refused(f"已经过了最后一天（{row.until_on:%Y-%m-%d}）。")
    if row.slips.count() + len(code) > MOST_SLIPS:
        raise Refused(f"一支队一次最多 {MOST_SLIPS} 张。", field="count")
    SurveySlip.objects.bulk_create(SurveySlip(session=row, digest=one) for one in sorted(map(slips.digest, code)))
    return row


@act("rating.void_slips", "作废没用的评议条", needs=rules.HOLD)
def void_slips(row: RatingSession, *, by: Actor) -> RatingSession:
    """Slips that were lost or not printed let nobody in any more; used ones stay used."""
    if row.state != SessionState.OPEN:
        raise Refused("已经了结，没有还能用的条。")
    row.slips.filter(used_on__isnull=True).delete()
    return row
