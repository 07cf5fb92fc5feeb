"""岗前培训, 轮训 and days of training on the facts sheet (R-TRN-01 to R-TRN-03): what is lacking, and until when."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.dispatch.roster.conditions import Blocker, Condition, Met, conditions_come_from
from zhucun.dispatch.roster.life import MemberFile
from zhucun.lib.evidence import Evidence
from zhucun.lib.halves import length_in_words
from zhucun.policy import in_force as policy
from zhucun.training.lacking.of_person import attended, had_by, lacking, seen_by
from zhucun.training.lacking.rules import Lack
from zhucun.training.sessions.models import SessionAttendance
from zhucun.training.sessions.rules import SEE, YEARLY, Kind


@conditions_come_from
def training(file: MemberFile) -> Iterable[Condition | Blocker]:
    """Of whoever is there; what a year asks of those who left is told by the list of sessions."""
    if file.now is None or not file.actor.may(SEE):
        return
    today, numbers = file.actor.today, policy.of(file.actor).training
    had, lacks = had_by(file.once(attended), today), {one.what: one for one in lacking(file)}
    pre_post = f"要 {numbers.pre_post_days} 天，上了 {length_in_words(had.pre_post_halfdays)}"
    of_year = f"{today.year} 年要 {numbers.times_per_year} 次，上完 {had.courses} 次"
    days = f"{today.year} 年要 {numbers.min_days_per_year} 天，上了 {length_in_words(had.halfdays)}"
    asked = (
        ("岗前培训", "R-TRN-01", pre_post, _of(file, {Kind.PRE_POST})),
        ("今年的轮训", "R-TRN-02", of_year, _of(file, set(YEARLY))),
        ("今年的培训天数", "R-TRN-03", days, _of(file, set(Kind))),
    )
    for what, rule, told, rows in asked:
        lack = lacks.get(what)
        yield Condition(what, rule, _met(lack, file), _with_day(told, lack), [*map(_evidence, rows)], order=30)
        if lack and lack.due_on < today:
            yield Blocker(f"还缺{what}，{lack.due_on:%Y-%m-%d} 前该补上", lack.due_on, None)


def _met(lack: Lack | None, file: MemberFile) -> Met:
    if lack is None:
        return Met.YES
    return Met.NO if lack.due_on < file.actor.today else Met.NOT_YET


def _with_day(told: str, lack: Lack | None) -> str:
    return f"{told}，{lack.due_on:%Y-%m-%d} 前补上" if lack else told


def _of(file: MemberFile, kinds: set[str]) -> list[SessionAttendance]:
    """What was completed of these kinds; all but the pre-post ones are of this year."""
    year = file.actor.today.year
    done = (one for one in seen_by(file) if one.is_completed and one.session.kind in kinds)
    return [one for one in done if kinds == {Kind.PRE_POST} or one.session.since.year == year]


def _evidence(row: SessionAttendance) -> Evidence:
    url = reverse("training:sessions.one", args=[row.session_id])
    return Evidence(row._meta.label_lower, row.pk, f"{row.session.numbered}", url)
