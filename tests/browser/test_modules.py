"""The JavaScript modules of zhucun/web/static/web, each for what it does, on the page of all parts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.measures import AT_THE_DESK, ON_PHONES, too_small, violations
from tests.browser.site import Site
from tests.browser.watching import Watched, at_work
from zhucun.web import static_files

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

MODULES = Path(static_files.__file__).parent / "static" / "web"


@pytest.fixture
def parts(gallery: Site) -> Page:
    tab = gallery.tab(permissions=["clipboard-read", "clipboard-write"])
    tab.look(f"{gallery.base}/components/", width=1366)
    at_work(tab.page)
    return tab.page


@pytest.fixture
def listed(gallery: Site) -> Page:
    tab = gallery.tab()
    tab.look(f"{gallery.base}/teams/", width=1366)
    at_work(tab.page)
    return tab.page


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_every_module_is_tested() -> None:
    named = {path.stem.replace("-", "_") for path in MODULES.glob("*.js")} - {"zhucun"}
    here = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    tested = set(re.findall(r"^def test_([a-z_]+?)__", here, re.MULTILINE))

    assert named - tested == set()


@pytest.mark.parametrize("path", ["components", "teams"])
@pytest.mark.parametrize("width", [1366, 1024, 390, 320])
def test_the_parts_hold_at_every_width(gallery: Site, path: str, width: int) -> None:
    tab: Watched = gallery.tab()

    seen = tab.look(f"{gallery.base}/{path}/", width=width)

    least = ON_PHONES if width < 640 else AT_THE_DESK
    assert [*seen.faults, *violations(tab.page), *too_small(tab.page, least)] == []


def test_key__brings_the_cursor_into_search_unless_one_is_typing(parts: Page) -> None:
    parts.keyboard.press("/")
    assert focused(parts) == "top-q"

    parts.keyboard.press("/")
    assert parts.input_value("#top-q") == "/"


def test_drop__closes_on_escape_and_on_a_press_elsewhere(parts: Page) -> None:
    me = parts.locator("details.me")
    me.locator("summary").click()
    parts.keyboard.press("Escape")
    expect(me).not_to_have_attribute("open", "")

    me.locator("summary").click()
    expect(me).to_have_attribute("open", "")
    parts.locator("h1").click()
    expect(me).not_to_have_attribute("open", "")


def test_arrows__go_from_link_to_link_and_stay_within_the_list(listed: Page) -> None:
    listed.evaluate("""async () => {
      const rows = document.querySelector(".table tbody");
      (await import("/static/web/arrows.js")).default(rows);
      rows.querySelector("a").focus();
    }""")
    links = listed.locator(".table tbody a")

    listed.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()

    listed.keyboard.press("ArrowUp")
    listed.keyboard.press("ArrowUp")
    expect(links.first).to_be_focused()


def test_narrow__leaves_the_choices_that_contain_the_words(listed: Page) -> None:
    towns = listed.locator("details", has_text="枫林镇").last
    towns.locator("summary").click()
    towns.locator("[data-zc-narrow]").fill("枫林")

    expect(towns.locator("li:visible").filter(has_not_text="枫林")).to_have_count(0)
    assert towns.locator("li:visible").count() > 0


def test_copy__puts_the_message_on_the_clipboard_and_says_so(parts: Page) -> None:
    button = parts.locator("[data-zc-copy]").last
    button.click()

    expect(button).to_contain_text("已复制")
    assert parts.evaluate("navigator.clipboard.readText()") == "缺 1 人，明天到期"


def test_copy__works_where_the_office_network_has_no_https(gallery: Site) -> None:
    tab = gallery.tab()
    tab.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    tab.look(f"{gallery.base}/components/", width=1366)
    at_work(tab.page)
    button = tab.page.locator("[data-zc-copy]").last
    button.click()

    expect(button).to_contain_text("已复制")


def test_dialog__opens_in_the_page_and_gives_the_focus_back(parts: Page) -> None:
    opener, box = parts.locator("[data-zc-dialog]"), parts.locator("dialog#recall")
    opener.click()
    expect(box).to_be_visible()

    box.locator("[data-zc-close]").click()
    expect(box).to_be_hidden()
    expect(opener).to_be_focused()


def test_focus__goes_to_the_summary_of_errors_and_from_there_into_the_field(parts: Page) -> None:
    assert "errors" in focused(parts)

    parts.locator(".errors a", has_text="结束日期").click()

    assert focused(parts) == "id_until"


def test_once__a_second_press_on_its_way_does_nothing(parts: Page) -> None:
    parts.evaluate(
        """() => {
          window.sends = 0;
          document.getElementById("form").addEventListener("submit", (event) => {
            if (!event.defaultPrevented) window.sends += 1;
            event.preventDefault();
          });
        }"""
    )
    button = parts.locator("#form button.main")
    button.click()
    button.click(force=True)

    assert parts.evaluate("window.sends") == 1
    assert button.get_attribute("aria-disabled") == "true"


def test_pick__one_box_for_all_and_the_button_names_the_number(parts: Page) -> None:
    form = parts.locator("[data-zc-pick]")
    count, button = form.locator("[data-zc-picked]"), form.locator("button.main")
    assert button.get_attribute("aria-disabled") == "true"

    form.locator("[data-zc-pick-all]").check()
    expect(count).to_have_text("5")

    form.locator("tbody .pick input").first.uncheck()
    expect(count).to_have_text("4")
    assert form.locator("[data-zc-pick-all]").evaluate("box => box.indeterminate") is True


@pytest.mark.parametrize("order", [("once", "pick"), ("pick", "once")])
def test_pick__and_once_send_what_is_picked_once(parts: Page, order: tuple[str, str]) -> None:
    parts.evaluate(
        """async (order) => {
          const before = document.querySelector("[data-zc-pick]"), form = before.cloneNode(true);
          before.replaceWith(form);
          for (const name of order) (await import(`/static/web/${name}.js`)).default(form);
          window.sends = 0;
          form.addEventListener("submit", (event) => {
            if (!event.defaultPrevented) window.sends += 1;
            event.preventDefault();
          });
        }""",
        list(order),
    )
    form = parts.locator("[data-zc-pick]")
    form.locator("tbody .pick input:checked").evaluate_all("boxes => boxes.forEach((box) => box.click())")
    button = form.locator("button.main")
    button.click(force=True)
    assert parts.evaluate("window.sends") == 0

    form.locator("tbody .pick input").first.check()
    button.click(force=True)
    button.click(force=True)
    assert parts.evaluate("window.sends") == 1


def test_print__opens_the_browsers_print(parts: Page) -> None:
    parts.evaluate("window.print = () => (window.printed = true)")
    parts.locator("[data-zc-print]").first.click()

    assert parts.evaluate("window.printed") is True


def test_in_view__a_row_of_tabs_begins_where_the_open_one_is_seen(gallery: Site) -> None:
    tab: Watched = gallery.tab()
    tab.look(f"{gallery.base}/teams/", width=320)
    at_work(tab.page)
    row = tab.page.locator("nav.views").first
    row.evaluate("row => row.querySelector('[aria-current]').removeAttribute('aria-current')")
    row.evaluate("row => row.lastElementChild.setAttribute('aria-current', 'page')")

    tab.page.evaluate("document.dispatchEvent(new Event('htmx:afterSettle'))")

    edge, seen = row.bounding_box(), row.locator("[aria-current]").bounding_box()
    assert edge["x"] <= seen["x"]
    assert seen["x"] + seen["width"] <= edge["x"] + edge["width"]


def test_part__is_replaced_takes_the_focus_and_changes_the_address(listed: Page) -> None:
    listed.locator("nav.views a", has_text="不足 3 人").click()
    listed.wait_for_url("**view=short*")

    expect(listed.locator("#list")).to_be_focused()


def test_part__stays_and_says_so_when_it_cannot_be_fetched(listed: Page) -> None:
    def cut(route: Route) -> None:
        route.abort()

    listed.route("**/*view=short*", cut)
    listed.locator("nav.views a", has_text="不足 3 人").click()

    expect(listed.locator("[data-zc-failed]")).to_have_text("没取到，再试。")
    expect(listed.locator("#list table")).to_be_visible()


def test_gone_after__the_line_leaves_but_not_under_the_pointer(gallery: Site) -> None:
    tab = gallery.tab()
    tab.page.clock.install()
    tab.look(f"{gallery.base}/components/", width=1366)
    line = tab.page.locator(".saved")
    at_work(tab.page)
    line.hover()
    tab.page.clock.run_for(12_000)
    expect(line).to_be_visible()

    tab.page.mouse.move(10, 400)
    tab.page.clock.run_for(12_000)
    expect(line).to_have_count(0)


def test_rows__open_from_anywhere_and_the_arrow_keys_go_from_row_to_row(listed: Page) -> None:
    listed.evaluate("""async () => {
      (await import("/static/web/rows.js")).default(document.querySelector(".table"));
      document.querySelector(".table tbody th a").focus();
    }""")
    links = listed.locator(".table tbody th[scope=row] a")

    listed.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    listed.keyboard.press("ArrowUp")
    expect(links.first).to_be_focused()

    leads_to = links.nth(1).get_attribute("href")
    listed.locator(".table tbody tr").nth(1).locator("td").last.click(position={"x": 2, "y": 2})
    listed.wait_for_url(f"**{leads_to}")
