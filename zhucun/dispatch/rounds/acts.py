"""Opening a selection round, moving it on step by step, taking a step back, calling it off; and who leaves."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many, insert_plain
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team, TeamPlace
from zhucun.dispatch.roster.vacancies import short_teams, uncovered_places
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import RoundStayer, RoundTeam, SelectionRound, VillageNeed
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.dispatch.rounds.reading import policy_of
from zhucun.dispatch.rounds.rules import ROUND, NeedState, Scope, State
from zhucun.dispatch.rounds.seating import SeatWanted, propose
from zhucun.org.places.models import Place

__all__ = ["SeatWanted", "propose"]

DAYS = ("need_due_on", "nominate_due_on", "check_due_on", "form_due_on", "approve_due_on")


@act("round.open", "开一轮选派", needs=rules.MANAGE, remote=True)
def open_round(
    county: Place,
    *,
    title: str,
    scope: Scope,
    since: date,
    need_due_on: date,
    nominate_due_on: date,
    check_due_on: date,
    form_due_on: date,
    approve_due_on: date,
    rotates_before: date | None = None,
    remark: str = "",
    by: Actor,
) -> SelectionRound:
    """With its teams as they are today, and a need awaited from every place they serve or ought to serve (R-SEL-13)."""
    if not title.strip():
        raise Refused("写这一轮的名称。", field="title")
    told = {name: value for name, value in locals().items() if name not in ("county", "by")}
    told["rotates_before"] = rotates_before or since
    round_ = SelectionRound(county_code=county.code, opened_on=by.today, **told)
    _must_follow_each_other(round_)
    if SelectionRound.objects.running().filter(county_code=county.code, title=title).exists():
        raise Refused(f"“{title}”已经开着了，换个名称。", field="title")
    round_.save()
    teams = _teams_of(round_, by.today)
    if not teams:
        raise Refused("没有一支队有空缺，不用开这样的一轮。", field="scope")
    insert_plain(RoundTeam, [{"round_id": round_.pk, "team_id": team} for team in teams])
    insert_many(_needs_of(round_, teams, by.today))
    return round_


def _must_follow_each_other(round_: SelectionRound) -> None:
    days = [getattr(round_, name) for name in DAYS]
    if round_.need_due_on < round_.opened_on:
        raise Refused("提需求的期限要不早于今天。", field="need_due_on")
    for name, before, day in zip(DAYS[1:], days, days[1:], strict=False):
        if day < before:
            raise Refused("各步的期限要一步不早于一步。", field=name)


def _teams_of(round_: SelectionRound, day: date) -> list[int]:
    teams = Team.objects.as_of(day).filter(county_code=round_.county_code)
    if round_.scope == Scope.VACANCIES:
        teams = short_teams(teams, day, size=policy_of(round_, day).selection.approved_size)
    return sorted(teams.values_list("pk", flat=True))


def _needs_of(round_: SelectionRound, teams: list[int], day: date) -> list[VillageNeed]:
    served = TeamPlace.objects.as_of(day).filter(team__in=teams).values_list("place", "place__code", "team")
    found = list(served.order_by("place__code"))
    if round_.scope == Scope.ALL:
        tags = policy_of(round_, day).places.must_cover
        in_county = Place.objects.filter(within_prefixes("code", [round_.county_code]))
        found += [(place.pk, place.code, None) for place in uncovered_places(in_county, tags, day)]
    return [VillageNeed(round=round_, place_id=key, place_code=code, team_id=team) for key, code, team in found]


@act("round.change_days", "改轮次的期限", needs=rules.MANAGE, remote=True)
def change_days(
    round_: SelectionRound,
    *,
    need_due_on: date | None = None,
    nominate_due_on: date | None = None,
    check_due_on: date | None = None,
    form_due_on: date | None = None,
    approve_due_on: date | None = None,
    since: date | None = None,
    by: Actor,
) -> SelectionRound:
    if not round_.is_running:
        raise Refused("这一轮已经办结或中止，期限不用再改。")
    told = {name: value for name, value in locals().items() if name not in ("round_", "by") and value is not None}
    for name, day in told.items():
        setattr(round_, name, day)
    _must_follow_each_other(round_)
    round_.save()
    return round_


@act("round.close_needs", "定县级需求清单", needs=rules.MANAGE, remote=True, undo="round.step_back")
def close_needs(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    """What a village asked and nobody decided about is listed as it stands; who said nothing asks for nothing."""
    ROUND.step(round_, "close_needs")
    asked = round_.needs.filter(state__in=(NeedState.RAISED, NeedState.STUDIED))
    asked.update(state=NeedState.LISTED)
    round_.listed_on = by.today
    round_.save()
    return round_


@act("round.step_back", "退回上一步", needs=rules.MANAGE, remote=True)
def step_back(round_: SelectionRound, *, reason: str = "当场撤回", by: Actor) -> SelectionRound:
    """What was entered stays; what the step decided is open again."""
    before = rules.STEP_BACK.get(State(round_.state))
    if before == State.CHECKING and ProposedSeat.objects.filter(round=round_).exists():
        raise Refused("已经采用了一稿组队方案，先在拟派名单里撤掉。")
    ROUND.step(round_, "step_back", to=before)
    if before == State.NEEDS:
        round_.needs.filter(state=NeedState.LISTED, studied_on__isnull=False).update(state=NeedState.STUDIED)
        round_.needs.filter(state=NeedState.LISTED).update(state=NeedState.RAISED)
        round_.listed_on = None
    elif before == State.NOMINATING:
        round_.nominated_on = None
    else:
        round_.checked_on = None
    round_.save()
    return round_


@act("round.call_off", "中止轮次", needs=rules.MANAGE, remote=True)
def call_off(round_: SelectionRound, *, reason: str, by: Actor) -> SelectionRound:
    """Nobody is posted by it any more; everything that was entered is kept."""
    if not reason.strip():
        raise Refused("写一句为什么中止。", field="reason")
    ROUND.step(round_, "call_off")
    round_.ended_on, round_.remark = by.today, reason.strip()
    round_.save()
    return round_


@act("round.finish", "办结轮次", needs=rules.MANAGE, remote=True)
def finish(round_: SelectionRound, *, reason: str = "", by: Actor) -> SelectionRound:
    """Once everybody has arrived, or with a word on those who have not (R-SEL-22)."""
    away = ProposedSeat.objects.filter(round=round_, posting__isnull=False, posting__reported_on__isnull=True).count()
    if away and not reason.strip():
        raise Refused(f"还有 {away} 人没登记报到。不等了的，写一句为什么。", field="reason")
    ROUND.step(round_, "finish")
    round_.ended_on = by.today
    round_.save()
    return round_


@act("round.settle_stay", "定走留", needs=rules.MANAGE, remote=True)
def settle_stay(round_: SelectionRound, *, posting: Posting, stays: bool, by: Actor) -> RoundStayer:
    """Otherwise than by the term. Fixed once a plan is under approval."""
    if round_.state not in rules.MAY_SETTLE_STAY:
        raise Refused("方案已经报批，走留不能再改。要改的，先收回来。")
    if not RoundTeam.objects.filter(round=round_, team=posting.team_id).exists() or posting.until is not None:
        raise Refused("这个人不在这一轮的队里。")
    if not stays or not ProposedSeat.objects.filter(round=round_, follows=posting).exists():
        made, _ = RoundStayer.objects.update_or_create(round=round_, posting=posting, defaults={"stays": stays})
        return made
    raise Refused("拟派名单里已经有人接替他，先改名单。")
