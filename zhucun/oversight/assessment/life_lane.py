"""考核 in a person's lanes: each grade as it was written down to the posting, with the sheet behind it."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, lanes_are_told_by
from zhucun.lib.lanes import Lane, Look, Thing
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import SEE


@lanes_are_told_by
def grades(file: MemberFile) -> Iterable[Thing]:
    may_see = file.actor.may(SEE)
    for posting in file.postings:
        for note in posting.notes.all():
            if note.source_kind == ScoreSheet._meta.label_lower:
                url = reverse("oversight:assessment.sheet", args=[note.source_key]) if may_see else ""
                _, _, grade = note.sentence.rpartition("：")
                yield Thing(Lane.OVERSIGHT, note.on, f"{note.sentence}。", grade, url, Look.PILL)
