"""Opening a 期, picking problems into it, wording its letters, sending it out for signature, discarding it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out
from zhucun.dispatch.roster.models import Team, TeamBacking
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.onsite import finding_acts as findings
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.onsite.rules import Source as FoundBy
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import ISSUES, About, DeadlineClass, IssueState, Source
from zhucun.policy import in_force as policy

TOWNSHIP_DIGITS = 9
TITLE = "关于交办驻村帮扶督查发现问题的函"


@act("letter_issue.open", "起草一期整改交办函", needs=rules.WRITE)
def open_issue(county: Place, *, title: str = "", number: int = 0, year: int = 0, by: Actor) -> LetterIssue:
    """The next number of the year unless one is told (a county that begins mid-year has sent some before)."""
    year = year or by.today.year
    held = LetterIssue.objects.filter(county_code=county.code, year=year).exclude(state=IssueState.DISCARDED)
    if number and held.filter(number=number).exists():
        raise Refused(f"{year} 年第 {number} 期已经有了。", field="number")
    return LetterIssue.objects.create(
        county_code=county.code,
        year=year,
        number=number or (held.aggregate(most=Max("number"))["most"] or 0) + 1,
        title=title.strip() or TITLE,
        drafted_on=by.today,
        drafted_by=by.name,
    )


@act("rectification.add", "把问题并入交办函", needs=rules.WRITE)
def add(
    issue: LetterIssue,
    *,
    team: Team,
    about: About,
    kind: str,
    problem: str,
    requirement: str = "",
    duty_holder: str = "",
    deadline_class: DeadlineClass = DeadlineClass.NORMAL,
    source: Source = Source.OTHER,
    found_on: date | None = None,
    place: Place | None = None,
    unit: Unit | None = None,
    to_township: bool = False,
    finding: Finding | None = None,
    by: Actor,
) -> RectificationItem:
    """Into the letter of its addressee: the team's backing unit, unless another unit or the township is told."""
    given = {name: value for name, value in locals().items() if name not in ("issue", "by")}
    return _add_many([Told(issue, given)], by=by)[0]


def as_told(finding: Finding) -> dict[str, object]:
    """What a finding says, as an item is told it."""
    source = {FoundBy.VISIT: Source.INSPECTION, FoundBy.PETITION: Source.PETITION}
    return {
        "team": finding.team,
        "about": finding.about,
        "kind": finding.kind,
        "problem": finding.text,
        "deadline_class": finding.deadline_class,
        "source": source.get(FoundBy(finding.source), Source.OTHER),
        "found_on": finding.found_on,
        "unit": finding.unit,
        "finding": finding,
    }


@add.as_many
def _add_many(calls: Sequence[Told], *, by: Actor) -> list[RectificationItem]:
    kinds = {one.key for one in policy.of(by).inspection.problem_kinds}
    facts = _Facts(calls, by)
    letters = _Letters([call.row for call in calls])
    items = insert_many(each(calls, lambda call: _added(call, facts, letters, kinds, by)))
    found = [call.given["finding"] for call in calls if call.given["finding"] is not None]
    findings.put_in_letter.many([Told(finding, {}) for finding in found], by=by)
    return items


class _Facts:
    """Of all teams at once: names of their places, who backs them, which of them are in reach."""

    def __init__(self, calls: Sequence[Told], by: Actor) -> None:
        teams = {call.given["team"].pk: call.given["team"] for call in calls}
        codes = {_code(call) for call in calls}
        places = Place.objects.as_of(by.today).filter(code__in=codes | {code[:TOWNSHIP_DIGITS] for code in codes})
        self.names: Mapping[str, str] = dict(places.values_list("code", "name"))
        backings = TeamBacking.objects.as_of(by.today).filter(team__in=teams).select_related("unit")
        self.backing = {backing.team_id: backing.unit for backing in backings}

    def place_name(self, code: str) -> str:
        township = self.names.get(code[:TOWNSHIP_DIGITS], "")
        return township + (self.names.get(code, "") if len(code) > TOWNSHIP_DIGITS else "")


def _code(call: Told) -> str:
    for row in (call.given["place"], call.given["finding"], call.given["team"]):
        if row is not None:
            return row.code if isinstance(row, Place) else row.place_code
    raise Refused("选哪支工作队。", field="team")


class _Letters:
    """Those of the issues there are, and new ones as addressees come; each knows the place of its next item."""

    def __init__(self, issues: Sequence[LetterIssue]) -> None:
        held = RectificationLetter.objects.filter(issue__in={one.pk for one in issues})
        self._held = {(one.issue_id, one.unit_id, one.township_code): one for one in held}
        counted = RectificationItem.objects.filter(letter__in=held).order_by().values_list("letter")
        self._last: dict[int, int] = dict(counted.annotate(last=Max("position")))

    def to(self, issue: LetterIssue, unit: Unit | None, township: str, name: str) -> RectificationLetter:
        key = issue.pk, unit.pk if unit else None, "" if unit else township
        if key not in self._held:
            told = {"unit": unit, "township_code": key[2], "addressee": unit.name if unit else name}
            self._held[key] = RectificationLetter.objects.create(issue=issue, **told)
        return self._held[key]

    def next_position(self, letter: RectificationLetter) -> int:
        self._last[letter.pk] = self._last.get(letter.pk, 0) + 1
        return self._last[letter.pk]


def _added(call: Told, facts: _Facts, letters: _Letters, kinds: set[str], by: Actor) -> RectificationItem:
    issue, given = call.row, call.given
    _must_be_drafted(issue)
    team: Team = given["team"]
    if team.county_code != issue.county_code:
        raise Refused("只能交办本县工作队的问题。", field="team")
    if given["kind"] not in kinds and given["finding"] is None:
        raise Refused("选一个问题类别。", field="kind")
    code = _code(call)
    unit = None if given["to_township"] else given["unit"] or facts.backing.get(team.pk)
    if unit is None and not given["to_township"]:
        raise Refused(f"{team.name}没有后盾单位，选一个单位，或者交给乡镇。", field="unit")
    township = code[:TOWNSHIP_DIGITS]
    letter = letters.to(issue, unit, township, facts.names.get(township, ""))
    item = RectificationItem(letter=letter, position=letters.next_position(letter), team=team, place_code=code)
    item.place_name = facts.place_name(code)
    item.source, item.found_on, item.finding = given["source"], given["found_on"], given["finding"]
    _word(item, given)
    return item


WORDS = ("about", "kind", "requirement", "duty_holder", "deadline_class")


def _word(item: RectificationItem, given: Mapping[str, object]) -> None:
    item.problem = rules.said(str(given["problem"]), "problem", "写一句问题是什么。", least=4).rstrip("。；;")
    for name in WORDS:
        value = given[name]
        setattr(item, name, value.strip().rstrip("。") if type(value) is str else value)


def _must_be_drafted(issue: LetterIssue) -> None:
    if issue.state != IssueState.DRAFTING:
        raise Refused(f"{issue}{issue.get_state_display()}，不能再改。要改，先把送签稿收回来。")


@act("rectification.change", "改交办的问题", needs=rules.WRITE)
def change(
    item: RectificationItem,
    *,
    about: About,
    kind: str,
    problem: str,
    requirement: str = "",
    duty_holder: str = "",
    deadline_class: DeadlineClass = DeadlineClass.NORMAL,
    by: Actor,
) -> RectificationItem:
    """While its letter is a draft."""
    _must_be_drafted(item.letter.issue)
    _word(
        item,
        {
            "about": about,
            "kind": kind,
            "problem": problem,
            "requirement": requirement,
            "duty_holder": duty_holder,
            "deadline_class": deadline_class,
        },
    )
    item.save()
    return item


@act("rectification.take_out", "从交办函里拿掉问题", needs=rules.WRITE)
def take_out(item: RectificationItem, *, by: Actor) -> RectificationItem:
    """A letter without items goes with its last one; the finding waits again."""
    letter = item.letter
    _must_be_drafted(letter.issue)
    if item.finding is not None:
        findings.take_out(item.finding, by=by)
    gone = taken_out(item)
    if not letter.items.exists():
        letter.delete()
    return gone


@act("rectification.word", "改交办函的文字", needs=rules.WRITE)
def word(letter: RectificationLetter, *, opening: str = "", closing: str = "", by: Actor) -> RectificationLetter:
    """What stands before and after the problems; left empty, it is as the system writes it."""
    _must_be_drafted(letter.issue)
    letter.opening, letter.closing = opening.strip(), closing.strip()
    letter.save()
    return letter


@act("letter_issue.send_out", "出送签稿", needs=rules.WRITE, undo="letter_issue.call_back")
def send_out(issue: LetterIssue, *, by: Actor) -> LetterIssue:
    """Signing and sealing happen in the county's own office system (R-INS-05)."""
    if not issue.letters.exists():
        raise Refused("这一期里一个问题也没有，先并入问题。")
    ISSUES.step(issue, "send_out")
    issue.sent_out_on = by.today
    issue.save()
    return issue


@act("letter_issue.call_back", "收回送签稿", needs=rules.WRITE)
def call_back(issue: LetterIssue, *, by: Actor) -> LetterIssue:
    _must_have_none_issued(issue)
    ISSUES.step(issue, "call_back")
    issue.sent_out_on = None
    issue.save()
    return issue


@act("letter_issue.discard", "一期作废", needs=rules.WRITE)
def discard(issue: LetterIssue, *, reason: str, by: Actor) -> LetterIssue:
    """Its number is free again; what it would have said stays to be read."""
    _must_have_none_issued(issue)
    ISSUES.step(issue, "discard")
    issue.reason = rules.said(reason, "reason", "写一句为什么作废。")
    issue.save()
    rows = RectificationItem.objects.filter(letter__issue=issue, finding__isnull=False).select_related("finding")
    for item in rows:
        findings.take_out(item.finding, by=by)
        item.finding = None
        item.save()
    return issue


def _must_have_none_issued(issue: LetterIssue) -> None:
    if issue.issued_on is not None:
        raise Refused("这一期已经有函发出去了。没发的接着录，发错的事项到那一项里撤销。")
