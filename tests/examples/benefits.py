"""What members are given, and what a team spends."""

from tests.cast import SINCE, TODAY, Cast
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.caring import acts as caring
from zhucun.incentives.funds import acts as funds
from zhucun.incentives.outcomes import acts as outcomes


def furnish(cast: Cast) -> None:
    """What a member was given, and a unit that was reminded of the rest."""
    officer = cast.actor("officer")
    benefits.pay(cast.member, what="phone", month="2022-05", fen=10_000, paid_on=TODAY, voucher="12号", by=officer)
    benefits.insure(cast.member, since=SINCE, last_day=TODAY, insurer="某财险公司", by=officer)
    benefits.record_check(cast.member, done_on=TODAY, by=officer)
    benefits.visit(cast.member, on=TODAY, occasion="festival", visited_by="工会", by=officer)
    caring.remind(cast.archive, year=TODAY.year, by=officer)
    told = {"level": "county", "what": "县优秀驻村队员", "document": "青组〔2022〕8号", "on": TODAY}
    outcomes.announce(cast.member, **told, group="commend", by=officer)
    funds.receive(cast.team, on=SINCE, fen=1_000_000, voucher="收1", source="unit", promise="team_fund", by=officer)
