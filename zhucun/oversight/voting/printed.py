"""民主测评表 as it is printed: topics × grades of each pile of votes, no name of a voter (R-DOC-09, R-ASS-12)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.placed import TEAM, TOWNSHIP, VILLAGE, placed
from zhucun.oversight.rating.models import RatingSession, RatingTally
from zhucun.oversight.rating.rules import HOLD, SessionState, label_of
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text, whole
from zhucun.web.ledgers import Asked, Ledger, Per, Row, ledger

MOST_VOTES = 100_000
Counts = Mapping[str, int]


def _sessions(asked: Asked) -> list[RatingSession]:
    """Closed and counted: what is still open says nothing to anybody."""
    held = RatingSession.objects.visible_to(asked.by, HOLD).filter(state=SessionState.CLOSED, is_void=False)
    of_span = held.filter(held_on__gte=asked.since, held_on__lte=asked.last).select_related("team")
    return list(placed(of_span, asked.last, "held_on"))


def _grades(sessions: Iterable[RatingSession]) -> list[str]:
    """Of all the forms, each once, as they are written there: two questions may call one box otherwise."""
    topics = (topic for one in sessions for topic in one.form["topics"])
    return list(dict.fromkeys(answer["label"] for topic in topics for answer in topic["answers"]))


def sheet_of(asked: Asked) -> Sheet:
    return Sheet(
        "rating",
        "民主测评表",
        (
            TOWNSHIP,
            VILLAGE,
            TEAM,
            Column("held_on", "哪天办", day(), width=12),
            Column("kind", "怎么评", text(), width=12),
            Column("voters", "谁投的票", text(), width=20),
            Column("whom", "评谁", text(), width=12),
            Column("topic", "评哪一项", text(), width=20),
            *(Column(label, label, whole(0, MOST_VOTES), width=9) for label in _grades(_sessions(asked))),
        ),
    )


def rows_of(asked: Asked) -> Iterator[Row]:
    sessions = _sessions(asked)
    tallies = RatingTally.objects.visible_to(asked.by, HOLD).filter(session__in=[one.pk for one in sessions])
    counted: dict[int, dict[tuple[int | None, str, str], dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for session, posting, pile, topic, answer, count in tallies.values_list(
        "session", "posting", "pile", "topic", "answer", "count"
    ):
        counted[session][posting, pile, topic][answer] = count
    names = _names({posting for of_one in counted.values() for posting, _, _ in of_one if posting})
    every = dict.fromkeys(_grades(sessions))
    for session in sessions:
        yield from _of_session(session, counted[session.pk], names, every)


def _names(postings: set[int]) -> dict[int, str]:
    return dict(Posting.objects.filter(pk__in=postings).values_list("pk", "cadre__person__name"))


def _of_session(
    session: RatingSession,
    counted: Mapping[tuple[int | None, str, str], Counts],
    names: Mapping[int, str],
    every: Row,
) -> Iterator[Row]:
    subjects: list[int | None] = [None, *sorted({posting for posting, _, _ in counted if posting})]
    for subject, pile, topic in product(subjects, session.all_piles, session.form["topics"]):
        if found := counted.get((subject, pile.key, topic["key"])):
            whom = names.get(subject, "") if subject else "工作队"
            grades = {one["label"]: found.get(one["key"], 0) for one in topic["answers"]}
            yield {**every, **_heading(session, pile.key), "whom": whom, "topic": topic["text"], **grades}


def _heading(session: RatingSession, pile: str) -> dict[str, Any]:
    return {
        "township": session.township,
        "village": session.place_name,
        "team": session.team.name,
        "held_on": session.held_on,
        "kind": session.get_kind_display(),
        "voters": label_of(pile),
    }


RATING_LEDGER = ledger(
    Ledger(
        "rating",
        "R-DOC-09",
        "民主测评表",
        "办完的测评，每一项各档几票；不写谁投的，票少的几摞早就并在一起数了。只给办测评的人。",
        HOLD,
        Per.SPAN,
        sheet_of,
        rows_of,
        ("计票人", "监票人", "乡镇负责人"),
        is_wide=True,
        is_restricted=True,
    )
)
