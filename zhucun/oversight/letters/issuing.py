"""A letter is issued when number, signer and day are entered back from the county's office system (R-INS-05)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.oversight.letters import writing
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import (
    ItemStep,
    LetterIssue,
    LetterNumber,
    RectificationItem,
    RectificationLetter,
)
from zhucun.oversight.rectification.rules import FLOW, ISSUES, IssueState
from zhucun.policy import in_force as policy
from zhucun.policy.holidays import reading as holidays

KEPT = ("number", "signer", "issued_on", "entered_by", "issued_text", "sha256")


@act("letter.record_issued", "录入已签发的交办函", needs=rules.WRITE)
def record_issued(
    letter: RectificationLetter, *, number: str, signer: str, issued_on: date, by: Actor
) -> RectificationLetter:
    """From now on unit, township and team have it, and the days run from the day of issue."""
    return _issue_many([Told(letter, {"number": number, "signer": signer, "issued_on": issued_on})], by=by)[0]


@record_issued.as_many
def _issue_many(calls: Sequence[Told], *, by: Actor) -> list[RectificationLetter]:
    issues = LetterIssue.objects.in_bulk({call.row.issue_id for call in calls})
    items = _items_of([call.row for call in calls])
    taken = _taken(calls)

    def issued(call: Told) -> RectificationLetter:
        call.row.issue = issues[call.row.issue_id]
        return _issued(call, items[call.row.pk], taken, by)

    letters = each(calls, issued)
    _take_numbers(letters)
    update_many(letters, KEPT)
    _start(letters, items, by)
    _carry_on(issues.values(), letters)
    return letters


def _items_of(letters: Sequence[RectificationLetter]) -> dict[int, list[RectificationItem]]:
    found: dict[int, list[RectificationItem]] = defaultdict(list)
    for item in (
        RectificationItem.objects.filter(letter__in=letters)
        .with_repeats()
        .select_related("finding__visit")
        .order_by("position")
    ):
        found[item.letter_id].append(item)
    return found


def _taken(calls: Sequence[Told]) -> dict[str, int]:
    """Number → its 期: letters of one 期 may share a number, others never."""
    counties = {call.row.issue.county_code for call in calls}
    return dict(LetterNumber.objects.filter(county_code__in=counties).values_list("number", "issue"))


def _take_numbers(letters: Sequence[RectificationLetter]) -> None:
    """The database says who was first where two officers enter one number for two 期 at once."""
    told = {letter.number: letter.issue for letter in letters}
    known = LetterNumber.objects.filter(issue__in=set(told.values())).values_list("number", flat=True)
    fresh = {number: told[number] for number in sorted(told.keys() - set(known))}
    try:
        with transaction.atomic():
            insert_many(
                LetterNumber(county_code=issue.county_code, number=number, issue=issue)
                for number, issue in fresh.items()
            )
    except IntegrityError:
        said = "、".join(fresh)
        raise Refused(f"{said} 刚刚用在别的一期上了，核对一下再录。", field="number", rule="R-DOC-24") from None


def _issued(call: Told, items: list[RectificationItem], taken: dict[str, int], by: Actor) -> RectificationLetter:
    letter, given, hand = call.row, call.given, call.hand(by)
    if letter.issued_on is not None:
        raise Refused(f"{letter.addressee}的函已经录过了，{letter.number}。")
    if letter.issue.state != IssueState.SIGNING:
        raise Refused("先出送签稿；签好了再录函号。")
    number = rules.proper(given["number"])
    if taken.setdefault(number, letter.issue_id) != letter.issue_id:
        raise Refused(f"{number} 已经用在别的一期上了。", field="number")
    if given["issued_on"] > hand.today:
        raise Refused("签发日期还没到。", field="issued_on")
    if late := [item.found_on for item in items if item.found_on and item.found_on > given["issued_on"]]:
        raise Refused(f"{max(late):%Y-%m-%d} 才发现的问题，不能签发在以前。", field="issued_on")
    letter.number, letter.signer = number, rules.said(given["signer"], "signer", "写谁签发的。")
    letter.issued_on, letter.entered_by = given["issued_on"], hand.name
    days = policy.of(hand, given["issued_on"]).rectification
    text = writing.paragraphs_of(letter, items, days)
    letter.issued_text = [list(one) for one in text]
    letter.sha256 = writing.hash_of(letter.addressee, letter.issue.title, text)
    return letter


def _start(letters: Sequence[RectificationLetter], items: dict[int, list[RectificationItem]], by: Actor) -> None:
    """The days of each item run; the unit finds it in its list."""
    calendar = holidays.calendar_of(letters[0].issue.county_code)
    started, steps = [], []
    for letter in letters:
        days = policy.of(by, letter.issued_on).rectification
        for item in items[letter.pk]:
            FLOW.step(item, "issue")
            item.due_on = rules.due_on(letter.issued_on, item.deadline_class, days, calendar)
            started.append(item)
            step = ItemStep(item=item, verb="issue", on=letter.issued_on, who=letter.signer, due_on=item.due_on)
            step.text = letter.number
            steps.append(step)
    update_many(started, ("state", "due_on"))
    insert_many(steps)


def _carry_on(issues: Sequence[LetterIssue], letters: Sequence[RectificationLetter]) -> None:
    """A 期 is out with its first letter, and done with its last."""
    for issue in issues:
        first = min(letter.issued_on for letter in letters if letter.issue_id == issue.pk)
        waiting = issue.letters.filter(issued_on__isnull=True).exists()
        ISSUES.step(issue, "issue", to=IssueState.SIGNING if waiting else IssueState.ISSUED)
        issued_on = min(filter(None, (issue.issued_on, first)))
        LetterIssue.objects.filter(pk=issue.pk).update(state=issue.state, issued_on=issued_on)
