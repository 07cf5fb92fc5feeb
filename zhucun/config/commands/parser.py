"""argparse that speaks Chinese: headings, help and every complaint."""

import argparse
import re
from datetime import date
from gettext import gettext
from typing import Any, NoReturn

COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"还缺：\1。"),
    (r"unrecognized arguments: (.+)", r"不认识：\1。"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"没有“\2”，可以写：\3。"),
    (r"argument (\S+): expected (?:one|at least one) arguments?", r"\1 后面要写一个值。"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 要写一个数，不是“\2”。"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 和 \2 只能写一个。"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"\1 后面不写值。"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 不够清楚，是 \2 里的哪一个？"),
    (r"one of the arguments (.+) is required", r"这几个里要写一个：\1。"),
    (r"argument (?:\S+): (.+)", r"\1"),
)
WIDEST_OPTION = 26


class ChineseHelp(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=WIDEST_OPTION, width=110)
        self._action_max_length = WIDEST_OPTION  # one margin for all, since commands are indented once more

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _format_action(self, action: argparse.Action) -> str:
        """The list of commands needs no line of its own above it."""
        text = super()._format_action(action)
        return text.split("\n", 1)[1] if action.nargs == argparse.PARSER else text


class Parser(argparse.ArgumentParser):
    """Wrong use is exit status 2 and one sentence on standard error."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "add_help": False, "formatter_class": ChineseHelp, "allow_abbrev": False})
        self._positionals.title, self._optionals.title = "要写的", "可以加的"
        self.add_argument("-h", "--help", action="help", help="看这段说明")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{in_chinese(message)}用法见 {self.prog} --help\n")


def in_chinese(message: str) -> str:
    for pattern, said in COMPLAINTS:
        if found := re.fullmatch(gettext(pattern), message):
            return found.expand(said).replace("'", "")
    return f"{message}。"


def day(text: str) -> date:
    """For `type=`: 2022-06-30."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，写成 2022-06-30 这样。") from None


def code(text: str) -> str:
    """For `type=`: a division code of any level."""
    if not re.fullmatch(r"[0-9]{2,14}", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是区划代码，写 2 到 14 位数字。")
    return text
