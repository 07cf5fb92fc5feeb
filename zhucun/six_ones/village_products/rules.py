"""Pure decisions about 一村一品 and collective income."""

from datetime import date

from zhucun.acts.refused import Refused
from zhucun.lib.amounts import shown_fen
from zhucun.six_ones.industries.rules import said

FIRST_YEAR = 2000
MOST_FEN = 10_000_000_000


def must_be_a_year_that_began(year: int, today: date) -> None:
    if not FIRST_YEAR <= year <= today.year:
        raise Refused(f"年度写 {FIRST_YEAR} 到 {today.year} 之间的一年。", field="year")


def must_be_an_amount(fen: int) -> None:
    if not 0 <= fen <= MOST_FEN:
        raise Refused(f"一年的收入在 0 到 {shown_fen(MOST_FEN)} 之间，看看是不是多写了零。", field="fen")


def must_have_begun(since: date, today: date) -> None:
    if since > today:
        raise Refused(f"{said(since)}还没到，写从哪天起算本村的一品。", field="since")


def must_end_after(until: date, since: date, today: date) -> None:
    if until <= since or until > today:
        raise Refused(f"从 {said(since)}起算的，到那以后、今天以前的一天为止。", field="until")
