"""Forums: meetings of the records that were for natives. Who sees the meeting and may see this ledger, sees it."""

from django.db.models import Count, Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.records.meetings.models import Meeting
from zhucun.six_ones.talents.rules import FORUM, SEE


def forums_for(actor: Actor) -> QuerySet:
    return Meeting.objects.visible_to(actor, SEE).meant_for(FORUM.key).standing()


def with_counts(rows: QuerySet) -> QuerySet:
    """Adds how many came, what was said, what of it waits for an answer."""
    said = Q(opinions__withdrawn_at__isnull=True)
    return rows.annotate(
        attendees=Count("sign_ins", distinct=True),
        said=Count("opinions", filter=said, distinct=True),
        waits=Count("opinions", filter=said & Q(opinions__replied_on__isnull=True), distinct=True),
    )


def is_forum(meeting: Meeting) -> bool:
    return meeting.purposes.filter(purpose=FORUM.key).exists()
