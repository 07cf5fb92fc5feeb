"""Several people of a team, or of a township, reported safe at one press: an act for each."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from zhucun.acts.actor import Actor
from zhucun.acts.once import carry_out
from zhucun.dispatch.roster.models import Posting
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency.reading import reports_of


def report_all(postings: Iterable[Posting], day: date, *, sent: uuid.UUID, by: Actor) -> int:
    """Those who have not been reported yet; each has an id of its own, so that sending twice reports nobody twice."""
    asked = list(postings)
    done = reports_of(asked, day)
    waiting = [one for one in asked if one.pk not in done]
    with transaction.atomic():
        for one in waiting:
            carry_out(emergency.report, one, sent=uuid.uuid5(sent, str(one.pk)), by=by, day=day)
    return len(waiting)
