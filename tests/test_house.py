"""What reviewers would otherwise nag about, checked by machine."""

import ast
import inspect
import io
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from zhucun.acts import verbs
from zhucun.acts.permissions import registered
from zhucun.acts.scope import Scoped
from zhucun.org.roles import EVERY_ROLE, OWN_FILE
from zhucun.policy.burden.wordings import read_product
from zhucun.web.forms import ActForm

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zhucun"
MOST_LINES = 600


def sources(*endings: str) -> list[Path]:
    found = (path for path in PACKAGE.rglob("*") if path.suffix in endings and path.is_file())
    return sorted(path for path in found if not {"migrations", "vendor", "__pycache__"} & set(path.parts))


def our_models() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("zhucun."))


def test_every_style_sheet_closes_what_it_opens_and_nothing_else() -> None:
    """A brace too many silently takes the next rule with it."""
    broken = []
    for path in sources(".css"):
        depths = list(accumulate({"{": 1, "}": -1}[sign] for sign in path.read_text() if sign in "{}"))
        if depths and (min(depths) < 0 or depths[-1] or max(depths) > 2):
            broken.append(path.name)
    assert broken == []


def test_no_file_is_longer_than_one_would_read() -> None:
    long = [path for path in sources(".py", ".js", ".css", ".html") if len(path.read_text().splitlines()) > MOST_LINES]

    assert long == []


def test_no_function_is_longer_than_fifty_lines() -> None:
    def too_long(path: Path) -> list[str]:
        functions = (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef))
        return [f"{path.relative_to(ROOT)}:{f.name}" for f in functions if f.end_lineno - f.lineno > 50]

    assert [name for path in sources(".py") for name in too_long(path)] == []


def test_every_module_begins_with_a_line_that_says_what_it_is() -> None:
    modules = (path for path in sources(".py") if path.read_text().strip() and "tests" not in path.parts)

    assert [p.relative_to(ROOT) for p in modules if ast.get_docstring(ast.parse(p.read_text())) is None] == []


RULE_ID, RULE_TOLD, CHINESE = (
    re.compile(one) for one in (r"R-[A-Z]+-\d", r"（\{+[^}]{0,40}\brule\b", "[\u4e00-\u9fff]")
)
NAMES_RULES = ("versions", "filing")  # the pages of policy, where the rules are what is shown
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)


def strings_of(path: Path) -> Iterator[str]:
    """But docstrings, and grounds of what is asked: those are shown without their numbers (Ask.ground)."""
    tree = ast.parse(path.read_text())
    grounds = (n.value for n in ast.walk(tree) if isinstance(n, ast.keyword) and n.arg == "basis")
    named = (n for n in tree.body if isinstance(n, ast.Assign) and "BASIS" in ast.unparse(n.targets[0]))
    grounds = [*grounds, *(node for n in named for node in ast.walk(n.value))]
    kept = {id(n) for n in grounds} | {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return (n.value for n in strings if id(n) not in kept)


def test_no_sentence_that_people_read_names_a_rule_by_its_number() -> None:
    """They know a document by its name; numbers are for code, tests and docs."""
    paths = [p for p in sources(".py", ".html") if "tests" not in p.parts and not set(NAMES_RULES) & set(p.parts)]
    named = [path for path in paths if RULE_ID.search(path.read_text())]
    said = {p: COMMENT.sub("", p.read_text()).splitlines() if p.suffix == ".html" else strings_of(p) for p in named}

    found = {t[:60]: path for path, of in said.items() for t in of if RULE_ID.search(t) and CHINESE.search(t)}
    assert found == {}
    assert [path.relative_to(ROOT) for path in paths if RULE_TOLD.search(path.read_text())] == []


def test_no_column_is_a_float_or_a_decimal() -> None:
    """SQLite keeps decimals as floats; whole numbers are equal on both databases."""
    inexact = (models.FloatField, models.DecimalField)

    assert [str(f) for m in our_models() for f in m._meta.get_fields() if isinstance(f, inexact)] == []


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_every_row_that_acts_work_on_says_its_scope() -> None:
    assert [act.verb for act in verbs.all_acts().values() if not issubclass(act.row_model(), Scoped)] == []


def test_an_undo_names_an_act_there_is() -> None:
    acts = verbs.all_acts()

    assert [act.verb for act in acts.values() if act.undo and act.undo not in acts] == []


def test_every_permission_is_in_some_role() -> None:
    granted = {name for role in EVERY_ROLE.values() for name in role.permissions}
    of_the_operator_only = {"place.open_county"}

    assert set(registered()) - granted - of_the_operator_only == set()


def test_every_act_has_a_chinese_label_that_no_other_act_has() -> None:
    labels = [act.label for act in verbs.all_acts().values()]

    assert all(re.search("[一-鿿]", label) for label in labels)
    assert len(labels) == len(set(labels))


def test_no_package_hides_behind_a_name_that_says_nothing() -> None:
    nothing = {"utils", "helpers", "common", "manager", "service", "services", "base", "misc"}
    named_by_django = {PACKAGE / "config/sqlite/base.py"}
    found = [path for path in sources(".py") if path.stem in nothing or path.parent.name in nothing]

    assert set(found) - named_by_django == set()


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern


OPEN_TO_ALL = {
    "zhucun.org.accounts",
    "zhucun.oversight.voting.saying",
    "zhucun.training.sitting.public",
    "zhucun.config",
    "ninja",
    "django",
}


def test_every_page_says_who_may_open_it() -> None:
    """A view without @page has no authority; only log-in, the villagers' page (M13) and the API, which has its own."""
    views = (route.callback for route in routes(get_resolver().url_patterns) if not hasattr(route.callback, "needs"))
    bare = [f"{view.__module__}.{view.__name__}" for view in (getattr(view, "func", view) for view in views)]

    assert [name for name in bare if not name.startswith(tuple(OPEN_TO_ALL))] == []


def test_every_template_is_used() -> None:
    text = "".join(path.read_text() for path in [*sources(".py", ".html"), *(ROOT / "tests").rglob("*.py")])
    templates = (path.relative_to(PACKAGE).as_posix() for path in sources(".html"))

    assert [name for name in templates if f'"{name}"' not in text and f"'{name}'" not in text] == []


def test_every_row_has_its_word_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text()

    assert sorted({m.__name__ for m in our_models() if not re.search(rf"`{m.__name__}\b", glossary)}) == []


def test_rules_judge_by_numbers_they_are_given() -> None:
    """Fixed facts are named constants, what a county may set is policy; the twelve months of a year may stand."""
    plain = {-1, 0, 1, 2, 12}

    def numbers(path: Path) -> list[str]:
        functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
        inside = ((f.name, node.value) for f in functions for node in ast.walk(f) if isinstance(node, ast.Constant))
        return [
            f"{path.relative_to(ROOT)}:{name} {n}" for name, n in inside if type(n) in (int, float) and n not in plain
        ]

    assert [found for path in sources(".py") if path.name == "rules.py" for found in numbers(path)] == []


def named_in_pages(pattern: str, *endings: str) -> set[str]:
    texts = (path.read_text() for path in sources(*endings) if "tests" not in path.parts)
    return {name for text in texts for name in re.findall(pattern, text)}


def test_every_address_named_in_a_page_is_there() -> None:
    known = {f"{space}{route.name}" for space, route in _named_routes(get_resolver().url_patterns)}
    in_templates = named_in_pages(r"""\{% url ['"]([\w:.-]+)['"]""", ".html")
    in_views = named_in_pages(r"""\b(?:reverse|redirect)\(\s*["']([\w:.-]+)["']""", ".py")

    assert (in_templates | in_views) - known == set()


def _named_routes(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _named_routes(pattern.url_patterns, inner)
        else:
            yield space, pattern


BELOW_THE_COUNTY = ("township", "village", "unit", "team")
ANSWERS_ONE_SELF = {"reason", "sent", "seen"}  # why one takes back or turns down something: no form anybody asks for


def forms_of(view: Any) -> set[type[ActForm]]:
    """The forms that a page names, itself or in the helpers of its module."""
    named, seen, to_read = set(), set(), [inspect.unwrap(view).__code__]
    inside = inspect.unwrap(view).__globals__
    while to_read:
        code = to_read.pop()
        to_read += [part for part in code.co_consts if isinstance(part, CodeType)]
        for thing in (inside.get(name) for name in code.co_names if name not in seen):
            if isinstance(thing, type) and issubclass(thing, ActForm):
                named.add(thing)
            elif inspect.isfunction(thing) and thing.__name__.startswith("_"):
                seen.add(thing.__name__)
                to_read.append(thing.__code__)
    return named


def test_every_form_filled_in_below_the_county_says_who_asks_for_it() -> None:
    """R-BUR-05: `ask = asks(Ask(…))` in the form, see zhucun.lib.asking; it is shown folded and its minutes count."""
    below = {p for role in EVERY_ROLE.values() if role.level in BELOW_THE_COUNTY for p in role.permissions} | {
        *OWN_FILE
    }
    views = [route.callback for route in routes(get_resolver().url_patterns)]
    asked = {form for view in views if getattr(view, "needs", None) in below for form in forms_of(view)}
    mute = [form for form in asked if form.ask is None and not set(form.base_fields) <= ANSWERS_ONE_SELF]

    assert sorted(f"{form.__module__}.{form.__name__}" for form in mute) == []


def test_no_form_act_figure_or_timed_job_asks_what_burdens_people() -> None:
    """R-BUR-01 to 04: the reader of wordings finds nothing in what the product itself says."""
    assert [f"{found.source} {found.where}：{found.fault.sentence}" for found in read_product()] == []


def test_every_icon_named_in_a_page_is_there() -> None:
    drawn = {path.stem for path in (PACKAGE / "web" / "icons").glob("*.svg")}
    in_templates = named_in_pages(r"""\{% icon ["']([\w-]+)["']""", ".html") | named_in_pages(
        r' icon="([\w-]+)"', ".html"
    )
    in_views = named_in_pages(r"""\bicon["']?\s*[:=]\s*["']([\w-]+)["']""", ".py")

    assert (in_templates | in_views) - drawn == set()


def test_every_icon_there_is_is_used_by_some_page() -> None:
    text = "".join(path.read_text() for path in sources(".py", ".html", ".js") if "tests" not in path.parts)
    drawn = (path.stem for path in (PACKAGE / "web" / "icons").glob("*.svg"))

    assert sorted(name for name in drawn if f'"{name}"' not in text and f"'{name}'" not in text) == []


def test_every_file_a_page_asks_for_is_there() -> None:
    asked = named_in_pages(r"""\{% static ['"]([^'"]+)['"]""", ".html")

    assert [name for name in sorted(asked) if not finders.find(name)] == []


def test_no_page_has_styles_or_scripts_of_its_own() -> None:
    """The policy of what may run would block them."""
    own = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style\b|<script(?![^>]*(?:\bsrc=|type="application/json"))""")

    assert [path.relative_to(PACKAGE) for path in sources(".html") if own.search(path.read_text())] == []


WRITTEN_BY_THE_PROGRAM = {"last-error.txt"}


def test_every_file_a_document_names_is_there() -> None:
    """Architecture's tree is left out: it also says what is to come."""
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    told = {path: re.sub(r"(?s)```.*?```", "", path.read_text()) for path in documents if path.stem != "architecture"}
    linked = [(path, name) for path, text in told.items() for name in re.findall(r"\]\(([^)#:\s]+)[^)]*\)", text)]
    gone = [
        f"{path.name}: {name}"
        for path, name in linked
        if not name.startswith("http") and not (path.parent / name).exists()
    ]
    held = {
        path.name
        for top in ("docs", "tests", "zhucun", "benchmarks", "requirements")
        for path in (ROOT / top).rglob("*.*")
    }
    held |= {path.name for path in ROOT.iterdir()} | WRITTEN_BY_THE_PROGRAM
    quick = [path for path in told if path.name in ("README.md", "README.zh-CN.md", "install.md", "operations.md")]
    named = [(path, name) for path in quick for name in re.findall(r"`([\w./-]+\.(?:py|md|txt|toml))`", told[path])]

    assert gone + [f"{path.name}: {name}" for path, name in named if Path(name).name not in held] == []
