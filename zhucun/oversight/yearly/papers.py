"""The page that team, unit and township sign: a team's year in one table, as a Word form (R-DOC-34)."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Team
from zhucun.oversight.yearly.columns import Said
from zhucun.papers.forms import PEN, Field, Form

SIGNERS = ("工作队（第一书记、队长）", "派出单位、后盾单位", "乡镇党委")


def form_of(team: Team, year: int, place: str, people: Sequence[str], cells: list[tuple[str, Said]], by: Actor) -> Form:
    fields = [Field(label, said.whole) for label, said in cells]
    pairs = tuple(tuple(fields[at : at + 2]) for at in range(0, len(fields), 2))
    return Form(
        title=f"{year}年驻村工作总账单",
        rows=(
            (Field("工作队", team.name), Field("驻哪个村", place)),
            (Field("队员", "、".join(people)),),
            *pairs,
            *((Field(one, signature=PEN),) for one in SIGNERS),
        ),
        note="数字从在村、督查、交办、任务单、经费、考核、评议各本台账里取，有出入的当场写明。",
        author=by.office,
        is_demo=by.is_demo,
    )
