"""What was announced of one person, read once for their file's card and lanes and for their facts sheet."""

from zhucun.dispatch.roster.life import MemberFile
from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.incentives.outcomes.rules import SEE


def announced(file: MemberFile) -> list[AnnouncedOutcome]:
    """The latest first; nothing for whoever may not see it."""
    if not (file.postings and file.actor.may(SEE)):
        return []
    rows = AnnouncedOutcome.objects.visible_to(file.actor).standing().filter(cadre=file.cadre)
    return list(rows.order_by("-on", "-pk"))
