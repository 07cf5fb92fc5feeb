"""What pages show of a question: where it says so, who keeps it."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.policy.documents.models import RuleSentence
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import KEEP

COUNTY_DIGITS, TOWNSHIP_DIGITS = 6, 9


def bank_of(actor: Actor) -> QuerySet[QuestionVersion]:
    return QuestionVersion.objects.current().readable_by(actor).select_related("question", "document")


def own_place(actor: Actor) -> Place | None:
    """Whose bank this person keeps: the county's, or the township's."""
    reach = sorted(actor.scope(KEEP).place, key=len)
    kept = [code for code in reach if len(code) in (COUNTY_DIGITS, TOWNSHIP_DIGITS)]
    found = Place.objects.visible_to(actor, KEEP).filter(code__in=kept[:1], until__isnull=True)
    return found.first()


def clause_url(version: QuestionVersion) -> str:
    """The sentence of the document as it stands today, where its mark is found; else the document."""
    if version.document is None:
        return ""
    page = reverse("policy:documents.one", args=[version.document_id])
    of = RuleSentence.objects.filter(edition__document=version.document_id, mark=version.clause)
    found = of.order_by("-edition__since").first() if version.clause else None
    return f"{page}#s{found.position}" if found else page
