"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests import make
from tests.bulk import plan
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts import verbs
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import ChangeKind, StartKind, TeamRole
from zhucun.org.people.models import Cadre


@plan("team.form")
def teams(cast: Cast) -> list[Told]:
    more = make.place(cast.dongling, "990126101204", "枫木冲村")
    return [
        Told(cast.liuxi, {"number": "T91", "since": SINCE}),
        Told(more, {"number": "T92", "since": TODAY, "backing_unit": cast.water, "approved_size": 3, "basis": "函"}),
    ]


@plan("team.serve")
def served(cast: Cast) -> list[Told]:
    more = make.place(cast.xihe, "990126102202", "长冲村")
    return [
        Told(cast.team, {"place": cast.liuxi, "since": SINCE}),
        Told(cast.xihe_team, {"place": more, "since": TODAY}),
    ]


@plan("posting.start")
def starts(cast: Cast) -> list[Told]:
    ended = make_ended(cast.neighbour_member)
    follower = {"succeeds": ended, "kind": StartKind.SUCCESSION, "reported_on": TODAY, "sending_unit": cast.archive}
    leads = {"roles": (TeamRole.FIRST_SECRETARY, TeamRole.LEADER)}
    return [
        Told(cast.team, {"cadre": cast.spare, "since": TODAY, "basis": "青组发〔2022〕7号"}),
        Told(cast.xihe_team, {"cadre": new_cadre(cast), "since": TODAY, "basis": "接替", **follower, **leads}),
    ]


@plan("posting.end")
def ends(cast: Cast) -> list[Told]:
    how = {"last_day": TODAY, "kind": ChangeKind.ROTATION}
    return [
        Told(cast.first_secretary, {**how, "basis": "青组发〔2022〕8号", "reason": "任期满"}),
        Told(cast.member, how),
    ]


def new_cadre(cast: Cast) -> Cadre:
    return make.cadre("接替人", unit=cast.water)


def make_ended(posting: Posting) -> Posting:
    by = Actor.system("本机操作员", reach="990126", now=make.cast.NOW)
    return verbs.named("posting.end")(posting, last_day=date(2022, 7, 10), kind=ChangeKind.ROTATION, by=by)
