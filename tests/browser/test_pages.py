"""Every page in Chromium, for whoever may open it: axe-core, nothing over the edge, no error, nothing blocked."""

import re
from http import HTTPStatus

import pytest
from django.urls import get_resolver

from tests import doors
from tests.browser.measures import AT_THE_DESK, OF_THE_WIDTH, ON_PHONES, measured, too_small, unsigned, violations
from tests.browser.site import Site
from tests.browser.watching import Watched
from tests.doors import Door
from tests.examples import Examples

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WHO = ("officer", "secretary")
ELSE = (
    "office_leader",
    "system_admin",
    "security_admin",
    "audit_admin",
    "clerk",
    "member",
)  # for pages those two may not open
WIDTHS = (1366, 390, 320)
NO_PAGES = (".xlsx", ".csv", ".json", "/open/", "/slips/", "api/")  # files, and what only answers to a form


def addresses() -> list[str]:
    found = (
        address for _, address, route in doors._routes(get_resolver().url_patterns) if hasattr(route.callback, "needs")
    )
    return sorted(address for address in found if not any(part in address for part in NO_PAGES))


FIRST_OF_THEIR_PART = {address.partition("/")[0]: address for address in reversed(addresses())}.values()

Furnished = tuple[Site, Examples]


@pytest.fixture(scope="module")
def tabs(furnished: Furnished) -> dict[str, Watched]:
    site, of = furnished
    found = {who: site.as_account(of.cast.accounts[who]) for who in (*WHO, *ELSE)}
    measured(found[WHO[0]].page)
    return found


@pytest.fixture(scope="module")
def doors_at(furnished: Furnished) -> dict[str, Door]:
    _, of = furnished
    return {door.address: door for door in doors.doors(of)}


@pytest.mark.parametrize("address", addresses())
def test_a_page_holds_what_it_promises(
    furnished: Furnished, tabs: dict[str, Watched], doors_at: dict[str, Door], address: str
) -> None:
    """For the first who may open it all of it; the secretary's, where it is drawn otherwise, holds too."""
    site, of = furnished
    door = doors_at[address]
    let_in = [who for who in WHO + ELSE if door.is_open_to(of.cast.actor(who))]
    first, drawn = first_to_open(tabs, let_in, site.base + door.path)
    assert first == "" or faults_of(tabs[first], door) == [], f"{door.path}, as {first}"
    if first == WHO[0] and WHO[1] in let_in:
        second, _ = first_to_open(tabs, [WHO[1]], site.base + door.path, but=drawn)
        assert second == "" or over_the_edge(tabs[second], door) == [], f"{door.path}, as {second}"


def first_to_open(tabs: dict[str, Watched], let_in: list[str], address: str, but: str = "") -> tuple[str, str]:
    """Who has it open now, and as what; nobody where all are refused or led on, where it is a file, or answers only to
    a form, or where it is drawn as it was before."""
    for who in let_in:
        answer = tabs[who].asked(address)
        if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
            return "", ""
        if answer.status == HTTPStatus.OK and answer.headers.get("content-type", "").startswith("text/html"):
            drawn = as_drawn(answer.text())
            if drawn == but:
                return "", drawn
            tabs[who].look(address, width=WIDTHS[0])
            return who, drawn
    return "", ""


def as_drawn(html: str) -> str:
    """What is seen of the page between its menu and its foot: words and classes, not where its links lead."""
    own = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r'<input type="hidden"[^>]*>| (?!class)[\w-]+="[^"]*"', "", own)


def over_the_edge(tab: Watched, door: Door) -> list[str]:
    """What the page has of its parts is the first one's too; what it has in them may be longer or none at all."""
    return [fault for width in WIDTHS for fault in tab.seen(door.path, width=width).faults]


def faults_of(tab: Watched, door: Door) -> list[str]:
    """axe-core goes over all of it at the desk; on the phone over what the width decides."""
    seen = tab.seen(door.path, width=WIDTHS[0])
    found = (*violations(tab.page), *too_small(tab.page, AT_THE_DESK), *unsigned(tab.page))
    wide = [f"at the desk: {fault}" for fault in found]
    narrow = [fault for width in WIDTHS[1:] for fault in tab.seen(door.path, width=width).faults]
    rules = () if door.address in FIRST_OF_THEIR_PART else OF_THE_WIDTH
    small = [f"on the phone: {one}" for one in (*violations(tab.page, rules), *too_small(tab.page, ON_PHONES))]
    return [*seen.faults, *wide, *narrow, *small]
