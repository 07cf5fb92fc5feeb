"""What is measured of a page: axe-core's rules, and how large what one presses is."""

from playwright.sync_api import Page

from tests.browser.watching import AXE

# axe's own choice plus target size (WCAG 2.2 AA, 2.5.8). What holds is not listed; no style sheet is fetched once more.
RUN = """
(only) => axe.run(document, {
  runOnly: only || {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
  rules: only ? {} : {"target-size": {enabled: true}},
  resultTypes: ["violations"],
  preload: false,
}).then((found) => found.violations.map((one) =>
  `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`))
"""
PRESSED = "button, a.button, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio])"
TOO_SMALL = """
([selector, least]) => [...document.querySelectorAll(selector)]
  .filter((one) => one.getClientRects().length && !one.closest("[hidden]"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height > 1 && box.height < least - 0.5)
  .map(([one, box]) => `${one.outerHTML.slice(0, 90)} is ${Math.round(box.height)} px high`)
"""
# A form without the page's token is refused as a page kept open too long; Django's test client never asks for it.
UNSIGNED = """
() => [...document.forms]
  .filter((one) => one.method === "post" && !one.querySelector("[name=csrfmiddlewaretoken]"))
  .map((one) => `a form without csrf_token: ${one.outerHTML.slice(0, 120)}`)
"""
ON_PHONES, AT_THE_DESK = 44, 30
OF_THE_WIDTH = ("target-size", "scrollable-region-focusable")  # what axe may find at one width and not at another


def measured(page: Page) -> None:
    """axe-core is half a megabyte: a tab in which many pages are measured is given it once and brings it to each."""
    page.add_init_script(path=AXE)


def violations(page: Page, only: tuple[str, ...] = ()) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    return page.evaluate(RUN, {"type": "rule", "values": only} if only else None)


def too_small(page: Page, least: int) -> list[str]:
    return page.evaluate(TOO_SMALL, [PRESSED, least])


def unsigned(page: Page) -> list[str]:
    return page.evaluate(UNSIGNED)
