"""What the villages' ledgers say of a team's year: the committee, who came back, monthly meetings."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from zhucun.dispatch.roster.models import TeamPlace
from zhucun.oversight.yearly.columns import Asked, Said, yearly_column
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes.rules import SEE as SEE_RECORDS
from zhucun.six_ones.committees.models import CommitteeMember, young
from zhucun.six_ones.committees.rules import SEE as SEE_COMMITTEES
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.customs.rules import MONTHLY, State
from zhucun.six_ones.customs.rules import SEE as SEE_CUSTOMS
from zhucun.six_ones.talents.models import ReturnedTalent
from zhucun.six_ones.talents.rules import SEE as SEE_TALENTS

Places = Mapping[int, Sequence[tuple[int, str]]]


def _places(asked: Asked) -> Places:
    """Team → (place, code) that it served on the last day of the year as far as it has come, the main one first; of a
    team that is gone, what it served in the year."""
    if "places" not in asked.memo:
        span = asked.span
        rows = TeamPlace.objects.overlapping(span.since, span.until).filter(team__in=asked.teams)
        day = min(span.last_day, asked.day)
        served: dict[int, list[tuple[int, str]]] = {}
        was: dict[int, list[tuple[int, str]]] = {}
        for row in rows.select_related("place").order_by("-is_main", "pk"):
            pair = row.place_id, row.place.code
            was.setdefault(row.team_id, []).append(pair)
            if row.holds(day):
                served.setdefault(row.team_id, []).append(pair)
        asked.memo["places"] = {**was, **served}
    return asked.memo["places"]


@yearly_column("committee", "村“两委”", order=45, needs=SEE_COMMITTEES, width=16, on_list=False)
def committee(asked: Asked) -> Mapping[int, Said]:
    """Who sat there at the end, in the villages of the team."""
    places, day = _places(asked), min(asked.span.last_day, asked.day)
    rows = CommitteeMember.objects.visible_to(asked.actor).as_of(day).order_by()
    rows = rows.filter(place__in={place for served in places.values() for place, _ in served})
    counted = rows.values("place").annotate(n=Count("pk"), young=Count("pk", filter=young(day)))
    found = {place: (n, few) for place, n, few in counted.values_list("place", "n", "young")}
    told: dict[int, Said] = {}
    for team, served in places.items():
        seats = [found[place] for place, _ in served if place in found]
        if members := sum(n for n, _ in seats):
            under = sum(few for _, few in seats)
            url = reverse("six_ones:committees.one", args=[served[0][1][:12]])
            told[team] = Said(f"{members} 人", members, url, f"35 岁及以下 {under}")
    return told


@yearly_column("returned", "引回能人", order=56, needs=SEE_TALENTS, width=12)
def returned(asked: Asked) -> Mapping[int, Said]:
    """Whom the team brought back in the year; who left again is told beside."""
    span = asked.span
    rows = ReturnedTalent.objects.visible_to(asked.actor).standing().filter(brought_by__in=asked.teams).order_by()
    rows = rows.filter(returned_on__gte=span.since, returned_on__lt=span.until)
    counted = rows.values("brought_by").annotate(n=Count("pk"), left=Count("pk", filter=Q(left_on__isnull=False)))
    return {
        team: Said(
            f"{n} 名",
            n,
            f"{reverse('six_ones:talents.returned')}?{_query(team, asked)}",
            f"又走了 {left}" if left else "",
        )
        for team, n, left in counted.values_list("brought_by", "n", "left")
    }


def _query(team: int, asked: Asked) -> str:
    return urlencode({"team": team, "year": asked.year})


@yearly_column("forums", "乡贤座谈", order=57, needs=SEE_RECORDS, width=10, on_list=False)
def forums(asked: Asked) -> Mapping[int, Said]:
    span = asked.span
    rows = Meeting.objects.visible_to(asked.actor).held_in(span.since, span.until).meant_for("talent_forum")
    counted = rows.filter(record__team__in=asked.teams).order_by().values("record__team").annotate(n=Count("pk"))
    return {
        team: Said.of_number(n, "场", f"{reverse('six_ones:talents')}?{_query(team, asked)}")
        for team, n in counted.values_list("record__team", "n")
    }


@yearly_column("monthly_meetings", "月列会", order=58, needs=SEE_CUSTOMS, width=10)
def monthly_meetings(asked: Asked) -> Mapping[int, Said]:
    """In how many months the team's village met."""
    span = asked.span
    held = Meeting.objects.visible_to(asked.actor).held_in(span.since, span.until).meant_for(MONTHLY)
    months: dict[int, set[int]] = {}
    for team, day in held.filter(record__team__in=asked.teams).values_list("record__team", "record__happened_on"):
        months.setdefault(team, set()).add(day.month)
    return {team: Said.of_number(len(found), "个月", _customs(asked, team)) for team, found in months.items()}


@yearly_column("monthly_items", "月列会定的事", order=59, needs=SEE_CUSTOMS, width=14, on_list=False)
def monthly_items(asked: Asked) -> Mapping[int, Said]:
    """What its meetings decided in the year, and how much of it is done."""
    span = asked.span
    rows = MonthlyItem.objects.visible_to(asked.actor).standing().filter(meeting__record__team__in=asked.teams)
    rows = rows.filter(decided_on__gte=span.since, decided_on__lt=span.until).order_by()
    both = rows.values("meeting__record__team").annotate(n=Count("pk"), done=Count("pk", filter=Q(state=State.DONE)))
    return {
        team: Said(f"办结 {done} / {n}", f"{done}/{n}", _customs(asked, team))
        for team, n, done in both.values_list("meeting__record__team", "n", "done")
    }


def _customs(asked: Asked, team: int) -> str:
    served = _places(asked).get(team, ())
    return reverse("six_ones:customs.village", args=[served[0][1]]) if served else reverse("six_ones:customs")
