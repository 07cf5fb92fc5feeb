"""The schemes a county begins with, as it would write them itself: R-ASS-03, R-ASS-05, R-ASS-09."""

from typing import Any

from zhucun.oversight.schemes.rules import Grade, ObjectKind, Rater, SchemeCycle

ALL = {"office": 30, "township": 30, "unit": 10, "village": 15, "households": 15}
OF_UNITS = {"office": 100}
DUTIES = (
    ("建强村党组织", "班子建起来了、组织生活正常、后备的人有了"),
    ("推进强村富民", "产业和集体收入有进展，防返贫没有漏"),
    ("提升治理水平", "矛盾能化解，村规民约管用"),
    ("为民办事服务", "群众反映的事有人接、有结果"),
)
VOICES = {"village": 50, "households": 50}
LADDER = [
    {"fact": "unexcused_absence", "at_least": 1, "grade": Grade.SECOND.value},
    {"fact": "unexcused_absence", "at_least": 2, "grade": Grade.THIRD.value},
    {"fact": "unexcused_absence", "at_least": 3, "grade": Grade.FOURTH.value},
]
OTHER_VETOES = [
    {"fact": "recall", "at_least": 1, "grade": Grade.FOURTH.value},
    {"fact": "discipline", "at_least": 1, "grade": Grade.THIRD.value},
    {"fact": "falsified_ledger", "at_least": 1, "grade": Grade.THIRD.value},
    {"fact": "badly_handled_incident", "at_least": 1, "grade": Grade.THIRD.value},
]
QUARTER_BANDS, YEAR_BANDS = [85, 70, 60], [90, 75, 60]
PERSON_CAP, TEAM_CAP = 20, 30


def item(
    block: str, name: str, weight: int, standard: str = "", *, source: str = "", raters: dict[str, int] | None = None
) -> dict[str, Any]:
    return {
        "block": block,
        "name": name,
        "weight": weight,
        "standard": standard,
        "source": source,
        "raters": raters or {},
    }


def _one(rater: Rater) -> dict[str, int]:
    return {rater.value: 100}


PERSON_QUARTER = [
    item("督查实情", "在村天数", 15, "锁定的月表上算驻村的天数，够要求的得满分", source="stationed_days"),
    item("督查实情", "督查情况", 15, "逐项看的，符合得满分，部分符合得一半", source="site_findings"),
    item("群众评议", "群众评议", 20, "测评和问卷的合计，不记名", raters=VOICES),
    item("乡镇评", "乡镇评", 30, "这一季的事办得怎么样", raters=_one(Rater.TOWNSHIP)),
    item("单位评", "单位评", 20, "派出单位平时的了解", raters=_one(Rater.UNIT)),
]
_DUTIES = [item("四项职责", name, 15, standard) for name, standard in DUTIES]
PERSON_YEAR = [
    *_DUTIES,
    item("脱产驻村", "在村天数", 15, "锁定的月表上算驻村的天数，够要求的得满分", source="stationed_days"),
    item("纪律作风", "督查情况", 5, "逐项看的，符合得满分，部分符合得一半", source="site_findings"),
    item("群众满意", "群众满意", 20, "测评和问卷的合计，不记名", raters=VOICES),
]
_TEAM = [
    *[item("四项职责", name, 10, standard) for name, standard in DUTIES],
    item("四项职责", "任务单", 20, "到期的任务按期验收的占多少", source="promises_kept"),
    item("脱产驻村", "在村天数", 15, "全队各人驻村天数够要求的程度，取平均", source="stationed_days"),
    item("纪律作风", "整改按期", 5, "到期的整改事项按期反馈的占多少", source="letters_in_time"),
    item("群众满意", "群众满意", 20, "测评和问卷的合计，不记名", raters=VOICES),
]
_UNIT = [
    item("派人", "派的人在村", 40, "派出的人驻村天数够要求的程度，取平均", source="stationed_days"),
    item("后盾", "整改按期", 20, "到期的整改事项按期反馈的占多少", source="letters_in_time"),
    item("后盾", "支持和关心", 40, "听汇报、到村看、帮着解决难处；问过有它的人的乡镇再评", raters=OF_UNITS),
]
PERSON, TEAM, UNIT = ObjectKind.PERSON, ObjectKind.TEAM, ObjectKind.UNIT
QUARTER, YEAR, TERM = SchemeCycle.QUARTER, SchemeCycle.YEAR, SchemeCycle.TERM


def _scheme(
    indicators: list[dict[str, Any]],
    bands: list[int],
    *,
    raters: dict[str, int] = ALL,
    ceilings: list[dict[str, Any]] | None = None,
    cap: int | None = None,
    by_category: bool = False,
) -> dict[str, Any]:
    return {
        "indicators": indicators,
        "raters": raters,
        "bands": bands,
        "ceilings": ceilings or [],
        "cap_percent": cap,
        "cap_by_category": by_category,
    }


OF_PERSONS = [*LADDER, *OTHER_VETOES]
SHIPPED = {
    (PERSON, QUARTER): _scheme(PERSON_QUARTER, QUARTER_BANDS, ceilings=OF_PERSONS),
    (PERSON, YEAR): _scheme(PERSON_YEAR, YEAR_BANDS, ceilings=OF_PERSONS, cap=PERSON_CAP, by_category=True),
    (PERSON, TERM): _scheme(PERSON_YEAR, YEAR_BANDS, ceilings=OF_PERSONS, cap=PERSON_CAP, by_category=True),
    (TEAM, QUARTER): _scheme(_TEAM, QUARTER_BANDS),
    (TEAM, YEAR): _scheme(_TEAM, YEAR_BANDS, cap=TEAM_CAP),
    (TEAM, TERM): _scheme(_TEAM, YEAR_BANDS, cap=TEAM_CAP),
    (UNIT, QUARTER): _scheme(_UNIT, QUARTER_BANDS, raters=OF_UNITS),
    (UNIT, YEAR): _scheme(_UNIT, YEAR_BANDS, raters=OF_UNITS),
    (UNIT, TERM): _scheme(_UNIT, YEAR_BANDS, raters=OF_UNITS),
}
