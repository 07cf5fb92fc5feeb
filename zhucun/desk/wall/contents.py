"""What the wall shows: the first page's numbers grown large, the map, the rhythm, what was just done (H3).

It names places and kinds of work, no person; of persons it tells nothing in red, and who is not accounted for stands
among the others.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.desk.home.blocks import Year
from zhucun.desk.home.county import townships_of
from zhucun.desk.home.county_figures import RECTIFICATION, SHORT_NAMES, rectification
from zhucun.desk.home.sketch_map import county_map
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.standing import teams_now
from zhucun.lib.figure import Question
from zhucun.oversight.calendar import whereabouts
from zhucun.oversight.rhythm.reading import rings
from zhucun.policy import in_force
from zhucun.policy.profile import TAGS, PolicyProfile
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import State as ProjectState
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import State
from zhucun.web.measures import Measures

JUST_DONE, LATELY = 3, timedelta(days=30)
CLAUSES = 3
HEADS = ("teams", "members", "members_under_40", "members_with_rural_experience")
ELSEWHERE = {  # where those are who are not in the village
    "公务": ("oversight.members_on_business",),
    "请假": ("oversight.members_on_leave",),
    "其他": ("oversight.members_at_rest", "oversight.members_absent", "oversight.members_undecided"),
}
TONES = {"公务": "tone-3", "请假": "tone-2", "其他": "tone-5"}


def drawn(actor: Actor) -> Mapping[str, Any]:
    question = Question(actor, actor.county_code, actor.today, since=actor.today.replace(day=1))
    profile = in_force.of(actor)
    groups = [f"dispatch.covered_pairs.{tag}" for tag in profile.places.groups]
    ids = [*(f"dispatch.{name}" for name in HEADS), *groups, *whereabouts.TODAY, *RECTIFICATION]
    told = Measures(ids, question)
    year = Year(question)
    return {
        "heads": _heads(told, year, profile),
        "here_today": _today(told),
        "map": _map(actor),
        "rhythm": [_in_a_line(beat) for beat in rings(actor.county_code, actor)],
        "done": just_done(actor, profile),
        "six": year.six(),
    }


def _in_a_line(beat: dict[str, Any]) -> dict[str, Any]:
    """As much of what stands under a ring as the wall has room for."""
    return beat | {"detail": "，".join(beat["detail"].split("，")[:CLAUSES])}


def _heads(told: Measures, year: Year, profile: PolicyProfile) -> list[dict[str, Any]]:
    groups = ((f"dispatch.covered_pairs.{tag}", SHORT_NAMES.get(tag, TAGS[tag])) for tag in profile.places.groups)
    served = (_said(told, name, label) for name, label in groups)
    open_items = rectification(told, told.question.as_of.month)
    trained = year.measures
    sessions = {"sessions_online": "线上", "sessions_offline": "线下"}
    return [
        _head("驻村工作队", told.value("dispatch.teams"), "支", *served),
        _head(
            "驻村队员",
            told.value("dispatch.members"),
            "名",
            _said(told, "dispatch.members_under_40", "40岁以下"),
            _said(told, "dispatch.members_with_rural_experience", "有农村经历"),
        ),
        _head(
            "未销号问题", open_items["value"], "项", *(f"{one['label']} {one['value']}" for one in open_items["subs"])
        ),
        _head(
            "近一年培训",
            trained.value("training.attendances"),
            "人次",
            *(f"{label} {trained.value(f'training.{name}')} 期" for name, label in sessions.items()),
        ),
    ]


def _said(told: Measures, name: str, label: str) -> str:
    return f"{label} {told.value(name)}"


def _head(label: str, value: int, unit: str, *said: str) -> dict[str, Any]:
    return {"label": label, "value": value, "unit": unit, "said": said}


def _today(told: Measures) -> dict[str, Any]:
    here = told.value(whereabouts.HERE)
    away = {label: sum(map(told.value, names)) for label, names in ELSEWHERE.items()}
    parts = [{"label": label, "value": count, "tone": TONES[label]} for label, count in away.items() if count]
    total = told.value("dispatch.members_on_post")
    sentence = f"在岗 {total} 人，在村 {here} 人"
    return {
        "here": here,
        "total": total,
        "stack": {"sentence": sentence, "parts": [{"value": here, "tone": "tone-1"}, *parts]},
    }


def _map(actor: Actor) -> dict[str, Any] | None:
    """Without the places that lack a team: the wall is no list of what is owed."""
    teams = teams_now(Team.objects.visible_to(actor), actor.today, size=in_force.of(actor).selection.approved_size)
    states = whereabouts.teams_today(Question(actor, actor.county_code, actor.today))
    found = county_map(list(townships_of(actor)), teams, states)
    return found and {**found, "team_count": len(teams)}


def just_done(actor: Actor, profile: PolicyProfile) -> list[dict[str, Any]]:
    """The latest matters and projects: what they were about and where, never their words, which may name somebody."""
    found = sorted([*_matters(actor, profile), *_projects(actor)], key=lambda one: one[0], reverse=True)
    return [{"on": on, "what": what, "where": where} for on, what, where in found[:JUST_DONE]]


def _matters(actor: Actor, profile: PolicyProfile) -> Iterator[tuple[date, str, str]]:
    labels = {one.key: one.label for one in profile.matters.fields}
    seen = UrgentMatter.objects.visible_to(actor).filter(state=State.DONE, **_lately("done_on", actor))
    for on, field, where in seen.order_by("-done_on", "-pk").values_list("done_on", "field", "place__name")[:JUST_DONE]:
        yield on, f"{labels.get(field, field)}实事办结", where


def _projects(actor: Actor) -> Iterator[tuple[date, str, str]]:
    """The last of each step, so that they leave room for what was done for people."""
    seen = IndustryProject.objects.visible_to(actor)
    for column, said in (("finished_on", "产业项目建成"), ("started_on", "产业项目开工")):
        rows = seen.filter(**_lately(column, actor)).exclude(state=ProjectState.WITHDRAWN).order_by(f"-{column}", "-pk")
        for on, where in rows.values_list(column, "place__name")[:1]:
            yield on, said, where


def _lately(column: str, actor: Actor) -> dict[str, date]:
    return {f"{column}__gt": actor.today - LATELY, f"{column}__lte": actor.today}
