"""What a form of these columns would cost, and which of them are known (R-BUR-05). Nothing is kept."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from zhucun.policy.burden.rules import KEEP, HowOften
from zhucun.reports.asking_less.columns import labels_in_text
from zhucun.reports.asking_less.reckoning import Looked, Wanted, look
from zhucun.reports.asking_less.rules import Level
from zhucun.sheets.faults import Unreadable
from zhucun.web.api import PROBLEMS, Problem, reader

router = Router()


class FormAsked(Schema):
    """The columns of a form, one a line; who fills it in and how often."""

    columns: str = Field(max_length=8_000, description="列名，一行一个；两层表头写“驻村队员＞女”")
    level: Level = Field(Level.VILLAGE, description="谁填")
    how_often: HowOften = Field(HowOften.MONTHLY, description="多久一次")
    title: str = Field("", max_length=60, description="表名")


class ColumnRow(Schema):
    """A column: name, figure, field (known in a list), unknown, not_allowed; where it opens."""

    label: str
    standing: str
    where: str
    url: str
    reason: str


class FormCost(Schema):
    """Minutes each time; `too_much` says why it does not fit beside what is asked already."""

    columns: list[ColumnRow]
    people: int
    minutes: int
    minutes_of_all: int
    minutes_of_all_as_it_stands: int
    minutes_a_month_now: int
    minutes_a_month_then: int
    most_minutes_a_month: int | None
    too_much: str


@router.post("/ask-less/", response={200: FormCost, **PROBLEMS}, summary="一张表里要问的和它要填多久")
def ask_less(request: HttpRequest, asked: FormAsked) -> Status:
    actor = reader(request, KEEP)
    try:
        labels = labels_in_text(asked.columns)
    except Unreadable as fault:
        return Status(422, Problem(sentence=fault.sentence, field="columns"))
    return Status(200, told(look(Wanted(labels, asked.title, asked.level, asked.how_often), actor)))


def told(looked: Looked) -> dict[str, Any]:
    """For programs: API and command."""
    return {
        "columns": [
            {
                "label": one.label,
                "standing": one.standing.key,
                "where": one.where,
                "url": one.url,
                "reason": one.reason,
            }
            for one in looked.columns
        ],
        "people": looked.people,
        "minutes": looked.cost.minutes,
        "minutes_of_all": looked.cost.minutes_of_all,
        "minutes_of_all_as_it_stands": looked.cost_of_all.minutes_of_all,
        "minutes_a_month_now": looked.load_now.minutes,
        "minutes_a_month_then": looked.load_then.minutes,
        "most_minutes_a_month": looked.load_now.most_minutes,
        "too_much": looked.too_much,
    }
