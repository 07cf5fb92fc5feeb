"""组卷要求 is written, changed, put aside; a test keeps the lines it was planned with."""

from collections.abc import Sequence
from typing import TypedDict

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests import rules
from zhucun.training.knowledge_tests.drawing import Line
from zhucun.training.knowledge_tests.models import Blueprint

KEPT_AT = ("county", "township")


class LineTold(TypedDict):
    """How many questions of a topic, a kind and a difficulty, each of how many points."""

    topic: str
    kind: str
    difficulty: str
    count: int
    points: int


@act("blueprint.write", "写组卷要求", needs=rules.HOLD, remote=True)
def write(place: Place, *, title: str, lines: Sequence[LineTold], by: Actor) -> Blueprint:
    if place.kind not in KEPT_AT:
        raise Refused("测验由县里或者乡镇办。")
    row = Blueprint(place_code=place.code)
    _say(row, title, lines)
    row.save()
    return row


@act("blueprint.change", "改组卷要求", needs=rules.HOLD, remote=True)
def change(row: Blueprint, *, title: str, lines: Sequence[LineTold], by: Actor) -> Blueprint:
    if not row.is_kept:
        raise Refused("这个组卷要求不用了，另写一个。")
    _say(row, title, lines)
    row.save()
    return row


@act("blueprint.put_aside", "组卷要求不用了", needs=rules.HOLD, undo="blueprint.take_up", remote=True)
def put_aside(row: Blueprint, *, by: Actor) -> Blueprint:
    """Tests that were planned by it stand."""
    row.is_kept = False
    row.save()
    return row


@act("blueprint.take_up", "组卷要求接着用", needs=rules.HOLD, remote=True)
def take_up(row: Blueprint, *, by: Actor) -> Blueprint:
    _must_be_alone(row)
    row.is_kept = True
    row.save()
    return row


def _say(row: Blueprint, title: str, lines: Sequence[LineTold]) -> None:
    if not title.strip():
        raise Refused("写个名称，下次好选。", field="title")
    rules.must_be_lines([Line(**line) for line in lines])
    row.title, row.lines = title.strip(), [dict(line) for line in lines]
    _must_be_alone(row)


def _must_be_alone(row: Blueprint) -> None:
    same = Blueprint.objects.filter(place_code=row.place_code, title=row.title, is_kept=True).exclude(pk=row.pk)
    if same.exists():
        raise Refused("已经有一个叫这个名称的，换一个。", field="title")
