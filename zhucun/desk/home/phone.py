"""Whose first page is one of the phone's: a member's, and a village secretary's while a month waits (M1, M12)."""

from zhucun.acts.actor import Actor
from zhucun.desk.home.faces import Face
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import CONFIRM, State
from zhucun.policy import in_force as policy


def phone_page_of(face: Face, actor: Actor) -> str:
    """The name of its address; empty for a page of the desk, or where the county has turned the phone's off."""
    if face.name not in PAGES or policy.of(actor).mobile.pages == "off":
        return ""
    return "" if face.name == "village" and not _waits(actor) else PAGES[face.name]


def _waits(actor: Actor) -> bool:
    return MonthLine.objects.visible_to(actor, CONFIRM).filter(state=State.STATED).exists()


PAGES = {"team": "mobile:today", "village": "mobile:village"}
