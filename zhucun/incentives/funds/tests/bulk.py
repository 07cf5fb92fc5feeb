"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests.bulk import operator_of, plan
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.incentives.funds import acts as funds


@plan("fund.receive")
def money_comes_in(cast: Cast) -> list[Told]:
    told = {"on": SINCE, "fen": 1_000_000, "source": "unit"}
    return [
        Told(cast.team, {**told, "voucher": "收1", "promise": "team_fund", "what": "后盾单位拨入"}),
        Told(cast.team, {**told, "voucher": "收2"}),
        Told(cast.xihe_team, {**told, "voucher": "收1"}),
    ]


@plan("fund.spend")
def money_goes_out(cast: Cast) -> list[Told]:
    """All of it, in two lines of which the later day comes first."""
    funds.receive(cast.team, on=SINCE, fen=300, voucher="收1", source="county", by=operator_of(cast))
    told = {"purpose": "办公用品", "what": "纸和墨盒"}
    return [
        Told(cast.team, {**told, "on": TODAY, "fen": 100, "voucher": "支2"}),
        Told(cast.team, {**told, "on": SINCE, "fen": 200, "voucher": "支1"}),
    ]


@plan("fund.publish")
def half_years_shown(cast: Cast) -> list[Told]:
    """A team that spent something and one that did not."""
    by, last_year = operator_of(cast), date(2021, 12, 1)
    funds.receive(cast.team, on=last_year, fen=300, voucher="收1", source="county", by=by)
    told = {"purpose": "办公用品", "what": "纸和墨盒", "voucher": "支1"}
    funds.spend(cast.team, on=last_year, fen=100, by=by, **told)
    shown = {"published_on": TODAY, "where": "村务公开栏"}
    return [
        Told(cast.team, {**shown, "half": "2021-H2"}),
        Told(cast.team, {**shown, "half": "2022-H1"}),
        Told(cast.xihe_team, {**shown, "half": "2021-H2"}),
    ]
