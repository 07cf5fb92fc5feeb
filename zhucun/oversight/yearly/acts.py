"""Settling a year, taking that back, entering what came back signed: the only writer here."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.rhythm import acts as rhythm
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import Cycle
from zhucun.oversight.rhythm.rules import State as ItemState
from zhucun.oversight.yearly import rules
from zhucun.oversight.yearly.columns import NOTHING, Asked, all_columns, said_by
from zhucun.oversight.yearly.models import YearAccount, YearLine
from zhucun.oversight.yearly.rules import FLOW, State


@act("yearly.settle", "定年终总账", needs=rules.SETTLE)
def settle(county: Place, *, year: int, by: Actor) -> YearAccount:
    """Every column of every team as the ledgers say now, kept for good; 年终算总账 is done (R-LOG-07)."""
    if county.kind != Kind.COUNTY:
        raise Refused("年终总账由县里定。")
    if by.today < date(year + 1, 1, 1):
        raise Refused(f"{year} 年还没过完，过完再定。", field="year")
    account = YearAccount.objects.filter(county_code=county.code, year=year).first()
    if account is None:
        account = YearAccount(county_code=county.code, year=year)
    else:
        FLOW.step(account, "settle_again")
        account.lines.all().delete()
    columns = all_columns()
    account.settled_on, account.settled_by, account.reopened_because = by.today, by.name, ""
    account.columns = [one.key for one in columns]
    account.save()
    _freeze(account, by)
    _tick(account, by)
    return account


def _freeze(account: YearAccount, by: Actor) -> None:
    first, beyond = date(account.year, 1, 1), date(account.year + 1, 1, 1)
    teams = dict(
        Team.objects.filter(county_code=account.county_code).overlapping(first, beyond).values_list("pk", "place_code")
    )
    office = Actor.system(by.name, reach=account.county_code, now=by.now, door=by.door)
    asked = Asked(office, account.county_code, account.year, by.today, list(teams))
    said = said_by(all_columns(), asked)
    insert_many(
        YearLine(
            account=account,
            team_id=team,
            place_code=code,
            said={key: cells.get(team, NOTHING).as_json() for key, cells in said.items()},
        )
        for team, code in teams.items()
    )


def _tick(account: YearAccount, by: Actor) -> None:
    listed = CadenceItem.objects.filter(county_code=account.county_code, cycle=Cycle.YEAR, period=str(account.year))
    for item in listed.filter(state=ItemState.DUE):
        rhythm.done(item, done_on=by.today, evidence=str(account), evidence_url=f"/yearly/?year={account.year}", by=by)


@act("yearly.reopen", "重新算年终总账", needs=rules.SETTLE)
def reopen(account: YearAccount, *, reason: str, by: Actor) -> YearAccount:
    if not reason.strip():
        raise Refused("写明为什么重新算。", field="reason")
    FLOW.step(account, "reopen")
    account.reopened_because = reason.strip()
    account.save()
    return account


@act("yearly.sign", "登记签回来的总账单", needs=rules.SIGN)
def sign(line: YearLine, *, signed_on: date, note: str = "", by: Actor) -> YearLine:
    """On paper by team, unit and township; entered again it replaces what was entered."""
    if line.account.state != State.SETTLED:
        raise Refused("总账正在重新算，定了再签。")
    if not line.account.settled_on <= signed_on <= by.today:
        raise Refused("签的日子在定总账以后、今天以前。", field="signed_on")
    line.signed_on, line.signed_note, line.entered_by = signed_on, note.strip(), by.name
    line.save()
    return line
