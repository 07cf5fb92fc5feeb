"""What Chromium 86 lacks, the floor on office computers and in Android web views (docs/ux.md 5.1), is not used."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "zhucun"
FLOOR = 86


@dataclass(frozen=True)
class Lacking:
    """What no browser of the floor has: since which Chromium it is there, and what we write instead."""

    name: str
    pattern: str
    since: int
    instead: str


CSS = [
    Lacking(":has()", r":has\(", 105, "a class set by the template"),
    Lacking(":is()", r":is\(", 88, "the selectors one by one"),
    Lacking(":where()", r":where\(", 88, "the selectors one by one"),
    Lacking(":not() of several", r":not\([^()]*,", 88, ":not() after :not()"),
    Lacking("colours mixed or made", r"\b(?:color-mix|oklch|oklab|lch|lab|light-dark|color)\(", 111, "a token"),
    Lacking("nesting", r"(?m)^\s*&", 112, "the selector written out"),
    Lacking("container queries", r"@container|container-(?:type|name)|\bcq[wh]\b", 105, "a media query"),
    Lacking("layers, scopes", r"@(?:layer|scope|starting-style)\b", 99, "the order of the sheets"),
    Lacking("range queries", r"@media[^{]*[<>]", 104, "min-width and max-width"),
    Lacking("aspect-ratio", r"(?<!-)\baspect-ratio\s*:", 88, "width and height, or a view box"),
    Lacking("inset", r"(?<![-\w])inset(?:-\w+)*\s*:", 87, "top, right, bottom, left"),
    Lacking("logical spaces", r"\b(?:margin|padding|border)-(?:inline|block)\b", 87, "left and right"),
    Lacking("small and large viewports", r"\d(?:dv|sv|lv)[hw]\b", 108, "vh"),
    Lacking("transforms one by one", r"(?<![-\w])(?:translate|rotate|scale)\s*:", 104, "transform"),
    Lacking("accent-color", r"accent-color", 93, "a box drawn by us"),
    Lacking(
        "text-underline-offset", r"text-underline-offset|text-decoration-thickness", 89, "nothing: it is an ornament"
    ),
    Lacking("overflow: clip", r"overflow[-\w]*\s*:\s*clip", 90, "hidden"),
    Lacking("scrollbar-gutter", r"scrollbar-gutter", 94, "nothing"),
    Lacking("balanced text", r"text-wrap\s*:", 114, "nothing"),
    Lacking("subgrid", r"subgrid", 117, "a grid of its own"),
    Lacking("line height units", r"\d(?:r?lh|cap|ic)\b", 109, "rem"),
    Lacking("popovers and anchors", r":popover|anchor-name|position-anchor|\banchor\(", 114, "details"),
    Lacking("mask without a prefix", r"(?<!-)\bmask(?:-image)?\s*:", 120, "an icon drawn into the page"),
    Lacking(":user-valid", r":user-(?:valid|invalid)", 119, "a class set by the template"),
]
JS = [
    Lacking(".at()", r"\.at\(", 92, "an index"),
    Lacking("Object.hasOwn", r"Object\.hasOwn\b", 93, "in"),
    Lacking("structuredClone", r"structuredClone", 98, "JSON"),
    Lacking("findLast", r"\.findLast(?:Index)?\(", 97, "reverse() before find()"),
    Lacking("sorted copies", r"\.to(?:Sorted|Reversed|Spliced)\(|\.with\(", 110, "a copy, then sort()"),
    Lacking("groupBy", r"\.groupBy\(", 117, "a loop"),
    Lacking("randomUUID", r"randomUUID", 92, "an id made by the server; it also wants https"),
    Lacking("await at the top", r"(?m)^await\b", 89, "a function"),
    Lacking("static blocks", r"static\s*\{", 94, "a statement after the class"),
    Lacking("AbortSignal.timeout", r"AbortSignal\.(?:timeout|any)", 103, "setTimeout"),
    Lacking("view transitions", r"startViewTransition", 111, "nothing"),
    Lacking(
        "new flags of expressions", r"/[a-z]*[vd][a-z]*\.(?:test|exec)|RegExp\([^)]*,\s*['\"][^'\"]*[vd]", 90, "groups"
    ),
]
HTML = [
    Lacking("popover", r"\spopover(?:target)?\b", 114, "details"),
    Lacking("inert", r"\sinert\b", 102, "a dialog"),
    Lacking("exclusive details", r"<details[^>]*\sname=", 120, "data-zc-drop"),
    Lacking("blocking", r"\sblocking=", 105, "nothing"),
]
LACKING = [(".css", CSS), (".js", JS), (".html", HTML)]


def found(ending: str, lacking: Lacking) -> list[str]:
    sheets = (path for path in PACKAGE.rglob(f"*{ending}") if "vendor" not in path.parts)
    return [
        f"{path.relative_to(PACKAGE)}: {match[0].strip()}"
        for path in sorted(sheets)
        for match in re.finditer(lacking.pattern, without_comments(path.read_text()))
    ]


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("ending", "lacking"),
    [pytest.param(ending, one, id=f"{ending} {one.name}") for ending, several in LACKING for one in several],
)
def test_nothing_is_used_that_the_floor_lacks(ending: str, lacking: Lacking) -> None:
    assert lacking.since > FLOOR
    assert found(ending, lacking) == [], f"since Chromium {lacking.since}; instead: {lacking.instead}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a:has(b) {}", ":has()"),
        ("p:not(.a, .b) {}", ":not() of several"),
        (".a {\n  & .b {}", "nesting"),
        ("@media (width <= 640px) {}", "range queries"),
        ("a { inset: 0 }", "inset"),
        ("a { height: 100dvh }", "small and large viewports"),
    ],
)
def test_the_search_finds_what_it_looks_for(text: str, name: str) -> None:
    lacking = next(one for one in CSS if one.name == name)

    assert re.search(lacking.pattern, text)


@pytest.mark.parametrize(
    "text", ["a:not(.b):hover {}", "a { transform: scale(2) }", "a { box-shadow: inset 0 0 1px red }"]
)
def test_the_search_leaves_alone_what_the_floor_has(text: str) -> None:
    assert [one.name for one in CSS if re.search(one.pattern, text)] == []
