"""Whose first page is one of the phone's: a member's, a village secretary's while a month waits, that of whoever goes
out to look at villages today, a county leader's who has a phone in the hand (M1, M8, M11, M12)."""

from zhucun.acts.actor import Actor
from zhucun.desk.home.faces import Face
from zhucun.org.accounts.rules import LEADING
from zhucun.org.roles import INSPECTOR
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import CONFIRM, State
from zhucun.oversight.inspection.waiting import today as to_go_today
from zhucun.policy import in_force as policy


def phone_page_of(face: Face, actor: Actor, *, on_a_phone: bool = False) -> str:
    """The name of its address; empty for a page of the desk, or where the county has turned the phone's off."""
    if on_a_phone and face.name == "county" and LEADING & set(actor.roles):
        return "" if policy.of(actor).mobile.pages == "off" else "mobile:leader"
    goes_out = INSPECTOR.name in actor.roles and face.name != "county"
    if (not goes_out and face.name not in PAGES) or policy.of(actor).mobile.pages == "off":
        return ""
    if goes_out and (groups := to_go_today(actor)) is not None and groups.exists():
        return "mobile:site"
    if face.name not in PAGES:
        return ""
    return "" if face.name == "village" and not _waits(actor) else PAGES[face.name]


def _waits(actor: Actor) -> bool:
    return MonthLine.objects.visible_to(actor, CONFIRM).filter(state=State.STATED).exists()


PAGES = {"team": "mobile:today", "village": "mobile:village"}
