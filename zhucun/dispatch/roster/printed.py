"""驻村工作队花名册 as it is printed and signed (R-DOC-01): with who is insured, which a topic above knows."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from zhucun.dispatch.roster.exporting import Order, postings_in, rows_of
from zhucun.dispatch.roster.rules import SEE
from zhucun.dispatch.roster.sheets import ROSTER
from zhucun.sheets.columns import Sheet
from zhucun.web.ledgers import OFFICE_SIGNS, Asked, Ledger, Per, Row, ledger

COLUMNS = (
    *("name", "sex", "birth_month", "party_joined_on", "education", "unit", "post", "rank", "phone"),
    *("sending_level", "roles", "place", "township", "since", "until", "has_rural_experience", "is_insured", "remark"),
)
Insured = Callable[[Collection[int], date], Collection[int]]
_insured: list[Insured] = []


def insured_come_from(found: Insured) -> Insured:
    """Which of these cadres were insured on the day."""
    _insured.append(found)
    return found


def rows_on(asked: Asked) -> Iterator[Row]:
    postings = list(postings_in(asked.by, asked.last, Order.PLACES))
    cadres = [posting.cadre_id for posting in postings]
    insured = {cadre for found in _insured for cadre in found(cadres, asked.last)}
    for posting, told in zip(postings, rows_of(postings, is_full=False), strict=True):
        last_day = posting.until - timedelta(days=1) if posting.until else None
        yield {**told, "until": last_day, "is_insured": posting.cadre_id in insured}


ROSTER_LEDGER = ledger(
    Ledger(
        "roster-sheet",
        "R-DOC-01",
        ROSTER.title,
        "那天在册的人，一人一行；电话打码。",
        SEE,
        Per.DAY,
        Sheet("roster", ROSTER.title, tuple(ROSTER.by_key[key] for key in COLUMNS)),
        rows_on,
        OFFICE_SIGNS,
        is_wide=True,
    )
)
