"""`zhucun demo`: serves the demo county, and prints one log-in per role."""

from typing import Any

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.columns import columns
from zhucun.config.commands.serving import Server
from zhucun.demo.invented_overseen import NEXT, NEXT_NUMBER
from zhucun.demo.log_ins import PASSWORD, LogIn, fresh_code, log_ins


def run(asked: Asked) -> Outcome | None:
    server = Server.of(asked)
    if asked.only_make:
        return _answer(server.address)
    server.must_be_free()
    server.run(_answer(server.address, is_serving=True), as_json=asked.json)
    return None


def _answer(address: str, *, is_serving: bool = False) -> Outcome:
    listed, (member, code) = log_ins(), fresh_code()
    value = {
        "url": address,
        "log_ins": [{**_value(one), "password": PASSWORD} for one in listed],
        "by_code": {**_value(member), "code": code},
    }
    by_code = f"队员凭纸条进：{address}login/?by=code ，账号 {member.log_in}，一次性码 {code}（用一次，下次启动换新）。"
    serving = ["", f"打开 {address}  ——按 Ctrl-C 停下。"] if is_serving else []
    draw = f"督查第 {NEXT.monday.isocalendar().week} 周封好了还没有抽；干事录入公布数 {NEXT_NUMBER} ，就抽定。"
    return Outcome(value, [*_lines(listed), by_code, draw, *serving])


def _value(one: LogIn) -> dict[str, Any]:
    return {"role": one.role, "label": one.label, "name": one.name, "where": one.where, "log_in": one.log_in}


def _lines(listed: list[LogIn]) -> list[str]:
    rows = [(one.label, one.where, one.name, one.log_in) for one in listed]
    return [
        "演示县：地方、单位、人都是编的，日子停在 2022 年 7 月 11 日。",
        "",
        *columns(("身份", "在哪里", "姓名", "登录名"), rows),
        "",
        f"密码都是 {PASSWORD} ，只在演示县里有用。",
    ]
