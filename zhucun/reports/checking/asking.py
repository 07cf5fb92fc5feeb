"""Who has a text looked through, and so by which ledgers."""

from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.catalogue.clocks import refuse_before_first_day
from zhucun.reports.checking.reporting import Checked, looked_through
from zhucun.reports.rules import SEE


def looked_through_by(actor: Actor, text: str, as_of: date) -> Checked:
    """By the ledgers of the reader's own reach; against itself alone where they see no figures."""
    must_be_known(as_of, actor)
    if not actor.scope(SEE).place:
        return looked_through(text, None, {})
    root = root_of(actor)
    return looked_through(text, Question(actor, root, as_of), places_below(root))


def must_be_known(day: date, by: Actor) -> date:
    """Raises Refused: of a day to come, or of one before there were any, no ledger knows anything."""
    if day > by.today:
        raise Refused(f"截止日还没有到，今天是 {by.today:%Y-%m-%d}。", field="as_of")
    if by.scope(SEE).place:
        refuse_before_first_day(root_of(by), day)
    return day


def places_below(root: str) -> dict[str, str]:
    """Name → code of what lies below; a name that several bear says nothing."""
    rows = Place.objects.filter(within_prefixes("code", [root]), until__isnull=True).exclude(code=root)
    found: dict[str, str] = {}
    twice = set()
    for name, code in rows.values_list("name", "code"):
        twice |= {name} if name in found else set()
        found[name] = code
    return {name: code for name, code in found.items() if name not in twice}
