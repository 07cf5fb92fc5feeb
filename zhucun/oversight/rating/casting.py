"""A villager's vote. No act, since nobody acts: a slip is marked with the day, tallies grow, and nothing else is left.

Both in one transaction, without an audit line, a moment or an address (R-ASS-12). Every tally of the session is
rewritten by one statement, those that stay the same too: a database moves the rows it writes, and a copy of it would
otherwise show which boxes the last vote marked.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from zhucun.acts.refused import Refused
from zhucun.org.accounts.actors import office_of
from zhucun.oversight.rating import rules, slips
from zhucun.oversight.rating.models import RatingSession, RatingTally, SurveySlip
from zhucun.oversight.rating.rules import SessionState

COUNTY_DIGITS = 6
NO_SLIP = "这张条不对。请看看是不是扫全了，或者再要一张。"
USED = "这张条用过了。一张条只能评一回，评过的谁也查不到是哪一张。"
OVER = "这次评议已经结束了，谢谢您。"


class NothingChosen(Refused):
    """The slip is good still."""


def session_of(code: str) -> RatingSession:
    """For what the slip is good. Raises Refused with the one sentence people are shown."""
    found = SurveySlip.objects.filter(digest=slips.digest(code)).select_related("session__team").first()
    if found is None:
        raise Refused(NO_SLIP)
    if found.used_on is not None:
        raise Refused(USED)
    _must_run(found.session)
    return found.session


def _must_run(session: RatingSession) -> None:
    today = timezone.localtime(office_of(session.place_code[:COUNTY_DIGITS]).now).date()
    if today < session.held_on:
        raise Refused(f"评议从 {session.held_on.month} 月 {session.held_on.day} 日开始，请那天以后再扫。")
    if session.state != SessionState.OPEN or today > session.until_on:
        raise Refused(OVER)


def vote(code: str, answers: Mapping[str, str]) -> RatingSession:
    """`answers`: topic → answer; what is left out counts nowhere. Raises Refused, and then nothing was counted."""
    with transaction.atomic():
        session = session_of(code)
        locked = RatingSession.objects.select_for_update(of=("self",)).get(pk=session.pk)  # votes one after another
        _must_run(locked)
        chosen = {cell for cell in answers.items() if cell in set(rules.cells_of(locked.form))}
        if not chosen:
            raise NothingChosen("您一句也没选。选一句也行，再按“交”。")
        today = timezone.localtime(office_of(locked.place_code[:COUNTY_DIGITS]).now).date()
        unused = SurveySlip.objects.filter(digest=slips.digest(code), used_on__isnull=True)
        if not unused.update(used_on=today):
            raise Refused(USED)
        _count(locked, chosen)
    return session


def _count(session: RatingSession, chosen: set[tuple[str, str]]) -> None:
    marked = Q(pk__in=[])
    for topic, answer in chosen:
        marked |= Q(topic=topic, answer=answer)
    RatingTally.objects.filter(session=session).update(count=F("count") + Case(When(marked, then=1), default=Value(0)))
