"""A process for two that do the same thing at the same moment; test_two_at_once.py gives the word.

Reads a line of JSON (case and arguments), gets ready, says so, waits for a line, does it, says in JSON what came of it.
"""

import json
import os
import sys
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhucun.config.settings")

import django

django.setup()

from django.db.models import Count  # noqa: E402, F401 — for what is looked at
from django.utils import timezone  # noqa: E402

from tests import assessing, make  # noqa: E402, F401
from tests.cast import TODAY, operator  # noqa: E402
from zhucun.acts.clock.leases import Hold  # noqa: E402
from zhucun.acts.jobs import queue  # noqa: E402
from zhucun.acts.models import AuditLog, Seal  # noqa: E402, F401
from zhucun.acts.once import carry_out  # noqa: E402
from zhucun.acts.refused import Refused  # noqa: E402
from zhucun.acts.seal import seal_open_lines, unsealed_lines, verify  # noqa: E402, F401
from zhucun.dispatch.roster import acts as roster  # noqa: E402
from zhucun.dispatch.roster.models import Posting, RoleSpell, Team  # noqa: E402, F401
from zhucun.lib.halves import whole_days  # noqa: E402
from zhucun.org.accounts.actors import actor_for  # noqa: E402
from zhucun.org.accounts.models import Account  # noqa: E402
from zhucun.org.people import acts as people  # noqa: E402
from zhucun.org.people.models import Cadre, Unit  # noqa: E402, F401
from zhucun.org.places.models import Place  # noqa: E402
from zhucun.oversight.assessment import deciding  # noqa: E402
from zhucun.oversight.assessment.models import ScoreSheet  # noqa: E402
from zhucun.oversight.leave import acts as leaves  # noqa: E402
from zhucun.policy.versions import acts as versions  # noqa: E402
from zhucun.policy.versions.models import PolicyVersion  # noqa: E402

Ready = Callable[[], Any]
CASES: dict[str, Callable[..., Ready]] = {}


def case(function: Callable[..., Ready]) -> Callable[..., Ready]:
    """Reads what a page would have read; gives what is then done."""
    CASES[function.__name__] = function
    return function


@case
def start(team: int, cadre: int) -> Ready:
    seat, whom = Team.objects.get(pk=team), Cadre.objects.get(pk=cadre)
    return lambda: roster.start(seat, cadre=whom, since=TODAY, basis="青组发〔2022〕9号", by=operator()).pk


@case
def lead(posting: int) -> Ready:
    """Two of one team are made first secretary."""
    row = Posting.objects.get(pk=posting)
    return lambda: roster.give_role(row, role="first_secretary", since=TODAY, by=operator()).pk


@case
def edit(cadre: int, post: str) -> Ready:
    """Both have the form open: the version they saw is the same."""
    row = Cadre.objects.get(pk=cadre)
    return lambda: people.correct_cadre(row, changes={"post": post}, seen=row.version, by=operator()).pk


@case
def send(cadre_name: str, sent: str) -> Ready:
    """One form, sent twice: a double click on a slow line."""
    county, by = Place.objects.get(code="990126"), actor_for(Account.objects.get(log_in="officer"))
    told = {"name": cadre_name, "since": TODAY}
    return lambda: carry_out(people.add_cadre, county, sent=uuid.UUID(sent), by=by, **told)


@case
def form(place: int, number: str) -> Ready:
    """Two forms, so two senders' ids; the place takes one team."""
    seat, by = Place.objects.get(pk=place), operator()
    return lambda: carry_out(roster.form_team, seat, sent=uuid.uuid4(), by=by, number=number, since=TODAY)


@case
def decide(version: int, verb: str) -> Ready:
    row, by = PolicyVersion.objects.get(pk=version), operator()
    reason = {"reason": "再议"} if verb == "decline" else {}
    return lambda: getattr(versions, verb)(row, by=by, **reason).state


@case
def grade(posting: int, first: int) -> Ready:
    """Of the only sheet of this posting."""
    row = ScoreSheet.objects.get(posting=posting)
    return lambda: deciding.decide(row, grade=first, reason="两人同时定", by=operator()).pk


@case
def seal() -> Ready:
    return seal_open_lines


@case
def claim() -> Ready:
    return lambda: (job := queue.claim("quick")) and job.pk


@case
def lease(name: str) -> Ready:
    hold = Hold(name)
    return lambda: hold.holds(timezone.now())


@case
def ask_leave(name: str, day: str) -> Ready:
    """Of a team of two; whoever is second would leave nobody in the village."""
    posting = Posting.objects.get(cadre__person__name=name)
    since, until = whole_days(date.fromisoformat(day), date.fromisoformat(day))
    told = {"since_half": since, "until_half": until, "entered_for_reason": "代填"}
    mate = Posting.objects.filter(team=posting.team).exclude(pk=posting.pk).first()
    return lambda: leaves.ask(posting, kind="personal", reason="家事", covered_by=mate, **told, by=operator()).pk


@case
def look(code: str) -> Ready:
    """Not at once: a third reads or prepares what an expression says."""
    return lambda: eval(code, globals())


@case
def setting_up() -> Ready:
    """Not at once: a third makes the cast."""

    def set_up() -> dict[str, Any]:
        cast = make.whole_cast()
        return {"team": cast.team.pk, "other_team": cast.xihe_team.pk, "liuxi": cast.liuxi.pk, "spare": cast.spare.pk}

    return set_up


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        do = CASES[asked["case"]](**asked["told"])
        print("ready", flush=True)  # noqa: T201
        sys.stdin.readline()
        try:
            outcome = {"done": do()}
        except Refused as refusal:
            outcome = {"refused": refusal.sentence}
        print(json.dumps(outcome, ensure_ascii=False), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
