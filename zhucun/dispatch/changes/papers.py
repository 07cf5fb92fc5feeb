"""给派出单位的函 of a recall: what was decided, who comes back by when, who is sent instead by when."""

from zhucun.acts.actor import Actor
from zhucun.dispatch.changes import rules
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.rules import Part
from zhucun.dispatch.changes.showing import effects_until
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS
from zhucun.org.places.models import Place
from zhucun.papers.letter import Letter, Paragraph
from zhucun.papers.wording import day_in_words
from zhucun.policy import in_force as policy
from zhucun.policy.issuing import issuer_of

TITLE = "关于召回驻村干部的函"


def has_letter(case: ChangeCase) -> bool:
    return case.is_recall and case.posting is not None and case.carried_out_on is not None


def letter_of(case: ChangeCase, actor: Actor) -> Letter:
    office = issuer_of(case.county_code, actor, case.carried_out_on)
    effects = "；".join(effects_until(case, policy.of(actor).recall, day_in_words))
    return Letter(
        sender=office,
        recipient=case.sending_unit.name,
        title=TITLE,
        number=case.document,
        paragraphs=(
            Paragraph(_decided(case, office)),
            Paragraph(f"请自{day_in_words(case.open_since)}起接回{case.whom}同志，做好交接。", level=1),
            Paragraph(
                f"请在{day_in_words(case.vacancy_due_on)}以前另派人接替，人选报{office}。接替以前，名额不减。", level=1
            ),
            *([Paragraph(f"按照办法，{effects}。", level=1)] if effects else []),
            Paragraph("专此函达。"),
        ),
        signed_on=case.carried_out_on,
        is_demo=actor.is_demo,
    )


def _decided(case: ChangeCase, office: str) -> str:
    reason = f"（{case.reason}）" if case.reason else ""
    return (
        f"你单位选派到{case.team.name}的{case.whom}同志，因{rules.spoken(case.ground)}{reason}，"
        f"经{_proposer(case)}提出、{office}核实、县领导签批，决定予以召回，"
        f"驻村工作到{day_in_words(case.last_day)}为止。"
    )


def _proposer(case: ChangeCase) -> str:
    township = Place.objects.filter(code=case.place_code[:TOWNSHIP_DIGITS], until__isnull=True).first()
    is_of_township = case.proposed_from == Part.TOWNSHIP and township is not None
    return f"{township.name}党委" if is_of_township else case.get_proposed_from_display()
