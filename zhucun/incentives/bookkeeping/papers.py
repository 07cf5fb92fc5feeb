"""工作经费公示表: a half-year by source and purpose, without anybody's name, as a Word form to hang up (R-CARE-10)."""

from datetime import date

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Team
from zhucun.incentives.bookkeeping.reading import Statement
from zhucun.papers.forms import PEN, Field, Form
from zhucun.papers.wording import day_in_words

SIGNERS = ("工作队", "村务监督委员会")


def form_of(team: Team, half: str, shown: Statement, published_on: date | None, by: Actor) -> Form:
    sums = [Field(called, total) for called, total in shown.sums]
    pairs = tuple(tuple(sums[at : at + 2]) for at in range(0, len(sums), 2))
    return Form(
        title=f"{half}工作经费公示表",
        rows=(
            (Field("工作队", team.name), Field("公示日期", day_in_words(published_on) if published_on else "")),
            (Field("上期结余", shown.opening), Field("本期收入", shown.income)),
            (Field("本期支出", shown.spent), Field("本期结余", shown.closing)),
            *pairs,
            *((Field(one, signature=PEN),) for one in SIGNERS),
        ),
        note="对账目有疑问的，可以向工作队、村务监督委员会当面查对凭证。",
        author=by.office,
        is_demo=by.is_demo,
    )
