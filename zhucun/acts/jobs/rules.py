"""States and moves of a job, and the times its lease and its tries hang on. All of it is real time."""

from datetime import timedelta

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

OWN = permission("account.own", "管自己的账号")

LEASE = timedelta(seconds=60)
HEARTBEAT_SECONDS = 15
MOST_TRIES = 3
BACK_OFF = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5))


class State(TextChoices):
    ASKED = "asked", "刚要"
    QUEUED = "queued", "排队"
    RUNNING = "running", "正在办"
    DONE = "done", "办好了"
    FAILED = "failed", "没办成"
    STOPPED = "stopped", "已停下"


OPEN = (State.QUEUED, State.RUNNING)
OVER = (State.DONE, State.FAILED, State.STOPPED)

FLOW = Flow(
    "job",
    {
        "start": move(State.ASKED, to=State.QUEUED, needs=OWN, duty=False),
        # Work that has begun stops itself at the next step, so that nothing is left half done.
        "stop": move(OPEN, to=(State.STOPPED, State.RUNNING), needs=OWN, duty=False),
        "retry": move((State.FAILED, State.STOPPED), to=State.QUEUED, needs=OWN, duty=False),
        "see": move(OVER, to=OVER, needs=OWN, duty=False),
    },
)
