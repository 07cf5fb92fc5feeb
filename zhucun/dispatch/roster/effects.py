"""What new numbers would change in the teams as they stand: said to whoever proposes or approves them."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.db.models import FilteredRelation

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster import rules
from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.dispatch.roster.figures.vacancies import Short, short_teams
from zhucun.dispatch.roster.models import Posting, Team, TeamPlace, seated_on
from zhucun.dispatch.roster.rules import Member, seat_due
from zhucun.lib.figure import Question
from zhucun.lib.periods import add_months
from zhucun.org.places.models import PlaceTag
from zhucun.policy.effects import Trial, effect_of, from_to
from zhucun.policy.profile import PolicyProfile

Lacks = Callable[[Sequence[Member], PolicyProfile], bool]


def _members_by_team(trial: Trial) -> list[list[Member]]:
    """Whoever is on the roster today, by team, in one query; a team with nobody is an empty list."""
    if "members" not in trial.memo:
        running = FilteredRelation("postings", condition=seated_on(trial.day, "postings__"))
        teams = Team.objects.visible_to(trial.actor).as_of(trial.day).filter(county_code=trial.county_code)
        rows = teams.annotate(running=running).values_list(
            "pk", "running__pk", "running__cadre__person__birth_month", "running__cadre__rural_months"
        )
        held: dict[int, list[Member]] = defaultdict(list)
        for team, posting, born, months in rows:
            held[team] += [Member(born, months, frozenset())] if posting else []
        trial.memo["members"] = list(held.values())
    return trial.memo["members"]


def _counted(trial: Trial, lacks: Lacks) -> tuple[int, int]:
    teams = _members_by_team(trial)
    return sum(lacks(m, trial.before) for m in teams), sum(lacks(m, trial.after) for m in teams)


@effect_of("selection.min_members")
def short_of_people(trial: Trial) -> str:
    """R-SEL-04."""
    before, after = _counted(trial, lambda members, numbers: len(members) < numbers.selection.min_members)
    return from_to("人数不足下限的队", before, after, "支")


@effect_of("selection.vacancy_days")
def late_vacancies(trial: Trial) -> str:
    """R-SEL-11: a seat that stands open too long by the one number may be in time by the other."""
    before, after = (
        sum(any(seat_due(since, days) < trial.day for since in short.open_since) for short in _short_teams(trial))
        for days in (trial.before.selection.vacancy_days, trial.after.selection.vacancy_days)
    )
    return from_to("空缺超期没补的队", before, after, "支")


def _short_teams(trial: Trial) -> list[Short]:
    return list(short_teams(Asked(Question(trial.actor, trial.county_code, trial.day))).values())


@effect_of("pairing.old_age", "pairing.young_age")
def unpaired_by_age(trial: Trial) -> str:
    """R-SEL-12."""
    before, after = _counted(trial, lambda m, numbers: not rules.is_paired_by_age(m, trial.day, numbers.pairing))
    return from_to("老新没配齐的队", before, after, "支")


@effect_of("pairing.deep_years", "pairing.shallow_years")
def unpaired_by_experience(trial: Trial) -> str:
    """R-SEL-12."""
    before, after = _counted(trial, lambda m, numbers: not rules.is_paired_by_experience(m, numbers.pairing))
    return from_to("深浅没配齐的队", before, after, "支")


@effect_of("places.must_cover")
def to_be_covered(trial: Trial) -> str:
    """R-SEL-01: places, not pairs; a place may bear several of the categories."""
    before, after = (_places_to_cover(trial, numbers) for numbers in (trial.before, trial.after))
    served = set(TeamPlace.objects.as_of(trial.day).values_list("place", flat=True))
    return from_to("应派尽派的点位", len(before), len(after), "处") + from_to(
        "其中没有队的", len(before - served), len(after - served), "处"
    )


def _places_to_cover(trial: Trial, numbers: PolicyProfile) -> set[int]:
    tagged = PlaceTag.objects.visible_to(trial.actor).on_standing_places(trial.day)
    within = tagged.filter(within_prefixes("place__code", [trial.county_code]))
    return set(within.filter(tag__in=numbers.places.must_cover).values_list("place", flat=True))


@effect_of("selection.term_months")
def past_their_term(trial: Trial) -> str:
    """R-SEL-05."""
    running = Posting.objects.visible_to(trial.actor).as_of(trial.day)
    begun = list(running.filter(within_prefixes("place_code", [trial.county_code])).values_list("since", flat=True))
    before, after = (
        sum(add_months(since, numbers.selection.term_months) <= trial.day for since in begun)
        for numbers in (trial.before, trial.after)
    )
    return from_to("任期已满的队员", before, after, "人")
