"""事实单 as a Word form: the same lines, no room for an opinion and none for a signature."""

from collections.abc import Iterable

from zhucun.dispatch.roster.conditions import Condition
from zhucun.incentives.facts.rules import ASKED_OUTSIDE
from zhucun.incentives.facts.sheet import FactsSheet, Posted
from zhucun.lib.lanes import Thing
from zhucun.papers.forms import Field, Form

TITLE = "事实单"
NOTHING = "没有"
FACTS_ONLY = "只写台账里有的事实，谁的都一样写法；系统里不存这张单子。"


def form_of(sheet: FactsSheet) -> Form:
    person, actor = sheet.cadre.person, sheet.actor
    unit = f"{sheet.cadre.unit.name} {sheet.cadre.post}".strip() if sheet.cadre.unit else ""
    born = f"{person.birth_month:%Y-%m}" if person.birth_month else ""
    return Form(
        title=TITLE,
        rows=(
            (Field("姓名", person.name), Field("出生年月", born)),
            (Field("单位和职务", unit),),
            (Field("派驻", _lines(map(_posted, sheet.postings))),),
            *((Field(condition.says, _condition(condition)),) for condition, _ in sheet.conditions),
            (Field("还挡着的", _lines(f"{one.says}，{one.ends}" for one in sheet.blockers)),),
            (Field("每月驻村天数", "，".join(f"{one.label} {one.days}" for one in sheet.months) or NOTHING),),
            *((Field(section.title, _lines(map(_thing, section.things))),) for section in sheet.sections),
            (Field("要到外面问的", _lines(ASKED_OUTSIDE)),),
        ),
        note=f"台账截至 {actor.today:%Y-%m-%d}，{actor.name}打印。{FACTS_ONLY}",
        author=actor.office,
        is_dense=True,
        is_demo=actor.is_demo,
    )


def _lines(told: Iterable[str]) -> str:
    return "；".join(told) or NOTHING


def _posted(one: Posted) -> str:
    until = f"到 {one.last_day:%Y-%m-%d}" if one.last_day else "至今"
    return f"{one.since:%Y-%m-%d} {until}，{one.team}{one.duties}，{one.unit}派"


def _condition(one: Condition) -> str:
    return f"{one.met.word}。{one.told}"


def _thing(one: Thing) -> str:
    return f"{one.when} {one.sentence.rstrip('。')}" + (f"（{one.document}）" if one.document else "")
