"""Suggestions of one who leaves that wait for an answer: the successor learns how many, and asks after them."""

from collections.abc import Sequence
from datetime import date

from zhucun.desk.feedback.models import Suggestion
from zhucun.desk.feedback.rules import State
from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.evidence import Evidence
from zhucun.org.accounts.models import Account

SUGGESTIONS = "desk.suggestion"


@handover_items_come_from(SUGGESTIONS)
def unanswered(leaving: Sequence[Posting], day: date) -> Found:
    """How many, and never what was asked: that is between the giver and the office (R-BUR-06)."""
    postings = {posting.cadre.person_id: posting.pk for posting in leaving}
    people = dict(Account.objects.filter(person__in=postings).values_list("pk", "person"))
    counted: dict[int, int] = {}
    waiting = Suggestion.objects.filter(state=State.GIVEN, account_id__in=people)
    for account in waiting.values_list("account_id", flat=True):
        counted[people[account]] = counted.get(people[account], 0) + 1
    for person, count in counted.items():
        sentence = f"提的意见建议 {count} 条还没答复，接的人接着问"
        yield postings[person], Evidence(SUGGESTIONS, postings[person], sentence, "")
