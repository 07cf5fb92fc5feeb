"""What a page asks: which territory, as of which day or over which period, known when; all of it in the address."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.scope import within_prefixes
from zhucun.lib.dates import read_date
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.reports.catalogue import clocks
from zhucun.reports.rules import SEE

COUNTY, TOWNSHIP = 6, 9  # digits of a code
WHOLE = {2: "全省", 4: "全市", 6: "全县", 9: "全乡镇", 12: "全村"}
ONE_DAY = timedelta(days=1)
NOT_CARRIED = ("as_of", "from", "to", "page", "against", "with", "known")


@dataclass(frozen=True)
class Asking:
    """A question with the names of the territories that may be chosen instead."""

    question: Question
    root: str
    names: Mapping[str, str]
    path: str
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def scope_name(self) -> str:
        return self.names[self.question.scope]

    @property
    def parts(self) -> dict[str, str]:
        """The territories right below the one asked for, in the fixed order of their codes."""
        scope = self.question.scope
        digits = COUNTY if self.below == "县" else TOWNSHIP
        return {c: n for c, n in sorted(self.names.items()) if len(c) == digits and c.startswith(scope) and c != scope}

    @property
    def below(self) -> str:
        return "县" if len(self.question.scope) < COUNTY else "乡镇"

    @property
    def as_of_text(self) -> str:
        return self.question.as_of.isoformat()

    @property
    def known_day(self) -> date | None:
        """None is what is known now."""
        return clocks.day_of(self.question.known_at) if self.question.known_at else None

    @property
    def first_day(self) -> date:
        return self.question.period.since

    @property
    def last_day(self) -> date:
        return self.question.period.last_day

    @property
    def period_text(self) -> str:
        return f"{self.first_day:%Y-%m-%d} 至 {self.last_day:%Y-%m-%d}"

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form of days carries along."""
        return [(k, v) for k, v in self.given.items() if k not in NOT_CARRIED]

    @property
    def scopes(self) -> dict[str, Any]:
        """As _filter.html draws it."""
        scope = self.question.scope
        options = [
            {"label": self._called(c), "url": self.address(scope=c), "selected": c == scope} for c in self._order()
        ]
        is_whole = scope == self.root
        return {
            "label": self._called(scope) if is_whole else "范围",
            "options": options,
            "active_label": "" if is_whole else self.scope_name,
            "clear_url": self.address(scope=None),
        }

    def _order(self) -> list[str]:
        return sorted(self.names, key=lambda code: (len(code) >= TOWNSHIP, code))

    def _called(self, code: str) -> str:
        return f"{WHOLE.get(len(code), '')}（{self.names[code]}）" if code == self.root else self.names[code]

    def address(self, **changed: str | None) -> str:
        kept = {name: value for name, value in self.given.items() if name not in changed and name != "page" and value}
        kept |= {name: value for name, value in changed.items() if value}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


def asked(request: HttpRequest) -> Asking:
    """Raises OutOfReach for a territory the person does not see, Refused for days that make no sense."""
    actor, given = request.actor, {name: value for name, value in request.GET.items() if value}
    root = root_of(actor)
    scope = given.get("scope", root)
    names = _names(actor, root, scope)
    if scope not in names:
        raise OutOfReach()
    return Asking(question_from(actor, scope, _as_far_as_known(given)), root, names, request.path, given)


def _as_far_as_known(given: dict[str, str]) -> Mapping[str, str]:
    """The form sends every day along: where somebody asks what was known on an earlier one, that is the day meant."""
    known, as_of = read_day(given.get("known")), read_day(given.get("as_of"))
    return {**given, "as_of": known.isoformat()} if known and as_of and as_of > known else given


def root_of(actor: Actor) -> str:
    """The largest territory of the person's own."""
    reach = actor.scope(SEE).place
    if not reach:
        raise OutOfReach()
    return min(reach, key=len)


def question_from(actor: Actor, scope: str, given: Mapping[str, str]) -> Question:
    """Days as in an address, the last one included: as_of, from, to; known, of whose end one asks what was known."""
    known = read_day(given.get("known"))
    known_at = clocks.moment_known(known, actor)
    as_of = read_day(given.get("as_of")) or known or actor.today
    since, last = _period(given, as_of)
    if as_of > actor.today:
        raise Refused("截止日还没有到，请选今天或以前的日子。", field="as_of")
    if known and as_of > known:
        raise Refused(f"{known:%Y-%m-%d} 还不知道以后的事，截止日请选这一天或以前的日子。", field="as_of")
    question = Question(actor, scope, as_of, since, last + ONE_DAY if last else None)
    if question.period.until <= question.period.since:
        raise Refused("结束日期要在开始日期之后。", field="to")
    if any(given.get(name) for name in ("as_of", "to")):
        clocks.refuse_before_first_day(scope, min(as_of, question.period.last_day))
    return as_known(question, known_at) if known_at else question


def as_known(question: Question, at: datetime | None) -> Question:
    """Asked with nothing looked up yet, since whoever asks has looked up what is known now."""
    return replace(question, known_at=at, actor=replace(copy(question.actor), memo={}))


def _period(given: Mapping[str, str], as_of: date) -> tuple[date | None, date | None]:
    """A period that ends on the day the form was shown for (`with`) moves along with a new day."""
    since, last, shown_for = read_day(given.get("from")), read_day(given.get("to")), read_day(given.get("with"))
    if shown_for is None or shown_for == as_of or last != shown_for:
        return since, last
    was_usual = since == Question(None, "", shown_for).period.since
    return (None if was_usual or (since and since > as_of) else since), None


def read_day(text: str | None) -> date | None:
    """Raises Refused with a sentence for what is no day."""
    if not text:
        return None
    try:
        return read_date(text).value
    except ValueError as error:
        raise Refused(str(error)) from error


def _names(actor: Actor, root: str, scope: str) -> dict[str, str]:
    """The territories one may go to from here: one's own, this one, and those of its county or below it."""
    if not (scope.isdigit() and actor.scope(SEE).covers_place(scope)):
        return {}
    county = within_prefixes("code", [scope[:COUNTY]])
    below = Q(kind=Kind.TOWNSHIP) & county if len(scope) >= COUNTY else Q(kind=Kind.COUNTY) & county
    above = Q(code__in={root, scope, scope[:COUNTY]})
    found = Place.objects.visible_to(actor).filter(above | below, until__isnull=True)
    return dict(found.values_list("code", "name"))
