"""`zhucun draw-inspection`: draws a sealed week by its public number, or recomputes one (R-INS-04, docs/draw.md)."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhucun.acts.refused import Refused
from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse, why
from zhucun.oversight.inspection import acts as inspections
from zhucun.oversight.inspection import verifying
from zhucun.oversight.inspection.models import InspectionRound
from zhucun.oversight.inspection.rules import State

NO = 1
WANTED = "写 --verify 轮次号或者下载的文件，复核一轮；或者 --number 公布的数，抽封好的这一轮。"


def run(asked: Asked) -> Outcome:
    if asked.verify:
        return _verified(_document(asked))
    if asked.number:
        return _drawn(asked)
    raise WrongUse(WANTED)


def _document(asked: Asked) -> dict[str, Any]:
    """Of a round by its key, or what somebody downloaded."""
    if not asked.verify.isdigit():
        return _read(Path(asked.verify))
    row = InspectionRound.objects.visible_to(asked.actor()).filter(pk=int(asked.verify)).first()
    if row is None:
        raise WrongUse(f"没有第 {asked.verify} 号轮次，或者它不在你的范围里。")
    if row.state != State.DONE:
        raise WrongUse(f"{row}还没有走完。走完公开密码，才能复核。")
    return verifying.document_of(row)


PARTS = {"sealed", "seal", "halves", "public_number", "drawn"}


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WrongUse(f"打不开 {file}：{why(error)}。") from error
    except ValueError as error:
        raise WrongUse(f"{file} 不是 JSON。") from error
    if not isinstance(found, dict) or not set(found) >= PARTS:
        raise WrongUse(f"{file} 不是走完的一轮：到“抽取过程”里，等这一周走完再下载。")
    return found


def _verified(document: dict[str, Any]) -> Outcome:
    try:
        checked = verifying.recomputed(document)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise WrongUse("这份文件缺东西，或者被改乱了，没法重算。") from error
    again = [one.ticket.number for one in checked.places if one.is_drawn]
    value = {
        "holds": checked.holds,
        "seal_holds": checked.seal_holds,
        "halves_match": checked.halves_match,
        "draw_agrees": checked.draw_agrees,
        "drawn": list(document["drawn"]),
        "recomputed": again,
        "closest_keys": checked.closest,
    }
    return Outcome(value, list(_lines(checked, again)), status=0 if checked.holds else NO)


def _lines(checked: verifying.Checked, again: Iterable[str]) -> Iterable[str]:
    yield "重算过，封签、密码、抽到的队都对得上。" if checked.holds else "对不上！"
    said = {
        "封进去的名单和封签对不上。": checked.seal_holds,
        "公开的密码和封签时的摘要对不上。": checked.halves_match,
        "重算抽到的和登记的不一样。": checked.draw_agrees,
    }
    yield from (sentence for sentence, holds in said.items() if not holds)
    yield f"重算抽到：{'、'.join(again)}"


def _drawn(asked: Asked) -> Outcome:
    actor = asked.actor()
    row = InspectionRound.objects.visible_to(actor).filter(state=State.SEALED).order_by("week").first()
    if row is None:
        raise WrongUse("没有封好、等着抽的一轮。")
    try:
        row = inspections.draw(row, public_number=asked.number, by=actor)
    except Refused as refusal:
        return Outcome({"problem": refusal.sentence}, [refusal.sentence], NO)
    count = row.drawn.count()
    value = {"round": row.pk, "week": row.week, "seal": row.seal_hash, "teams": count}
    return Outcome(value, [f"{row}抽定了，{count} 支队。村名到出发当天才公布。"])
