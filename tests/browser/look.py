"""Looks at pages of a running server: `python -m tests.browser.look --as LOGIN --out DIR /teams/ /members/`.

Logs in through the real log-in page, saves a picture of each page at each width, and prints what one might miss:
status, what runs over the edge, errors in the console, what the policy blocked; with --axe what axe-core finds.
"""

import argparse
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.watching import AXE, HEIGHT, Seen, Watched, chromium

VIOLATIONS = (
    "axe.run().then(found => found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`))"
)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.look", description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", metavar="/path/")
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="where the server is (%(default)s)")
    parser.add_argument("--as", dest="log_in", default="", help="account; nobody logs in when left out")
    parser.add_argument("--password", default="", help="its password")
    parser.add_argument("--code", default="", help="or its one-time code")
    parser.add_argument("--out", type=Path, default=Path("looks"), help="folder for the pictures (%(default)s)")
    parser.add_argument("--width", type=int, action="append", help="may be given several times (1366 and 390)")
    parser.add_argument("--axe", action="store_true", help="run axe-core too")
    parser.add_argument("--print", action="store_true", dest="printed", help="save what would be printed, as PDF")
    return parser.parse_args()


def enter(tab: Watched, asked: argparse.Namespace) -> None:
    """By password or by code; a first look at one's facts is confirmed, since every page waits for it."""
    page = tab.page
    page.goto(f"{asked.base}/login/{'?by=code' if asked.code else ''}")
    page.fill("[name=name]", asked.log_in)
    page.fill("[name=secret]", asked.code or asked.password)
    press_and_wait(page)
    if "/account/check/" in page.url:
        press_and_wait(page)
    if "/login/" in page.url or "/account/password/" in page.url:
        sys.exit(f"{asked.log_in} could not log in: {page.url}\n{page.inner_text('main')}")


def press_and_wait(page: Page) -> None:
    with page.expect_navigation():
        page.click("main form button.main")


def file_name(path: str, width: int, ending: str) -> str:
    return f"{re.sub(r'[^a-zA-Z0-9]+', '-', path).strip('-') or 'home'}-{width}.{ending}"


def report(seen: Seen, found: list[str], led_on: str) -> None:
    counts = f"{seen.overflow:>5} {len(seen.errors):>6} {len(seen.blocked):>4} {len(found):>4}"
    print(f"{seen.status:>6} {seen.width:>6} {counts}  {seen.path}{led_on}")  # noqa: T201
    for line in (*seen.errors, *seen.blocked, *found):
        print(f"        {line}")  # noqa: T201


def look_at(tab: Watched, asked: argparse.Namespace, path: str, width: int) -> None:
    seen = tab.look(asked.base + path, width=width)
    found: list[str] = []
    if asked.axe:
        tab.page.evaluate(AXE.read_text())
        found = tab.page.evaluate(VIOLATIONS)
    name = f"{asked.log_in or 'nobody'}-{file_name(path, width, 'png')}"
    tab.page.screenshot(path=asked.out / name, full_page=True)
    if asked.printed:
        tab.page.pdf(path=asked.out / name.replace(".png", ".pdf"), format="A4", print_background=True)
    landed = urlsplit(tab.page.url).path
    report(seen, found, "" if landed == urlsplit(path).path else f" → {landed}")


def main() -> None:
    asked = arguments()
    asked.base = asked.base.rstrip("/")
    asked.out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        tab = Watched(browser.new_page(viewport={"width": 1366, "height": HEIGHT}, locale="zh-CN"))
        if asked.log_in:
            enter(tab, asked)
        print("status  width  over errors csp  axe  page")  # noqa: T201
        for path in asked.paths:
            for width in asked.width or (1366, 390):
                look_at(tab, asked, path, width)


if __name__ == "__main__":
    main()
