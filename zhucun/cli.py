"""The `zhucun` command: docs/product.md ends with its contract, config/commands/arguments.py lists what there is."""

import importlib
import json
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zhucun.config.commands.arguments import COMMANDS, parser
from zhucun.config.commands.wrong_use import WrongUse

DONE, NO, WRONG = 0, 1, 2
STOPPED = 130  # as a shell says it of a command that Ctrl-C ended


def main(argv: Sequence[str] | None = None) -> int:
    try:
        told = parser().parse_args(argv)
    except SystemExit as over:  # help was asked for, or the use was wrong
        return int(over.code or 0)
    try:
        return _carry_out(told)
    except WrongUse as wrong:
        return _said(told, wrong.sentence, WRONG)
    except KeyboardInterrupt:
        return _said(told, "停下了。", STOPPED)
    except BrokenPipeError:  # whoever read the lines has gone: zhucun figures | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _unforeseen(told, error)


def _carry_out(told: Namespace) -> int:
    """Commands and what they import need Django set up on the right database; hence the late imports by name."""
    command = COMMANDS[told.command]
    ready = importlib.import_module("zhucun.config.commands.ready")
    ready.set_up(told, command)
    asked = importlib.import_module("zhucun.config.commands.asked")
    refused = importlib.import_module("zhucun.acts.refused")
    run = importlib.import_module(f"zhucun.config.commands.{command.module}").run
    try:
        outcome = run(asked.Asked(told))
    except refused.Refused as refusal:
        return _said(told, refusal.sentence, NO, rule=refusal.rule)
    if outcome is None:  # what serves has said it before
        return DONE
    outcome.print(as_json=told.json)
    return outcome.status


def _said(told: Namespace, sentence: str, status: int, **more: Any) -> int:
    """The sentence on standard error; where JSON was asked for, standard output is a document all the same."""
    print(sentence, file=sys.stderr)
    if told.json:
        print(json.dumps({"problem": sentence, **more}, ensure_ascii=False))
    return status


def _unforeseen(told: Namespace, error: Exception) -> int:
    """Never a trace on the screen: it is kept in a file, whose name is said."""
    if os.environ.get("ZHUCUN_DEBUG") == "1":
        raise error
    folder = Path(os.environ.get("ZHUCUN_DATA_DIR") or Path.home() / ".local" / "share" / "zhucun")
    kept = folder / "last-error.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text("".join(traceback.format_exception(error)))
        where = f"经过记在 {kept}。"
    except OSError:
        where = ""
    return _said(told, f"没料到的错：{type(error).__name__}。{where}请先运行 zhucun doctor。", NO)


if __name__ == "__main__":
    sys.exit(main())
