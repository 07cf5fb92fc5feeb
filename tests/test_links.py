"""A link that is shown leads somewhere: the demo county is walked through by every log-in."""

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from tests.demo import Demo
from zhucun.demo.log_ins import log_ins

# The first page, what it and the menu lead to, and what those lead to.
DEPTH = 2
PARTS = 4
# As many addresses a role: enough for every kind of page, and the whole walk stays under a minute.
MOST = 40
# Files and prints are the same question as the page they stand on.
ELSEWHERE = re.compile(r"[?&](export|print|as_file)=|/static/|/log-out|/print/|\.(xlsx|pdf|csv|json|svg)$")
VARYING = re.compile(r"\d+")


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if href:
            self.found.append(href)


def links_of(text: str, address: str) -> list[str]:
    """Addresses of this server, each once, in the order of the page."""
    found = (urldefrag(urljoin(f"http://testserver{address}", href)).url for href in Links(text).found)
    ours = (split for split in map(urlsplit, found) if split.netloc == "testserver")
    return list(dict.fromkeys(f"{split.path}{'?' + split.query if split.query else ''}" for split in ours))


def kind_of(address: str) -> str:
    """Two villages are one kind of page, as are two sortings of a list."""
    split = urlsplit(address)
    keys = "&".join(sorted(pair.split("=")[0] for pair in split.query.split("&") if pair))
    return f"{VARYING.sub('#', split.path)}?{keys}"


class Walk:
    """Breadth first; of each kind of address a few, so that forty addresses see every kind of page."""

    ALIKE = 2

    def __init__(self, client: Client) -> None:
        self.client = client
        self.client.raise_request_exception = False
        self.seen: set[str] = {"/"}
        self.kinds: dict[str, int] = {}
        self.dead: list[str] = []
        self.waiting: deque[tuple[str, int, str]] = deque([("/", 0, "")])
        self.opened = 0

    def go(self) -> list[str]:
        while self.waiting and self.opened < MOST:
            self.open(*self.waiting.popleft())
        return self.dead

    def open(self, address: str, depth: int, shown_on: str) -> None:
        self.opened += 1
        answer = self.client.get(address, follow=True)  # a member's first page is on the phone
        if answer.status_code >= 400:
            self.dead.append(f"{answer.status_code} {address} shown on {shown_on}")
        elif depth < DEPTH and answer.headers["Content-Type"].startswith("text/html") and answer.status_code == 200:
            for link in links_of(answer.content.decode(), address):
                self.note(link, depth + 1, address)

    def note(self, link: str, depth: int, shown_on: str) -> None:
        kind = kind_of(link)
        if link in self.seen or ELSEWHERE.search(link) or self.kinds.get(kind, 0) >= self.ALIKE:
            return
        self.seen.add(link)
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        self.waiting.append((link, depth, shown_on))


@pytest.mark.sqlite
@pytest.mark.parametrize("part", range(PARTS))
def test_no_link_leads_nowhere_for_any_role(demo: Demo, part: int) -> None:
    """In parts, so that two workers share the walk."""
    walks = {f"{one.label} {one.where}": Walk(demo.client_of(one.account)) for one in log_ins()[part::PARTS]}
    dead = {who: walk.go() for who, walk in walks.items()}

    assert {who: where for who, where in dead.items() if where} == {}
    assert {who: walk.opened for who, walk in walks.items() if walk.opened < 3} == {}
