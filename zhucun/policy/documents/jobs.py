"""What the clock does for documents."""

from zhucun.acts.actor import Actor
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents.models import DocumentVersion, RuleDocument
from zhucun.policy.documents.rules import KEEP, AskedOf


def ask_newcomers_to_read(actor: Actor) -> int:
    """Units and members that came later are asked to read what holds; nobody is asked twice."""
    asked = RuleDocument.objects.visible_to(actor, KEEP).in_force(actor.today).exclude(asked_of=AskedOf.NOBODY)
    versions = [row.version_on(actor.today) for row in asked.prefetch_related("versions")]
    return sum(_more(version, actor) for version in versions if version)


def _more(version: DocumentVersion, actor: Actor) -> int:
    before = version.receipts.count()
    documents.ask_newcomers(version, by=actor)
    return version.receipts.count() - before
