"""What waits on the month sheet, by month and step; what two sides say differently; corrections."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.lib import halves
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.models import Correction, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import State, month_in_words, month_key

MONTH = "since_half"  # lines of one month are one line
COUNTY_DIGITS = 6


def _of_state(actor: Actor, needs: Permission, *states: State) -> QuerySet | None:
    """Within the actor's territory; one's own is stated on one's own page."""
    if not actor.scope(needs).place:
        return None
    return MonthLine.objects.visible_to(actor, needs).filter(state__in=states)


def _month(found: Waited) -> str:
    return month_key(halves.day_of(found.part))


def _sheet(found: Waited, sentence: str, verb: str, step: str, note: str = "") -> Waiting:
    month = _month(found)
    url = f"{reverse('oversight:days.sheets')}?month={month}&step={step}"
    return Waiting("管", sentence.format(month_in_words(month)), url, verb, found.count, "人", note)


def own(actor: Actor) -> QuerySet | None:
    cadres = actor.scope(rules.STATE).cadre
    if not cadres:
        return None
    return MonthLine.objects.filter(cadre__in=cadres, state=State.OPEN)


@waits(own, part=MONTH)
def to_state(actor: Actor, found: Waited) -> Waiting:
    """One press a month is all that days ask of a member (R-ATT-04)."""
    sentence = f"{month_in_words(_month(found))}的在村情况，属实就按一下"
    note = "哪天不对，说哪天；没有变动的日子已经记好了"
    return Waiting("管", sentence, reverse("mobile:today"), "看一遍", found.count, "张", note)


def to_confirm(actor: Actor) -> QuerySet | None:
    return _of_state(actor, rules.CONFIRM, State.STATED)


@waits(to_confirm, part=MONTH)
def to_confirm_by_the_village(actor: Actor, found: Waited) -> Waiting:
    """On the phone, where all of it is one press (M12)."""
    sentence = f"{month_in_words(_month(found))}的在村天数，等村里核对"
    note = "都对，按一下；不对的说哪天不对"
    return Waiting("管", sentence, reverse("mobile:village"), "去核对", found.count, "人", note)


def to_verify(actor: Actor) -> QuerySet | None:
    return _of_state(actor, rules.VERIFY, State.CONFIRMED)


@waits(to_verify, part=MONTH)
def to_verify_by_the_township(actor: Actor, found: Waited) -> Waiting:
    return _sheet(found, "{}的月表，等乡镇核定", "去核定", "verify", "核对的和核定的不能是同一个人")


def behind(actor: Actor) -> QuerySet | None:
    """Of months that are over: what the township fetches by telephone or on paper."""
    rows = _of_state(actor, rules.ENTER_FOR, State.OPEN, State.STATED)
    if rows is None or not actor.may(rules.VERIFY):
        return None
    return rows.filter(until_half__lte=halves.half_of(actor.today))


@waits(behind, part=MONTH)
def to_fetch(actor: Actor, found: Waited) -> Waiting:
    note = "打个电话；纸上签了的，写明理由代为确认，村里签了的记“纸质已签”"
    return _sheet(found, "{}的月表，本人或村里还没确认", "去看", "state_true", note)


def to_review(actor: Actor) -> QuerySet | None:
    return _of_state(actor, rules.REVIEW, State.VERIFIED)


@waits(to_review, part=MONTH)
def to_review_by_the_county(actor: Actor, found: Waited) -> Waiting:
    return _sheet(found, "{}的月表，等县里复核", "去复核", "review", "乡镇已经锁定")


def questions(actor: Actor) -> QuerySet | None:
    """The township answers first; the county sees how many there are on the page itself."""
    if not any(len(code) > COUNTY_DIGITS for code in actor.scope(rules.SETTLE).place):
        return None
    return DayStatement.objects.visible_to(actor, rules.SETTLE).questions()


@waits(questions)
def to_settle(actor: Actor, found: Waited) -> Waiting:
    note = "本人和村里各说各的，问清楚再定"
    return Waiting(
        "管", "有几天在不在村说法不一", reverse("oversight:days.questions"), "去认定", found.count, "处", note
    )


def corrections(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.APPROVE_CORRECTION):
        return None
    rows = Correction.objects.visible_to(actor, rules.APPROVE_CORRECTION).proposed()
    return rows.exclude(proposed_by=actor.name).exclude(line__cadre__person__in=actor.persons)


@waits(corrections)
def to_approve(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        "管", "有月表更正等你批", reverse("oversight:days.corrections"), "去批", found.count, "条", "提出的人不能自己批"
    )
