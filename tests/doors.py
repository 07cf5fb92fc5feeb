"""Works out the table of doors: every act and every page, and who of the cast gets through. See tests/doors.txt."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from django.db import transaction
from django.template import loader
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.database import ON_POSTGRES
from tests.examples import Examples
from tests.examples.addresses import arguments_of
from zhucun.acts import verbs, waiting
from zhucun.acts.act import Act
from zhucun.acts.actor import Actor

TABLE = Path(__file__).parent / "doors.txt"
# Column head → who of the cast, in the order of the table.
WHO = {
    "of": "officer",
    "ol": "office_leader",
    "cl": "county_leader",
    "og": "organisation",
    "ts": "secretary",
    "tc": "clerk",
    "vs": "village_secretary",
    "ul": "liaison",
    "fs": "first_secretary",
    "me": "member",
    "pr": "prefecture_reader",
    "sy": "system_admin",
    "se": "security_admin",
    "au": "audit_admin",
    "nt": "neighbour",
    "nc": "neighbour_county",
}
TRIES_ALL = "member"  # may do least, and opens even what @page refuses before the view is asked
# A county's rows, a township's and one's own: who tries every door on PostgreSQL too.
TRY_ON_BOTH = ("officer", "secretary", "member")
# Who reaches as far as whom: what that other opened is not drawn once more for them.
REACHES_AS = {
    "office_leader": "officer",
    "county_leader": "officer",
    "organisation": "officer",
    "clerk": "secretary",
    "first_secretary": "member",
}
UNDRAWN = mock.patch.object(loader, "render_to_string", return_value="")  # what every page's view ends with
MAY, OWN, NOT = "x", "o", "."
OUT_OF_REACH, LED_ON = "-", ">"
HEAD = """\
# Who may do what. Written by `make doors`; a change of authority is a changed line here, to be read in review.
#
# of 县驻村办干事     ol 县驻村办主任     cl 县领导          og 组织部         ts 东岭镇党委书记   tc 东岭镇考勤员
# vs 石坪村书记       ul 县档案馆联络员   fs 第一书记        me 队员           pr 市级查看         sy se au 三员
# nt 西河镇党委书记   nc 邻县驻村办干事   — these two get nothing of 东岭镇
#
# acts:  x may, on a row of 东岭镇   o may, but only on rows of their own   . may not
# pages: x opens, with a row of 东岭镇   > is led on to another page   - not found   . may not
"""


def as_line(key: str, marks: str, label: str) -> str:
    return f"{key:<44} {'  '.join(marks)}  {label}".rstrip()


def heading(title: str) -> str:
    return f"\n{title:<44} {' '.join(WHO)}"


# ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def act_lines(of: Examples) -> Iterator[str]:
    actors = [of.cast.actor(who) for who in WHO.values()]
    marks: dict[tuple[Any, str], str] = {}  # acts on rows of a kind that need the same are for the same people
    for verb, act in sorted(verbs.all_acts().items()):
        alike = act.row_model(), act.needs
        if alike not in marks:
            marks[alike] = "".join(_act_mark(act, actor, of) for actor in actors)
        yield as_line(verb, marks[alike], act.label)


def _act_mark(act: Act, actor: Actor, of: Examples) -> str:
    if not actor.may(act.needs):
        return NOT
    model = act.row_model()
    within = model.objects.visible_to(actor, act.needs)
    example = of.named(model._meta.label_lower)
    if within.filter(pk=example.pk).exists():
        return MAY
    return OWN if within.exists() else NOT


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Door:
    """An address with the arguments of a row of 东岭镇."""

    name: str
    address: str
    needs: str | None
    arguments: dict[str, Any] = field(default_factory=dict)

    def is_open_to(self, actor: Actor) -> bool:
        """As far as @page looks."""
        return self.needs is None or actor.may(self.needs)

    @property
    def names_a_row(self) -> bool:
        """Of somebody's; the name of a figure or of a kind is everybody's."""
        return bool({"pk", "code"} & set(self.arguments))

    @property
    def path(self) -> str:
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(self.arguments[m[1]]), self.address)


@dataclass(frozen=True)
class Answer:
    door: Door
    who: str
    status: int
    text: str

    @property
    def mark(self) -> str:
        known = {403: NOT, 404: OUT_OF_REACH, 301: LED_ON, 302: LED_ON}
        return known.get(self.status, MAY if self.status in (200, 409, 422) else str(self.status))


def doors(of: Examples) -> list[Door]:
    """Every page there is but Django's and the API's own."""
    found = [
        Door(name, address, route.callback.needs, arguments_of(address, of))
        for name, address, route in _routes(get_resolver().url_patterns)
        if hasattr(route.callback, "needs")
    ]
    return sorted(found, key=lambda door: door.address)


def _routes(
    patterns: list[URLPattern | URLResolver], space: str = "", before: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern.url_patterns, inner, before + str(pattern.pattern))
        else:
            yield f"{space}{pattern.name}", before + str(pattern.pattern), pattern


def answers(of: Examples) -> Iterator[Answer]:
    """Each door tried by everybody whom @page lets that far; whatever a try did is taken back, so that the same waits
    for them on every page. On PostgreSQL most try only what nobody before them opened."""
    opened: dict[str, set[str]] = defaultdict(set)
    with mock.patch.object(waiting, "_found", _asked_once(waiting._found)):
        for answer in _answers(of, opened):
            if answer.mark == MAY:
                opened[answer.door.address].add(answer.who)
            yield answer


def _answers(of: Examples, opened: dict[str, set[str]]) -> Iterator[Answer]:
    every_door = doors(of)
    for who in sorted(WHO.values(), key=REACHES_AS.__contains__):
        client, actor = Client(), of.cast.actor(who)
        client.force_login(of.cast.accounts[who])
        for door in every_door:
            before = opened[door.address]
            if ON_POSTGRES and before and who not in TRY_ON_BOTH:
                continue
            is_let_in = door.is_open_to(actor) or (who == TRIES_ALL and not ON_POSTGRES)
            with UNDRAWN if REACHES_AS.get(who) in before else nullcontext():
                yield _tried(client, who, door) if is_let_in else Answer(door, who, status=403, text="")


def _asked_once(found: Callable[[Actor], Any]) -> Callable[[Actor], Any]:
    kept: dict[int, Any] = {}

    def of_whom(actor: Actor) -> Any:
        if actor.account_id not in kept:
            kept[actor.account_id] = found(actor)
        return kept[actor.account_id]

    return of_whom


def _tried(client: Client, who: str, door: Door) -> Answer:
    try:
        with transaction.atomic():
            answer = client.get(door.path)
            if answer.status_code == 405:
                answer = client.post(door.path)
            transaction.set_rollback(True)
    except Exception as error:
        error.add_note(f"{door.name}, {door.path}, opened as {who}")
        raise
    is_text = "html" in answer.get("Content-Type", "") and not answer.streaming
    return Answer(door, who, answer.status_code, answer.content.decode() if is_text else "")


def page_lines(tried: list[Answer]) -> Iterator[str]:
    marks: dict[str, dict[str, str]] = {}
    for answer in tried:
        marks.setdefault(answer.door.address, {})[answer.who] = answer.mark
    names = {answer.door.address: answer.door.name for answer in tried}
    kept = _kept_marks()
    for address, by_who in sorted(marks.items()):
        shown = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", address)
        tried_or_kept = {**kept.get(shown, {}), **by_who}
        yield as_line(shown, "".join(tried_or_kept.get(who, "?") for who in WHO.values()), names[address])


def _kept_marks() -> dict[str, dict[str, str]]:
    """Of each page in the table under review, for those by whom it was not tried here; a page it lacks shows `?`."""
    pages = TABLE.read_text().partition(heading("pages"))[2].splitlines() if ON_POSTGRES else []
    return {line.split()[0]: dict(zip(WHO.values(), line.split()[1:], strict=False)) for line in pages if line}


def table(of: Examples, tried: list[Answer]) -> str:
    return "\n".join([HEAD + heading("acts"), *act_lines(of), heading("pages"), *page_lines(tried), ""])
