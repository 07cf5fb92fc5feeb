"""The numbers on the county's first page: which figures, on which card, with which words beside them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhucun.dispatch.roster.rules import AGE_GROUPS
from zhucun.org.people.rules import SendingLevel
from zhucun.oversight.calendar import whereabouts
from zhucun.policy.profile import TAGS, PolicyProfile
from zhucun.web.measures import Measures

SHORT_NAMES = {"key_assistance": "重点帮扶村", "resettlement": "安置点"}
RECTIFICATION = tuple(f"oversight.rectification_{name}" for name in ("open", "overdue", "items", "closed"))
YOUNG, OTHER, OLDEST = "tone-1", "tone-5", "tone-2"


def _id(name: str) -> str:
    return f"dispatch.{name}"


ALWAYS = (
    *("teams", "teams_under_min_size", "teams_without_first_secretary", "vacancies"),
    *("members", "members_on_post", "members_not_reported", "successions", "reinforcements"),
    "uncovered_must_places",
    *("members_under_40", "members_under_40_share", "party_members", "first_secretaries", "members_female"),
    *("members_with_rural_experience", "members_with_rural_experience_share"),
    *(f"members_aged_{band.key}" for band in AGE_GROUPS),
    *(f"members_sent_by_{level.value}" for level in SendingLevel),
)


def figures_of(profile: PolicyProfile) -> tuple[str, ...]:
    """Which categories are 几类村 is for the county to set (R-SEL-03)."""
    groups = (f"covered_pairs.{tag}" for tag in profile.places.groups)
    return (*map(_id, (*ALWAYS, *groups)), *whereabouts.TODAY, *RECTIFICATION)


def cards(measures: Measures, month: int, profile: PolicyProfile) -> list[dict[str, Any]]:
    return [
        _teams(measures, profile.places.groups),
        _members(measures, month, profile.selection.min_members),
        whereabouts.in_village(measures),
        rectification(measures, month),
    ]


def _teams(measures: Measures, groups: Sequence[str]) -> dict[str, Any]:
    subs = [measures.sub(_id(f"covered_pairs.{tag}"), SHORT_NAMES.get(tag, TAGS[tag])) for tag in groups]
    more = {"more_label": "怎么覆盖的", "more_url": reverse("dispatch:coverage")}
    return measures.figure(_id("teams"), label="驻村工作队", subs=subs, **more)


def _members(measures: Measures, month: int, least: int) -> dict[str, Any]:
    """Replacements and additions are told apart: only these add somebody (R-SEL-11)."""
    lacking = {"vacancies": "空缺", "members_not_reported": "未报到", "teams_without_first_secretary": "缺第一书记"}
    subs = [
        measures.sub(_id("successions"), f"{month}月接替"),
        measures.sub(_id("reinforcements"), f"{month}月增派"),
        measures.sub(_id("teams_under_min_size"), f"不足{least}人队"),
        *(measures.sub(_id(name), label, late=True) for name, label in lacking.items() if measures.value(_id(name))),
    ]
    more = {"more_label": "名册", "more_url": reverse("dispatch:members")}
    return measures.figure(_id("members"), label="驻村队员", unit="名", subs=subs, **more)


def rectification(measures: Measures, month: int) -> dict[str, Any]:
    """What was found and is not settled; the month beside it says whether it grows or shrinks."""
    subs = [
        measures.sub("oversight.rectification_overdue", "逾期", late=True),
        measures.sub("oversight.rectification_items", f"{month}月交办"),
        measures.sub("oversight.rectification_closed", f"{month}月销号"),
    ]
    more = {"more_label": "看板", "more_url": reverse("oversight:rectification")}
    return measures.figure("oversight.rectification_open", label="未销号问题", unit="项", subs=subs, **more)


def age_bars(measures: Measures) -> dict[str, Any]:
    """Those under 40 in pine, the oldest in rice: one old and one young (R-SEL-12)."""
    tones = {"30": YOUNG, "31": YOUNG, "55": OLDEST}
    return {
        "standing": True,
        "items": [
            measures.figure(
                _id(f"members_aged_{band.key}"), label=band.label.replace("周岁", ""), tone=tones.get(band.key, OTHER)
            )
            for band in AGE_GROUPS
        ],
    }


def who_they_are(measures: Measures) -> list[dict[str, Any]]:
    """By the level of the sending unit, those of which there are none left out; then what else they are."""
    levels = {f"members_sent_by_{level.value}": level.label for level in SendingLevel}
    others = {"first_secretaries": "第一书记", "party_members": "中共党员", "members_female": "女队员"}
    found = [measures.figure(_id(name), label=label) for name, label in (levels | others).items()]
    return [figure for figure in found if figure["value"]]
