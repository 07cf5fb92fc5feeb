"""What waits of talks: to hold, to answer, to look at again. No line names anybody (R-TLK-09)."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.talks import rules
from zhucun.oversight.talks.models import COUNTY_DIGITS, TalkRecord
from zhucun.oversight.talks.rules import Holder, State


def _of_own_side(actor: Actor) -> Q:
    """The side for which the actor speaks: the county does not wait for what a township or unit holds."""
    reach = actor.scope(rules.HOLD)
    counties = [code for code in reach.place if len(code) <= COUNTY_DIGITS]
    townships = [code for code in reach.place if len(code) > COUNTY_DIGITS]
    return (
        Q(holder=Holder.COUNTY) & within_prefixes("place_code", counties)
        | Q(holder=Holder.TOWNSHIP) & within_prefixes("place_code", townships)
        | Q(holder=Holder.UNIT, posting__sending_unit__in=reach.sender)
    )


def _line(found: Waited, sentence: str, verb: str, view: str, note: str = "") -> Waiting:
    """A single talk opens itself."""
    one = found.count == 1
    url = (
        reverse("oversight:talks.one", args=[found.key]) if one else f"{reverse('oversight:talks.records')}?view={view}"
    )
    return Waiting("管", sentence, url, verb, found.count, "人次", note, found.first_on)


def to_be_held(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.HOLD):
        return None
    rows = TalkRecord.objects.visible_to(actor, rules.HOLD).to_hold().filter(_of_own_side(actor))
    return rows.exclude(posting__cadre__person__in=actor.persons)


@waits(to_be_held, day="due_on")
def to_hold(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "有约谈等你们谈", "去登记", "to_hold", "谈了登记三样：哪天、谈了什么、答应怎么改")


def to_be_followed_up(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.HOLD):
        return None
    rows = TalkRecord.objects.visible_to(actor, rules.HOLD).filter(_of_own_side(actor), state=State.HELD)
    return rows.filter(fix_by__lte=actor.today).exclude(posting__cadre__person__in=actor.persons)


@waits(to_be_followed_up, day="fix_by")
def to_follow_up(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "约谈时答应的到期了，看看改得怎样", "去登记", "follow")


def to_be_answered(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.ANSWER):
        return None
    return TalkRecord.objects.visible_to(actor, rules.ANSWER).filter(state=State.NOTICED).about(actor)


@waits(to_be_answered, day="answer_due_on")
def to_answer(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "有约谈通知，可以先作说明", "去看", "to_hold", "不写也可以当面说")
