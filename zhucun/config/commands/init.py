"""`zhucun init`: brings the tables up to the program; with --county it opens a county and prints its first log-ins."""

from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.config.commands.asked import Asked, Outcome, operator
from zhucun.config.commands.bringing_up import bring_up
from zhucun.config.commands.columns import columns
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.org.accounts.first import LEADER, first_slips, nobody_yet, open_first_accounts
from zhucun.org.accounts.opening import Slip
from zhucun.org.places import acts as places
from zhucun.org.places.founding import found_county
from zhucun.org.places.models import CountyOffice, Place
from zhucun.org.roles import label

STANDING_SINCE = date(2000, 1, 1)  # a county did not begin on the day on which it is opened here
NAMED_BY = {
    LEADER: "leader",
    "system_admin": "system_admin",
    "security_admin": "security_admin",
    "audit_admin": "audit_admin",
}


def run(asked: Asked) -> Outcome:
    done = bring_up()
    value: dict[str, Any] = {"migrations": done, "county": None, "log_ins": []}
    lines = [f"库建好了，办了 {len(done)} 步。" if done else "库是新的，不用升级。"]
    if asked.county is None:
        return Outcome(value, [*lines, "开通一个县：zhucun init --county 代码 --name 县名 --leader 姓名"])
    county, slips = _open(asked)
    value |= {"county": {"code": county.code, "name": county.name}, "log_ins": [_value(*one) for one in slips]}
    return Outcome(value, [*lines, *_lines(county, slips, is_new=not asked.new_codes)])


def _open(asked: Asked) -> tuple[Place, list[tuple[str, Slip]]]:
    _must_be_a_county(asked.county)
    by = operator(asked.county)
    if asked.new_codes:
        return asked.home(), first_slips(asked.home(), by=by)
    if not asked.name:
        raise WrongUse(f"还缺县名：zhucun init --county {asked.county} --name 县名")
    if CountyOffice.objects.filter(county__code=asked.county).exists():
        raise WrongUse(f"{asked.county} 已经开通了。第一批账号没人进过、码丢了的，加 --new-codes 重新发码。")
    return _new_county(asked, by)


def _new_county(asked: Asked, by: Actor) -> tuple[Place, list[tuple[str, Slip]]]:
    code = asked.county
    above = {code[:2]: asked.province, code[:4]: asked.prefecture}
    named = {level: name for level, name in above.items() if name}
    county = found_county(code, asked.name, since=STANDING_SINCE, above=named, by=by)
    places.open_county(county, office_name=asked.office or f"{asked.name}驻村办", by=by)
    wanted = {role: nobody_yet(role, code, asked.__getattr__(named_by)) for role, named_by in NAMED_BY.items()}
    open_first_accounts(county, since=by.today, by=by, wanted=wanted)
    return county, first_slips(county, by=by)


def _must_be_a_county(code: str) -> None:
    if not (len(code) == 6 and code.isdigit()):
        raise WrongUse(f"“{code}”不是县的代码：写六位数字，如 431126。")


def _value(role: str, slip: Slip) -> dict[str, Any]:
    told = {"role": role, "label": label(role), "name": slip.name}
    return {**told, "log_in": slip.log_in, "code": slip.code, "until": slip.until}


def _lines(county: Place, slips: list[tuple[str, Slip]], *, is_new: bool) -> list[str]:
    rows = [(label(role), slip.name, slip.log_in, slip.code) for role, slip in slips]
    return [
        f"{county.name}（{county.code}）开通了。" if is_new else f"{county.name}（{county.code}）重新发了码。",
        "",
        *columns(("身份", "姓名", "登录名", "一次性码"), rows),
        "",
        f"码只印这一次，用到 {slips[0][1].until:%Y-%m-%d}。先打开服务：zhucun serve；在“一次性码”一栏进，再设密码。",
        "三个管理员要是三个人。主任进去以后就可以导入花名册；别的账号由系统管理员开、安全管理员授权。",
    ]
