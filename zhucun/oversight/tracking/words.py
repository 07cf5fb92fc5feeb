"""How far an item is, in a mark and a few words; its six steps; what is said of each step of its history."""

from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import State

SOON = 5
VERBS = {
    "issue": "印发",
    "accept": "签收",
    "dispute": "提了异议",
    "uphold": "维持交办",
    "drop": "撤销",
    "reply": "反馈",
    "sign": "乡镇签",
    "send_back": "乡镇退回",
    "close": "销号",
    "reopen": "撤回销号",
    "return_for_more": "退回再改",
    "look_on_site": "要到现场再看",
    "ask_longer": "申请延期",
    "grant_longer": "准延期",
    "refuse_longer": "不准延期",
    "move_due": "改期限",
    "remind": "催办",
}


def mark_of(item: RectificationItem, today: date) -> tuple[str, str]:
    """(State, word) of the tag on a card."""
    if item.state == State.CLOSED:
        return "done", f"{_day(item.closed_on)}销号，用 {(item.closed_on - item.letter.issued_on).days} 天"
    if item.state == State.SIGNED:
        return "waits", "等现场再看" if item.to_be_seen else f"等复核{_days(item.signed_on, today)}"
    if item.state == State.REPLIED:
        return "waits", f"等乡镇签{_days(item.replied_on, today)}"
    plain = {
        State.DRAFT: ("todo", "起草中"),
        State.DISPUTED: ("waits", "有异议，等县里答"),
        State.DROPPED: ("todo", "撤销了"),
    }
    return plain.get(State(item.state)) or _running(item, today)


def _days(since: date, today: date) -> str:
    passed = (today - since).days
    return f" {passed} 天" if passed else ""


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _running(item: RectificationItem, today: date) -> tuple[str, str]:
    left = (item.due_on - today).days
    reminded = f"，催过 {item.times_reminded} 次" if item.times_reminded else ""
    if left < 0:
        return "overdue", f"逾期 {-left} 天{reminded}"
    word = "今天到期" if left == 0 else f"剩 {left} 天"
    return ("soon" if left <= SOON else "running"), word + reminded


def steps_of(item: RectificationItem) -> list[dict[str, Any]]:
    """交办 → 签收 → 反馈 → 乡镇签 → 复核 → 销号, with the day under each."""
    reached = {State.ISSUED: 1, State.DISPUTED: 1, State.OPEN: 2, State.REPLIED: 3, State.SIGNED: 4, State.CLOSED: 6}
    at = reached.get(item.state, 0)
    labels = ("交办", "签收", "反馈", "乡镇签", "复核", "销号")
    days = (item.letter.issued_on, item.accepted_on, item.replied_on, item.signed_on, item.closed_on, item.closed_on)
    due = f"限 {_day(item.due_on)}" if item.due_on and item.state != State.CLOSED else ""
    return [
        {
            "label": label,
            "state": "done" if index < at else "now" if index == at else "todo",
            "note": _day(days[index]) if index < at and days[index] else due if index == len(labels) - 1 else "",
        }
        for index, label in enumerate(labels)
    ]


def overdue_sentence(item: RectificationItem, actor: Actor) -> str:
    return f"{item.place_name}：{item.problem}，{_running(item, actor.today)[1]}"
