"""轮休 planned for a team: working days on which somebody rests while others stay in the village (R-LEA-06)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.lib.periods import add_months
from zhucun.oversight.attendance import reading, rules
from zhucun.oversight.attendance.entering import Entry, stay_of, with_people, write
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.rules import Side
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms
from zhucun.policy.attendance import IN_VILLAGE, REST_DUTY, ROTA_REST

Key = tuple[int, date]  # team and day, posting and month


@act("attendance.plan_rest", "排轮休", needs=rules.PLAN_REST)
def plan_rest(posting: Posting, *, days: list[str], by: Actor) -> Posting:
    """Whole working days to come, as 2022-07-20; on each of them somebody of the team stays (R-LEA-08)."""
    return _plan_many([Told(posting, {"days": days})], by=by)[0]


@plan_rest.as_many
def _plan_many(calls: Sequence[Told], *, by: Actor) -> list[Posting]:
    with_people([call.row for call in calls])
    chosen = {call.row.pk: [date.fromisoformat(day) for day in sorted(set(call.given["days"]))] for call in calls}
    planned = Counter((call.row.team_id, day) for call in calls for day in chosen[call.row.pk])
    there = _there(planned, by)
    left = _left({(call.row, day.replace(day=1)) for call in calls for day in chosen[call.row.pk]}, by)

    def entries(call: Told) -> list[Entry]:
        _must_be_owed(call.row, chosen[call.row.pk], left)
        return list(_entries(call.row, chosen[call.row.pk], planned, there, call.hand(by)))

    found = [entry for made in each(calls, entries) for entry in made]
    if not found:
        raise Refused("还没有选哪天轮休。")
    write(found, by=by)
    return [call.row for call in calls]


def _must_be_owed(posting: Posting, days: Sequence[date], left: Mapping[Key, int]) -> None:
    """No more rest than duty on rest days has earned, where there is any of it on the books (R-LEA-06)."""
    for first, count in sorted(Counter(day.replace(day=1) for day in days).items()):
        owed, wanted = left.get((posting.pk, first)), count * halves.PER_DAY
        if owed is not None and wanted > owed:
            said = f"还可以休 {halves.length_in_words(owed)}" if owed else "值班换来的都休完了"
            raise Refused(f"{said}，排了 {halves.length_in_words(wanted)}。", field="rest", rule="R-LEA-06")


def _left(wanted: Collection[tuple[Posting, date]], by: Actor) -> dict[Key, int]:
    """Posting and month → half-days that may still be rested of that month's and the month's before duty; nothing
    where nobody keeps duty, so that nothing is owed."""
    found: dict[Key, int] = {}
    for first in {month for _, month in wanted}:
        rows = [posting for posting, month in wanted if month == first]
        terms, keys = terms_for(by, rows[0].place_code, first), [row.pk for row in rows]
        both = [reading.month_of(keys, month, terms) for month in (add_months(first, -1), first)]
        for key in keys:
            duty, rested = (sum(one[key].totals.get(kind, 0) for one in both) for kind in (REST_DUTY, ROTA_REST))
            if duty:
                found[key, first] = max(0, duty - rested)
    return found


def _entries(
    posting: Posting, days: Sequence[date], planned: Counter[Key], there: Mapping[Key, int], by: Actor
) -> Iterator[Entry]:
    for first, last in _runs(days):
        since, until = halves.whole_days(first, last)
        terms = terms_for(by, posting.place_code, first)
        category = terms.category(ROTA_REST)
        rules.must_be_within(stay_of(posting), since, until)
        rules.must_not_be_ahead(category, until, by.today, terms.announce_days_ahead)
        if first <= by.today:
            raise Refused("轮休从明天起排；今天的，由本人记。", field="rest")
        terms.must_fit(category, range(since, until))
        for at in range(first.toordinal(), last.toordinal() + 1):
            _must_leave_somebody(posting, date.fromordinal(at), planned, there, terms)
        yield Entry(
            posting,
            Side.MEMBER,
            category,
            since,
            until,
            tuple(range(since, until)),
            entered_for_reason=_for(posting, by),
            by=by,
        )


def _for(posting: Posting, by: Actor) -> str:
    if posting.cadre.person_id == by.person_id:
        return ""
    is_of_team = posting.team_id in by.scope(rules.PLAN_REST).team
    return rules.SET_BY_THE_TEAM if is_of_team else rules.SET_BY_THE_OFFICE


def _runs(days: Sequence[date]) -> list[list[date]]:
    """Days after each other are one entry."""
    spans = [[days[0], days[0]]] if days else []
    for before, day in pairwise(days):
        if (day - before).days == 1:
            spans[-1][1] = day
        else:
            spans.append([day, day])
    return spans


def least_of(terms: Terms) -> int:
    """So many stay in the village, also on working days: at least one (R-ATT-06, R-LEA-08)."""
    return max(1, terms.weekend_rota_min)


def _must_leave_somebody(
    posting: Posting, day: date, planned: Counter[Key], there: Mapping[Key, int], terms: Terms
) -> None:
    key = posting.team_id, day
    left = there[key] - planned[key]
    if left < least_of(terms):
        said = f"只剩 {left} 人" if left > 0 else "没有人了"
        sentence = f"{day.month}月{day.day}日这样排，村里{said}，至少留 {least_of(terms)} 人，换一天。"
        raise Refused(sentence, field="rest", rule="R-LEA-08")


def _there(planned: Counter[Key], by: Actor) -> Mapping[Key, int]:
    """How many of a team are in the village on each of these days, by what is known of them."""
    counted: Counter[Key] = Counter()
    by_month: dict[date, set[int]] = defaultdict(set)
    for team, day in planned:
        by_month[day.replace(day=1)].add(team)
    for first, teams in by_month.items():
        team_of, months = months_of_teams(teams, first, by)
        for posting, month in months.items():
            village = month.terms.mark(IN_VILLAGE)
            for day in month.days():
                counted[team_of[posting], day.day] += day.letters == village
    return counted


def months_of_teams(teams: Collection[int], first: date, by: Actor) -> tuple[dict[int, int], dict[int, Month]]:
    """Posting → team, and everybody's month."""
    rows = list(Posting.objects.filter(team__in=teams).order_by("pk").values_list("pk", "team", "place_code"))
    if not rows:
        return {}, {}
    months = reading.month_of([pk for pk, *_ in rows], first, terms_for(by, rows[0][2], first))
    return {pk: team for pk, team, _ in rows}, months
