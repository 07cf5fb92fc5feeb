"""Watches a page in Chromium: its status, what runs over the edge, what the console says, what the policy blocks."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import APIResponse, Browser, ConsoleMessage, Page, expect, sync_playwright

from zhucun.web import static_files

# Without a window a page takes half the time; where only the whole browser is, it does as well.
CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
HEIGHT = 900
OK = 200
# Loading of another origin is watched too: nothing comes from outside the county's network.
WATCH_POLICY = """
window.zcBlocked = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.zcBlocked.push(`${event.violatedDirective}: ${event.blockedURI || event.sourceFile} ${event.sample}`);
});
"""
# Modules are fetched when the page has loaded; asked for once more here, each is given after it was given to the page.
MODULES = sorted(
    path.stem for path in (Path(static_files.__file__).parent / "static" / "web").glob("*.js") if path.stem != "zhucun"
)
AT_WORK = """
(names) => Promise.all(names.filter((name) => document.querySelector(`[data-zc-${name}]`))
  .map((name) => import(`/static/web/${name}.js`))).then(() => new Promise((done) => setTimeout(done)))
"""
# Of a machine that does other work beside; what holds is seen at once, so that nobody waits for it.
PATIENCE = 30_000
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def at_work(page: Page) -> None:
    """Waits until the page's modules hear what is pressed."""
    page.wait_for_load_state("load")
    page.evaluate(AT_WORK, MODULES)


@contextmanager
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Seen:
    """What one look at one page at one width found."""

    path: str
    width: int
    status: int
    overflow: int
    errors: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        over = [f"{self.overflow} px over the edge"] if self.overflow > 0 else []
        return [f"{self.path} at {self.width}: {fault}" for fault in (*over, *self.errors, *self.blocked)]


class Watched:
    """A tab whose errors are kept; `look(address)` opens a page in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._errors: list[str] = []
        page.add_init_script(WATCH_POLICY)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self._errors.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        """The page's own status is no fault of the page; what the policy blocked is told apart."""
        if message.type != "error" or "Content Security Policy" in message.text:
            return
        if message.location.get("url") != self.page.url:
            self._errors.append(f"{message.text} ({message.location.get('url')})")

    def asked(self, address: str) -> APIResponse:
        """Not led on to another page.

        Asked beside the tab: Chromium puts its own page in place of an empty refusal, and that comes late enough to end
        what the tab is sent to next. Sent there next, it is given the same answer.
        """
        return self.page.request.get(address, max_redirects=0, headers={"X-To-Be-Shown": "yes"})

    def look(self, address: str, *, width: int) -> Seen:
        self._errors.clear()
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        answer = self.page.goto(address, wait_until="load")
        return self.seen(address.split("/", 3)[-1], width=width, status=answer.status if answer else 0)

    def seen(self, path: str, *, width: int, status: int = 200) -> Seen:
        """The page as it stands, at another width perhaps."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        overflow = self.page.evaluate(WIDER_THAN_SCREEN)
        blocked = self.page.evaluate("window.zcBlocked || []")
        return Seen(f"/{path.lstrip('/')}", width, status, overflow, list(self._errors), blocked)
