"""What the clock does: papers whose time is over are handed in, tests nobody can sit any more are closed."""

from collections import defaultdict
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.accounts.actors import SYSTEM, county_clocks
from zhucun.training.knowledge_tests import acts as tests
from zhucun.training.knowledge_tests.answering import collect_due
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.rules import SeatState, TestState, Way


def hand_in_what_is_over(by: Actor) -> dict[str, Any]:
    """Every few minutes, by each county's own clock."""
    done: defaultdict[str, int] = defaultdict(int)
    for code, now in county_clocks():
        actor = Actor.system(SYSTEM, reach=code, now=now)
        due = Seat.objects.visible_to(actor).due(now).select_related("test")
        done["handed_in"] += collect_due(due, by=actor)
        done["closed"] += _close_what_is_over(actor)
    return dict(done)


def _close_what_is_over(by: Actor) -> int:
    """Where a printed paper or a short answer still waits, somebody has to look first."""
    running = Seat.objects.filter(state__in=[SeatState.SITTING, SeatState.HANDED_IN]).values("test")
    on_paper = Seat.objects.filter(state=SeatState.WAITING, way=Way.PAPER).values("test")
    over = KnowledgeTest.objects.visible_to(by).filter(state=TestState.READY, closes_at__lte=by.now)
    done = 0
    for row in over.exclude(pk__in=running).exclude(pk__in=on_paper):
        try:
            tests.close(row, by=by)
            done += 1
        except Refused:  # somebody began or entered one meanwhile: the next round sees it
            continue
    return done
