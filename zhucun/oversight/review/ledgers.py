"""The columns that dispatch's ledgers give 调度表."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS, Posting, Team
from zhucun.dispatch.roster.standing import TeamNow, teams_now
from zhucun.oversight.leave.figures import NOT_AWAY, at_their_posts
from zhucun.oversight.review.columns import Asked, Leading, review_column
from zhucun.policy import in_force as policy
from zhucun.web.figures import address


def figure(figure_id: str) -> Leading:
    """The number opens the figure of the same rows."""
    return lambda asked, code: address(figure_id, asked.question(code))


def by_township(rows: QuerySet, path: str = "place_code") -> Mapping[str, int]:
    counted = rows.order_by().annotate(zc_township=Substr(path, 1, TOWNSHIP_DIGITS)).values("zc_township")
    return dict(counted.annotate(n=Count("pk")).values_list("zc_township", "n"))


def _teams(asked: Asked) -> list[TeamNow]:
    if "teams" not in asked.memo:
        size = policy.known_to(asked.actor, asked.day, [asked.county_code])[asked.county_code].selection.approved_size
        asked.memo["teams"] = teams_now(Team.objects.visible_to(asked.actor), asked.day, size=size)
    return asked.memo["teams"]


@review_column("teams", "工作队", order=10, leads_to=figure("dispatch.teams"))
def teams(asked: Asked) -> Mapping[str, int]:
    return Counter(team.township_code for team in _teams(asked))


@review_column("seats", "应派", order=15, leads_to=figure("dispatch.teams"))
def seats(asked: Asked) -> Mapping[str, int]:
    counted: Counter[str] = Counter()
    for team in _teams(asked):
        counted[team.township_code] += team.seats
    return counted


@review_column("members", "在册", order=20, leads_to=figure("dispatch.members"))
def members(asked: Asked) -> Mapping[str, int]:
    return by_township(Posting.objects.visible_to(asked.actor).on_roster(asked.day))


@review_column("on_post", "在岗", order=30, leads_to=figure(NOT_AWAY.id))
def on_post(asked: Asked) -> Mapping[str, int]:
    return by_township(at_their_posts(asked.question(asked.county_code)))


@review_column("vacancies", "缺人", order=40, leads_to=figure("dispatch.vacancies"), is_lack=True)
def vacancies(asked: Asked) -> Mapping[str, int]:
    counted: Counter[str] = Counter()
    for team in _teams(asked):
        counted[team.township_code] += team.missing
    return counted
