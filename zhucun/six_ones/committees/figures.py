"""Figures of village committees on a day; every share is of the one list (R-TASK-03)."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.lib.periods import AGE_RULE
from zhucun.six_ones.committees.models import CommitteeMember, of_both, schooled, young
from zhucun.six_ones.committees.rules import PartyPost

Narrow = Callable[[Question], Q]
SEATED = "截止日在任的村“两委”干部"
OF_ALL = f"占{SEATED}的百分比，四舍五入到两位小数"


def _figure(name: str, label: str, definition: str, *, refs: tuple[str, ...] = (), of: tuple[str, ...] = ()) -> Figure:
    told = {"group": "建强一个班子", "rows": "committee_member", "refs": refs}
    parts = tuple(f"six_ones.{part}" for part in of)
    unit, kind = ("%", "share") if of else ("人", "count")
    return Figure(f"six_ones.{name}", label, unit, kind, definition, "六", of=parts, **told)


COUNTED: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (_figure("committee_members", "村“两委”干部", f"{SEATED}，两边都任职的算一个人。"), lambda question: Q()),
        (
            _figure(
                "committee_returned",
                "任村“两委”干部的引回能人",
                f"{SEATED}里登记为引回能人的，不问哪年引回、谁引回的；报道只说“近年”，没有写从哪年起。",
                refs=("N47",),
            ),
            lambda question: Q(is_returned_talent=True),
        ),
        (
            _figure(
                "committee_young",
                "35 周岁及以下的村“两委”干部",
                f"{SEATED}里截止日不满 36 周岁的；{AGE_RULE}。",
                refs=("N48",),
            ),
            lambda question: young(question.as_of),
        ),
        (
            _figure("committee_college", "大专及以上的村“两委”干部", f"{SEATED}里学历在大专及以上的。", refs=("N50",)),
            lambda question: schooled(),
        ),
        (
            _figure("committee_party_members", "村“两委”干部中的党员", f"{SEATED}里的党员。"),
            lambda question: Q(is_party_member=True),
        ),
        (
            _figure("committee_one_head", "“一肩挑”的村书记", f"{SEATED}里书记、主任是同一个人的，一个村算一个。"),
            lambda question: of_both(),
        ),
        (
            _figure("committee_secretaries", "村书记", f"{SEATED}里任书记的，一个村一个。"),
            lambda question: Q(party_post=PartyPost.SECRETARY),
        ),
        (
            _figure(
                "committee_unknown",
                "年龄或者学历没登记的村“两委”干部",
                f"{SEATED}里没有登记出生年月或者学历的，年龄和学历的数不计入他们。",
            ),
            lambda question: Q(birth_month__isnull=True) | Q(education__isnull=True),
        ),
    )
}
SHARES = (
    _figure(
        "committee_young_share",
        "35 周岁及以下占比",
        f"35 周岁及以下的{OF_ALL}。",
        refs=("N49",),
        of=("committee_young", "committee_members"),
    ),
    _figure(
        "committee_college_share",
        "大专及以上占比",
        f"大专及以上学历的{OF_ALL}。",
        refs=("N51",),
        of=("committee_college", "committee_members"),
    ),
    _figure(
        "committee_returned_share",
        "引回能人占比",
        f"引回的能人{OF_ALL}。",
        of=("committee_returned", "committee_members"),
    ),
    _figure(
        "committee_one_head_share",
        "“一肩挑”占比",
        "书记、主任是同一个人的村占截止日有书记的村的百分比，四舍五入到两位小数。",
        of=("committee_one_head", "committee_secretaries"),
    ),
)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    rows = CommitteeMember.objects.visible_to(question.actor).as_of(question.as_of)
    rows = rows.filter(within_prefixes("place_code", [question.scope]))
    wanted = {one.id: COUNTED[one.id][1](question) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {figure: _answer(rows, narrow, n) for (figure, narrow), n in zip(wanted.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


register([*(figure for figure, _ in COUNTED.values()), *SHARES], answers)
