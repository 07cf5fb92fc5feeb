"""Two processes, one row, on a database of their own of both kinds: one of them gets it, the other is told in words.

Several rounds each, since a race is lost only sometimes.
"""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.ready_made import own_database

pytestmark = pytest.mark.django_db  # so that it is run on both databases

ROUNDS = 4


class Process:
    """One of the three, kept for all cases, since starting it is what takes the time."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.at_once"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, env=environment, text=True, **pipes)

    def alone(self, case: str, **told: Any) -> Any:
        self.get_ready(case, **told)
        self.go()
        return self.outcome()["done"]

    def get_ready(self, case: str, **told: Any) -> None:
        self._write(json.dumps({"case": case, "told": told}))
        assert self._process.stdout.readline().strip() == "ready", f"{case} died"

    def go(self) -> None:
        self._write("go")

    def outcome(self) -> dict[str, Any]:
        return json.loads(self._process.stdout.readline())

    def _write(self, line: str) -> None:
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


class Two:
    def __init__(self, environment: dict[str, str]) -> None:
        self._both = [Process(environment), Process(environment)]
        self._third = Process(environment)
        self.rows: dict[str, int] = self._third.alone("setting_up")

    def at_once(self, case: str, one: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
        for process, told in zip(self._both, (one, other), strict=True):
            process.get_ready(case, **told)
        for process in self._both:
            process.go()
        return [process.outcome() for process in self._both]

    def look(self, code: str) -> Any:
        """What a third process reads or prepares: the expression's value."""
        return self._third.alone("look", code=code)

    def end(self) -> None:
        for process in (*self._both, self._third):
            process.end()


@pytest.fixture(scope="module")
def two(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Two]:
    folder: Path = tmp_path_factory.mktemp("at-once")
    with django_db_blocker.unblock(), own_database(folder) as url:
        pair = Two({**os.environ, "ZHUCUN_DATABASE_URL": url, "ZHUCUN_DATA_DIR": str(folder)})
        yield pair
        pair.end()


def refusals(outcomes: list[dict[str, Any]]) -> list[str]:
    return [outcome["refused"] for outcome in outcomes if "refused" in outcome]


def test_one_cadre_is_posted_once(two: Two) -> None:
    """R-SEL-20."""
    made = "[make.cadre(unit=Unit.objects.first()).pk for _ in range(4)]"
    for cadre in two.look(made)[:ROUNDS]:
        outcomes = two.at_once(
            "start", {"team": two.rows["team"], "cadre": cadre}, {"team": two.rows["other_team"], "cadre": cadre}
        )
        assert len(refusals(outcomes)) == 1
        assert "一个人不能同时在两处" in refusals(outcomes)[0]

    assert two.look("max(Posting.objects.values('cadre').annotate(n=Count('pk')).values_list('n', flat=True))") == 1


def test_a_team_gets_one_first_secretary(two: Two) -> None:
    """R-ORG-08."""
    team = f"Team.objects.get(pk={two.rows['other_team']})"
    one, other = two.look(f"[make.posting({team}, make.cadre(unit=Unit.objects.first())).pk for _ in 'ab']")
    for _ in range(ROUNDS):
        outcomes = two.at_once("lead", {"posting": one}, {"posting": other})

        assert [sentence[:9] for sentence in refusals(outcomes)] == ["队里已经有第一书记"]
        assert (
            two.look(f"RoleSpell.objects.filter(role='first_secretary', posting__in={[one, other]}).delete()[0]") == 1
        )


def test_two_editors_never_overwrite_each_other(two: Two) -> None:
    for number in range(ROUNDS):
        told = [{"cadre": two.rows["spare"], "post": f"{who}{number}"} for who in ("科员", "主任")]
        outcomes = two.at_once("edit", *told)

        assert len(refusals(outcomes)) == 1
        assert "这条记录被别人改过了" in refusals(outcomes)[0]
    assert two.look(f"Cadre.objects.get(pk={two.rows['spare']}).version") == 1 + ROUNDS


def test_what_is_sent_twice_is_done_once_and_answered_alike(two: Two) -> None:
    for number in range(ROUNDS):
        told = {"cadre_name": f"连点{number}", "sent": str(uuid.uuid4())}
        outcomes = two.at_once("send", told, told)

        assert outcomes[0] == outcomes[1]
        assert "done" in outcomes[0]
    assert two.look("Cadre.objects.filter(person__name__startswith='连点').count()") == ROUNDS


def test_a_place_takes_one_team(two: Two) -> None:
    told = [{"place": two.rows["liuxi"], "number": number} for number in ("T801", "T802")]

    outcomes = two.at_once("form", *told)

    assert len(refusals(outcomes)) == 1
    assert two.look("Team.objects.filter(number__startswith='T80').count()") == 1


def test_two_mates_do_not_leave_the_village_empty(two: Two) -> None:
    """R-LEA-08."""
    for day in ("2022-08-01", "2022-08-02", "2022-08-03", "2022-08-04")[:ROUNDS]:
        outcomes = two.at_once("ask_leave", {"name": "黎明远", "day": day}, {"name": "盘小妹", "day": day})

        assert len(refusals(outcomes)) == 1
        assert "不在村" in refusals(outcomes)[0]


def test_a_proposal_is_decided_once(two: Two) -> None:
    propose = (
        "[versions.propose(Place.objects.get(code='990126'), title='办法', since=TODAY,"
        " values={'feedback.answer_days': 9}, by=operator()).pk for _ in range(4)]"
    )
    for version in two.look(propose)[:ROUNDS]:
        outcomes = two.at_once(
            "decide", {"version": version, "verb": "approve"}, {"version": version, "verb": "decline"}
        )
        assert len(refusals(outcomes)) == 1
    assert two.look("AuditLog.objects.filter(row_kind='policy.policyversion').count()") == 2 * ROUNDS


def test_a_sheet_is_decided_once(two: Two) -> None:
    """Two officers at the same moment: one wins, the other is told who did."""
    postings = two.look(
        "[(assessing.opened_by(operator()), list(ScoreSheet.objects.values_list('posting', flat=True)))[1]][0]"
    )
    for posting in postings[:ROUNDS]:
        told = [{"posting": posting, "first": grade} for grade in (2, 3)]
        outcomes = two.at_once("grade", *told)

        assert len(refusals(outcomes)) == 1
    assert two.look("ScoreSheet.objects.filter(state='decided').count()") == len(postings[:ROUNDS])


def test_every_line_is_sealed_exactly_once(two: Two) -> None:
    """R-SEC-07."""
    two.at_once("seal", {}, {})

    assert two.look("verify().problems") == []
    assert two.look("unsealed_lines().count()") == 0
    assert two.look("sum(Seal.objects.values_list('line_count', flat=True)) - AuditLog.objects.count()") == 0


def test_a_job_is_held_by_one_worker(two: Two) -> None:
    two.look("[queue.put('log.check', '核验日志', queue='quick', county_code='990126').pk for _ in range(4)]")
    held = [outcome["done"] for _ in range(ROUNDS) for outcome in two.at_once("claim", {}, {}) if outcome["done"]]

    assert len(held) == len(set(held)) == 4


def test_one_process_is_the_clock(two: Two) -> None:
    for number in range(ROUNDS):
        outcomes = two.at_once("lease", {"name": f"clock-{number}"}, {"name": f"clock-{number}"})

        assert sorted(outcome["done"] for outcome in outcomes) == [False, True]
