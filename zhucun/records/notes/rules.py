"""Permissions, states and pure decisions of work records."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.records.registry import Answers, Kind, Side

SEE = permission("record.see", "看工作记录")
SEE_RESTRICTED = permission("record.see_restricted", "看限人看的工作记录")
WRITE = permission("record.write", "记一笔")
WRITE_VILLAGE = permission("record.write_village", "记没有工作队的村开的会")
LONGEST = 500
MOST_FILES = 9


class State(TextChoices):
    STANDING = "standing", "有效"
    WITHDRAWN = "withdrawn", "已撤回"


FLOW = Flow(
    "work_record",
    {
        "withdraw": move(State.STANDING, to=State.WITHDRAWN, needs=WRITE, duty=False),
        "restore": move(State.WITHDRAWN, to=State.STANDING, needs=WRITE, duty=False),
    },
)


def must_say_something(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("写一句是什么事，一句就够。", field="text")
    if len(text) > LONGEST:
        raise Refused(f"最多 {LONGEST} 个字，现在是 {len(text)} 个。长的事分几笔记。", field="text")
    return text


def must_have_happened(on: date, today: date, since: date, until: date | None, whose: str) -> None:
    """Not ahead, not before `since` and not after the last day: what a team did is told of the days it was there."""
    if on > today:
        raise Refused(f"{on.year}年{on.month}月{on.day}日还没到。记已经做了的事。", field="happened_on")
    if on < since:
        raise Refused(f"{whose}从 {since:%Y-%m-%d} 起才有，这天还没有。", field="happened_on")
    if until is not None and on >= until:
        raise Refused(f"{whose}到 {until - timedelta(days=1):%Y-%m-%d} 为止，这天已经不在了。", field="happened_on")


def must_be_for(kind: Kind, side: Side) -> None:
    if side not in kind.writers:
        who = "、".join(writer.label for writer in kind.writers)
        raise Refused(f"“{kind.label}”由{who}来记。", field="kind")


def must_name(kind: Kind, cadres: Sequence[object]) -> None:
    """A talk is between two: it names exactly one, and nobody else reads it."""
    if kind.cadres == "one" and len(cadres) != 1:
        raise Refused(f"“{kind.label}”选一个人，一人记一笔。", field="cadres")
    if kind.cadres == "none" and cadres:
        raise Refused(f"“{kind.label}”不用选干部。", field="cadres")


def must_be_somewhere(kind: Kind, team: object | None) -> None:
    if kind.needs_team and team is None:
        raise Refused(f"“{kind.label}”要选到的是哪支队的村。", field="team")


def must_be_answered(kind: Kind, answers: Answers) -> None:
    known = {asked.name: asked for asked in kind.asks}
    for name in answers:
        if name not in known:
            raise Refused(f"“{kind.label}”没有“{name}”这一项。", field="answers")
    for asked in kind.asks:
        if asked.is_required and not answers.get(asked.name):
            raise Refused(f"“{asked.label}”要填。", field="answers")


def must_live_there(household: str, code: str, served: Collection[str]) -> None:
    """A record of a household of another village is refused (R-DAT-01)."""
    if code not in served:
        raise Refused(f"{household}家不在这支队的村里，不能记到这一笔里。", field="households")


def must_say_why_for_another(written_for: str) -> str:
    """Nobody writes in another's name: a clerk's entry stands under the clerk's own, with the reason (R-ATT-07)."""
    if not written_for.strip():
        raise Refused("你不在这支队里，代记要写替谁记、为什么。", field="written_for", rule="R-ATT-07")
    return written_for.strip()


def may_still_be_edited(written_on: date, today: date, edit_days: int) -> bool:
    return today < written_on + timedelta(days=edit_days + 1)


def must_be_a_correction(is_held: bool, is_old: bool, reason: str) -> bool:
    """What is evidence, or older than the county lets change, is only corrected: beside the old text, with a reason."""
    if not (is_held or is_old):
        return False
    if not reason.strip():
        why = "已经作为佐证" if is_held else "过了可以直接改的日子"
        raise Refused(f"这一笔{why}，只能更正：写明为什么，原来的话留在旁边。", field="reason", rule="R-LOG-01")
    return True


def must_not_have_too_many(files: int) -> None:
    if files >= MOST_FILES:
        raise Refused(f"一笔最多 {MOST_FILES} 个照片、录音。", field="file")
