"""到账资金 in the account of the year: what came in on each team's book (R-CARE-01, R-CARE-02)."""

from collections.abc import Mapping

from django.db.models import Sum
from django.urls import reverse

from zhucun.incentives.funds.models import FundEntry
from zhucun.incentives.funds.rules import SEE
from zhucun.lib.amounts import shown_fen, shown_hundredths
from zhucun.oversight.yearly.columns import Asked, Said, yearly_column


@yearly_column("funds", "到账资金", order=65, needs=SEE, width=12)
def funds(asked: Asked) -> Mapping[int, Said]:
    rows = FundEntry.objects.visible_to(asked.actor).standing().income().filter(team__in=asked.teams, year=asked.year)
    summed = rows.order_by().values_list("team").annotate(came=Sum("fen"))
    return {team: _said(fen, asked.year, team) for team, fen in summed}


def _said(fen: int, year: int, team: int) -> Said:
    url = f"{reverse('incentives:funds.one', args=[team])}?year={year}"
    return Said(shown_fen(fen), shown_hundredths(fen), url)
