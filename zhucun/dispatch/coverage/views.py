"""覆盖与过筛子: whether every place is served that must be, and which team lacks what (screen P1)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.dispatch.coverage import rules
from zhucun.dispatch.coverage.asking import COUNTY_DIGITS, day_asked, end_of_last_month, own_territory, territory_asked
from zhucun.dispatch.coverage.lists import (
    PER_PAGE,
    VIEWS,
    Addresses,
    figure_page,
    teams_page,
    teams_table,
    total_cells,
    townships_lines,
    view_named,
)
from zhucun.dispatch.coverage.reading import Standing
from zhucun.dispatch.coverage.rules import AGE, EXPERIENCE, FIRST_SECRETARY, SIZE, Judged
from zhucun.dispatch.hearing.shown import persons_part
from zhucun.dispatch.roster.days import looking_at
from zhucun.dispatch.roster.rules import KEEP_TEAMS
from zhucun.lib.figure import Question
from zhucun.org.people.rules import SEE_UNITS
from zhucun.policy.profile import PolicyProfile
from zhucun.web.page import page
from zhucun.web.templatetags.zhucun import figure


@page(needs=rules.SEE)
def coverage(request: HttpRequest) -> HttpResponse:
    day, day_problem = day_asked(request)
    scope = territory_asked(request)
    standing = Standing(request.actor, scope, day)
    question = Question(request.actor, scope, day)
    to = Addresses(request.GET, request.path)
    found = view_named(request.GET.get("view", ""))
    context = {
        "day": day,
        "day_problem": day_problem,
        "as_of_text": f"{day:%Y-%m-%d}",
        "is_past": day < request.actor.today,
        "month_end": end_of_last_month(request.actor.today),
        "scope": scope,
        "where": _where(standing, scope) if scope != own_territory(request) else "",
        "counties": [(to(scope=one.code), one.name, one.code == scope) for one in standing.counties],
        **looking_at(request, day),
        "to_today": to(on=""),
        "to_month_end": to(on=f"{end_of_last_month(request.actor.today):%Y-%m-%d}"),
        "may_see_units": request.actor.may(SEE_UNITS),
        "may_form": request.actor.may(KEEP_TEAMS) and day == request.actor.today,
        "covering": standing.covering,
        "tags": list(_tags(standing, question)),
        "groups_are_full": all(
            line.is_full for line in standing.covering.lines if line.tag in standing.covering.groups
        ),
        "sum": _sum(standing, question),
        "sieve": _sieve(standing.judged, to),
        "meshes": list(_meshes(standing.judged, standing.profile, to)),
        "teams": teams_table(standing.judged, request.GET, to),
        "to_teams": teams_page(found, standing),
        "print_all": to(rows="all") if _is_cut(standing.judged, found.keeps, request) else "",
        "total": total_cells(standing),
        "persons": persons_part(request, scope, day),
        "townships": townships_lines(standing, question, to) if len(scope) == COUNTY_DIGITS else [],
    }
    return render(request, "dispatch/coverage/pages/coverage.html", context)


def _where(standing: Standing, scope: str) -> str:
    """The township or county the page is narrowed to, by name."""
    return {one.code: one.name for one in [*standing.townships, *standing.counties]}.get(scope, scope)


def _is_cut(judged: list[Judged], keeps: Any, request: HttpRequest) -> bool:
    return request.GET.get("rows") != "all" and sum(map(keeps, judged)) > PER_PAGE


def _tags(standing: Standing, question: Question) -> Any:
    for line in standing.covering.lines:
        yield {
            "line": line,
            "covered_url": figure_page(f"covered_pairs.{line.tag}", question),
            "total_url": figure_page(f"pairs.{line.tag}", question),
        }


def _sum(standing: Standing, question: Question) -> dict[str, Any]:
    """为什么是这么多支: the sum with the numbers that are figures opening theirs."""
    found = standing.covering.sum
    names = {
        "pairs": "group_pairs",
        "places_with_several": "group_places_with_two",
        "places": "group_places",
        "teams_at_several": "teams_at_several_places",
        "teams": "teams",
    }
    shown = {name: figure(getattr(found, name), "", figure_page(of, question)) for name, of in names.items()}
    kinds = "零一二三四五六七八九"[found.kinds] if found.kinds < 10 else str(found.kinds)
    return {"found": found, **shown, "kinds": kinds, "full": f"{kinds}类全覆盖"}


def _sieve(judged: list[Judged], to: Addresses) -> list[dict[str, Any]]:
    """What is left after each mesh, left to right; each number opens its teams below."""

    def box(label: str, view: str, note: str, mesh: str = "some") -> dict[str, Any]:
        keeps = view_named(view).keeps
        left = sum(map(keeps, judged))
        url = to(view=view, rows="", part="teams") if left else ""
        return {"label": label, "value": left, "unit": "支", "url": url, "note": note, "mesh": mesh}

    count = {view.name: sum(map(view.keeps, judged)) for view in VIEWS}
    return [
        box("全部工作队", "all", "逐队过四条", "all"),
        box("人数够核定的", "sized", f"拦下 {count['all'] - count['sized']} 支"),
        box("又有第一书记的", "led", f"再拦下 {count['sized'] - count['led']} 支"),
        box("老新、深浅又都配上的", "passed", f"再拦下 {count['led'] - count['passed']} 支", "few"),
    ]


def _meshes(judged: list[Judged], profile: PolicyProfile, to: Addresses) -> Any:
    pairing = profile.pairing
    said = {
        SIZE: ("人数不够核定", "名册和核定人数比对；没有单独核定的队按办法参数"),
        FIRST_SECRETARY: ("没有第一书记", "看队内职务"),
        AGE: ("老新没配齐", f"要有满 {pairing.old_age} 岁的，也要有未满 {pairing.young_age} 岁的"),
        EXPERIENCE: (
            "深浅没配齐",
            f"要有农村工作满 {pairing.deep_years} 年的，也要有不满 {pairing.shallow_years} 年的",
        ),
    }
    for mesh, (label, how) in said.items():
        caught = sum(mesh in one.meshes for one in judged)
        url = to(view=mesh, rows="", part="teams") if caught else ""
        yield {"label": label, "how": how, "caught": caught, "url": url}
