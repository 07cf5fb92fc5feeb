"""The first page of a county without members: what to do first, each step with its door, read from state."""

from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.rules import KEEP
from zhucun.dispatch.opening.slots import held_in, slots
from zhucun.org.accounts.first import FIRST
from zhucun.org.accounts.models import Account
from zhucun.org.accounts.rules import SEE_OFFICES
from zhucun.org.places.models import CountyOffice

SHEETS = {
    "places": ("导入区划代码表", "先有乡镇和村，别的表才对得上。"),
    "unit_village_pairing": ("导入单位结对村", "哪个单位做哪支队的后盾，核定几人。"),
    "member_roster": ("导入花名册", "现在在册的人，按补录进来。"),
}


def steps(actor: Actor) -> list[dict[str, Any]]:
    """Those still open, in the order in which they are easiest; none for whoever does not keep the county."""
    if not actor.may(KEEP):
        return []
    held = held_in(slots(), actor)
    imports = reverse("dispatch:imports")
    found = [_step(*SHEETS[kind], f"{imports}?kind={kind}", "导入") for kind in SHEETS if not held[kind]]
    if Account.objects.visible_to(actor, SEE_OFFICES).count() <= len(FIRST):
        note = "系统管理员开，安全管理员授权；头四个账号已经有了。"
        found.insert(0, _step("给同事开账号、授权", note, reverse("accounts:list"), "看账号"))
    if not CountyOffice.objects.visible_to(actor, KEEP).filter(started_on__isnull=False).exists():
        note = "从这一天起事情在这里记，以前的作期初带进来。"
        found.append(_step("定建账日", note, reverse("dispatch:opening"), "去定"))
    return found


def _step(sentence: str, note: str, url: str, verb: str) -> dict[str, Any]:
    return {"tile": "派", "sentence": sentence, "note": note, "url": url, "verb": verb, "due_on": None}
