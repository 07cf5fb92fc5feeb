"""会议 as a kind of record: asks what for and who was there, and opens its meeting."""

from collections.abc import Sequence
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places.models import Place
from zhucun.records.meetings import acts as meetings
from zhucun.records.notes.writing import SIDE_OF
from zhucun.records.registry import Asked, Kind, Opening, Options, Side, all_purposes, record_kind

PURPOSES, PRESENT, OTHERS = "purposes", "present", "others"


def purposes_for(by: Actor, about: Any) -> Options:
    side = side_of(about)
    return [(purpose.key, purpose.label) for purpose in all_purposes() if side in purpose.writers]


def side_of(about: Any) -> Side:
    if isinstance(about, Team):
        return Side.TEAM
    return Side.UNIT if isinstance(about, Unit) else SIDE_OF[about.kind]


def people_for(by: Actor, about: Any) -> Options:
    """Of a team its members, of a township all who are stationed there, of a unit its own."""
    running = Posting.objects.visible_to(by).there_on(by.today)
    if isinstance(about, Place):
        running = running.filter(within_prefixes("place_code", [about.code]))
    else:
        running = running.filter(team=about) if isinstance(about, Team) else running.filter(sending_unit=about)
    names = running.order_by("place_code", "cadre__person__name_key").values_list("cadre", "cadre__person__name")
    return [(str(key), name) for key, name in names]


def opened(openings: Sequence[Opening], by: Actor) -> None:
    cadres = _cadres(openings)
    meetings.open_meeting.many((Told(one.record, _told(one, cadres)) for one in openings), by=by)


def _told(opening: Opening, cadres: dict[str, Cadre]) -> dict[str, Any]:
    answers = opening.answers
    unknown = [key for key in answers.get(PRESENT, ()) if key not in cadres]
    if unknown:
        raise Refused("到会的人里有一个找不到了。请重新打开页面再选。", field="answers")
    others = [name for said in answers.get(OTHERS, ()) for name in said.replace("，", "、").split("、") if name.strip()]
    return {
        "purposes": answers.get(PURPOSES, ()),
        "cadres": [cadres[key] for key in answers.get(PRESENT, ())],
        "others": [name.strip() for name in others],
    }


def _cadres(openings: Sequence[Opening]) -> dict[str, Cadre]:
    """By key, of the records' own counties."""
    keys = {key for one in openings for key in one.answers.get(PRESENT, ()) if key.isdigit()}
    counties = {one.record.place_code[:6] for one in openings}
    found = Cadre.objects.filter(pk__in=keys, county_code__in=counties).select_related("person") if keys else ()
    return {str(cadre.pk): cadre for cadre in found}


MEETING = record_kind(
    Kind(
        "meeting",
        "会议",
        "users-group",
        30,
        asks=(
            Asked(PURPOSES, "什么会", "choices", purposes_for, "一次会可以同时算几样", True, ("routine",)),
            Asked(PRESENT, "到会的", "people", people_for, "点名字；驻村的人不用写"),
            Asked(OTHERS, "还有谁", "names", (), "用顿号隔开，身份写在括号里：石有田（村书记）"),
        ),
        opens=opened,
        hint="议了什么、定了什么",
        goes_to=("会议台账",),
    )
)
