"""Reading an item: what the reader may do with it, its photos before and after, what its steps said."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.files.models import StoredFile
from zhucun.oversight.rectification import acts as items
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import ItemStep, RectificationItem
from zhucun.oversight.rectification.rules import RUNNING, State
from zhucun.oversight.tracking.words import VERBS

MOST_BEFORE = 2


@dataclass(frozen=True)
class May:
    """`answers` says for whom: unit, team, township, office; `own_reply`: they replied, so another closes."""

    answers: str
    signs: bool
    checks: bool
    own_reply: bool

    def presses(self, item: RectificationItem) -> list[str]:
        """Buttons that ask for nothing."""
        found = []
        if self.answers and item.state == State.ISSUED:
            found.append("accept")
        if self.checks and item.longer_until:
            found.append("grant_longer")
        return found

    def asked(self, item: RectificationItem) -> list[str]:
        """Buttons that lead to a form."""
        is_running = item.state in RUNNING
        offered = {
            "dispute": self.answers and item.state in (State.ISSUED, State.OPEN),
            "ask_longer": self.answers and is_running and not item.extended_on and not item.longer_until,
            "send_back": self.signs and item.state == State.REPLIED,
            "refuse_longer": self.checks and item.longer_until,
            "uphold": self.checks and item.state == State.DISPUTED,
            "drop": self.checks and is_running,
            "move_due": self.checks and is_running and self.answers == "office",
        }
        return [verb for verb, is_offered in offered.items() if is_offered]


def may(item: RectificationItem, actor: Actor) -> May:
    return May(
        answers=items.answers_for(item, actor) if actor.may(rules.REPLY) else "",
        signs=actor.scope(rules.SIGN).covers_place(item.place_code),
        checks=actor.scope(rules.CHECK).covers_place(item.place_code),
        own_reply=item.replied_person is not None and item.replied_person in actor.persons,
    )


@dataclass(frozen=True)
class StepShown:
    step: ItemStep
    label: str
    photos: list[str]


def steps_shown(item: RectificationItem) -> list[StepShown]:
    steps = list(item.steps.order_by("pk"))
    photos = _photos(steps)
    return [StepShown(step, VERBS.get(step.verb, step.verb), photos[step.pk]) for step in steps]


def _photos(steps: Sequence[ItemStep]) -> dict[int, list[str]]:
    held = StoredFile.objects.filter(holder_kind="oversight.itemstep", holder_key__in=[step.pk for step in steps])
    found: dict[int, list[str]] = defaultdict(list)
    for key, holder in held.filter(removed_at__isnull=True).order_by("pk").values_list("pk", "holder_key"):
        found[holder].append(reverse("files:one", args=[key]))
    return found


def before(item: RectificationItem, actor: Actor) -> list[str]:
    """Photos of the visit that found it, for whoever sees that record."""
    if item.finding is None or item.finding.visit_id is None:
        return []
    held = StoredFile.objects.visible_to(actor).filter(
        holder_kind="oversight.sitevisit", holder_key=item.finding.visit_id, removed_at__isnull=True
    )
    return [reverse("files:one", args=[key]) for key in held.order_by("pk").values_list("pk", flat=True)[:MOST_BEFORE]]


def latest_reply(shown: Sequence[StepShown]) -> StepShown | None:
    return next((one for one in reversed(shown) if one.step.verb == "reply"), None)
