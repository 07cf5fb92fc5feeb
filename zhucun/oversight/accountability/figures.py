"""Figures of 问责 in 人次, by kind and by whom; a 双约谈 is in none of them (R-TLK-08)."""

from collections.abc import Mapping, Sequence

from django.db.models import Q

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.accountability.models import COUNTY_DIGITS, AccountabilityRecord
from zhucun.oversight.accountability.rules import SEE, About, Kind
from zhucun.oversight.consequences.counting import counted

UNITS = {About.PERSON: "人次", About.UNIT: "个", About.TEAM: "支"}


def _figure(name: str, label: str, which: str, *, unit: str = "人次", refs: tuple[str, ...] = ()) -> Figure:
    whole = f"决定日在这段时间里的{which}，撤回的不算；双约谈不算问责。"
    return Figure(
        f"oversight.{name}",
        label,
        unit,
        "count",
        whole,
        "管",
        group="问责",
        rows="accountability",
        refs=refs,
        has_period=True,
        for_few=True,
    )


FIGURES: dict[str, tuple[Figure, Q]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (_figure("accountability", "通报问责", "问责，每人（单位、队）每次算一人次", refs=("N31",)), Q()),
        *((_figure(f"accountability_{kind}", kind.label, f"{kind.label}", unit="人次"), Q(kind=kind)) for kind in Kind),
        *(
            (
                _figure(f"accountability_of_{who}", f"问责的{who.label}", f"对{who.label}的问责", unit=UNITS[who]),
                Q(about=who),
            )
            for who in About
        ),
    )
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    county = question.scope[:COUNTY_DIGITS]
    may_read = question.actor.scope(SEE).covers_place(county)
    rows = AccountabilityRecord.objects.decided_in(question.period.since, question.period.until)
    rows = rows.filter(within_prefixes("county_code", [county]))
    if may_read:
        rows = rows.filter(pk__in=AccountabilityRecord.objects.visible_to(question.actor).values("pk"))
    is_whole = len(question.scope) <= COUNTY_DIGITS
    wanted = {one: FIGURES[one.id][1] for one in figures}
    return counted(rows, wanted, question, may_read=may_read and is_whole)


register([figure for figure, _ in FIGURES.values()], answers)
