"""What of an ended posting is said to whom: how somebody left is for few to know (R-TLK-09)."""

from collections.abc import Iterable
from dataclasses import replace

from zhucun.acts import verbs
from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.web.history import Line

HOW = ("end_kind", "end_basis", "end_reason")
VERBS = ("posting.end", "posting.reopen")


def told_to(actor: Actor, lines: Iterable[Line]) -> list[Line]:
    """Lines of history without how a posting ended, for whoever is not to know."""
    if actor.may(SEE_ENDS):
        return list(lines)
    labels = {str(Posting._meta.get_field(name).verbose_name) for name in HOW}
    ends = {verbs.label(verb) for verb in VERBS}
    return [_untold(line, labels) if line.did in ends else line for line in lines]


def _untold(line: Line, labels: set[str]) -> Line:
    return replace(line, changes=[change for change in line.changes if change.label not in labels], reason="")
