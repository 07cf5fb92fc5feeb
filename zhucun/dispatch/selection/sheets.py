"""The columns of 推荐人选表: whom units propose, as a file brings it and as the blank form offers it."""

from typing import Any

from zhucun.dispatch.rounds.rules import RoleFor
from zhucun.org.people import sheets as people
from zhucun.org.places.sheets import FACTS_SIGN, PERSONS, PLACE_SIGN, REMARK
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import choice, text

ROLE_FOR = choice(
    dict(RoleFor.choices),
    {
        "驻村第一书记": RoleFor.FIRST_SECRETARY,
        "书记": RoleFor.FIRST_SECRETARY,
        "队长": RoleFor.FIRST_SECRETARY,
        "第一书记兼队长": RoleFor.FIRST_SECRETARY,
        "工作队员": RoleFor.MEMBER,
        "驻村工作队员": RoleFor.MEMBER,
        "驻村队员": RoleFor.MEMBER,
    },
    "推荐为",
)
ROLE_WORDS = ("推荐岗位", "推荐职务", "拟任职务", "拟派职务", "推荐类别", "拟任")

NOMINATIONS = Sheet(
    "nominations",
    "推荐人选表",
    (
        Column(
            "unit",
            "单位",
            people.UNIT_NAME,
            ("推荐单位", "派出单位", "工作单位", "所在单位", "单位名称"),
            is_required=True,
            repeats=True,
            width=24,
        ),
        Column(people.NAME.key, people.NAME.label, people.NAME.kind, people.NAME.synonyms, width=10),
        Column("role_for", "推荐为", ROLE_FOR, ROLE_WORDS, width=10),
        people.SEX_COLUMN,
        people.BIRTH_MONTH,
        people.AGE,
        people.ID_NUMBER,
        Column("post", "职务", text(60), ("现任职务", "行政职务", "单位职务"), width=16),
        people.RANK,
        Column(
            people.EMPLOYMENT_COLUMN.key,
            people.EMPLOYMENT_COLUMN.label,
            people.EMPLOYMENT,
            people.EMPLOYMENT_COLUMN.synonyms,
            width=10,
        ),
        people.EDUCATION_COLUMN,
        people.PARTY,
        Column(people.WORK.key, people.WORK.label, people.WORK.kind, people.WORK.synonyms, width=12),
        people.RURAL,
        people.SKILLS,
        people.HOME,
        people.PHONE,
        Column(people.FITNESS.key, people.FITNESS.label, people.FITNESS.kind, people.FITNESS.synonyms, width=14),
        REMARK,
    ),
)

NOMINATION_LIST = register_kind(
    KindSignature(
        "nominations",
        "推荐人选表",
        needs=(
            PERSONS,
            Sign("单位", ("单位", *NOMINATIONS.by_key["unit"].synonyms)),
            Sign("推荐为什么", ("推荐为", *ROLE_WORDS)),
        ),
        speaks_for=(
            Sign("性别", ("性别",)),
            Sign("出生年月", (people.BIRTH_MONTH.label, *people.BIRTH_MONTH.synonyms)),
            Sign("职务", ("职务", "现任职务", "行政职务")),
            Sign("学历", ("学历", "文化程度")),
            Sign("确认能派驻", (people.FITNESS.label, *people.FITNESS.synonyms)),
        ),
        speaks_against=(people.HELPED_SIGN, FACTS_SIGN, PLACE_SIGN),
        title_words=("推荐人选", "选派推荐", "推荐表", "推荐名单", "拟选派"),
        title_serves_for=("推荐为什么",),
        sheet=NOMINATIONS,
        ledger="选派轮次的推荐人选",
    )
)


def told_of(values: Any) -> str:
    """Who a row is, for the lists of an import."""
    return "，".join(part for part in (values.get("name"), values.get("unit")) if part)
