"""What waits in changes. No line says which kind it is: each can be copied into a chat group (X1, R-TLK-09)."""

from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.changes import rules
from zhucun.dispatch.changes.models import CaseStep, ChangeCase, SuccessorChoice
from zhucun.dispatch.changes.rules import Part, State


def _line(found: Waited, sentence: str, verb: str, *, view: str = "", note: str = "", **more: object) -> Waiting:
    """A single case opens itself."""
    where = reverse("dispatch:changes") + (f"?view={view}" if view else "")
    url = reverse("dispatch:changes.one", args=[found.key]) if found.count == 1 else where
    return Waiting(tile="派", sentence=sentence, url=url, verb=verb, count=found.count, note=note, **more)


def without_opinion(actor: Actor) -> QuerySet | None:
    """Cases whose opinion of this township or unit is still out."""
    if not actor.may(rules.GIVE_OPINION):
        return None
    reach = actor.scope(rules.GIVE_OPINION)
    open_steps = CaseStep.objects.filter(case=OuterRef("pk"), agrees__isnull=True)
    of_township = within_prefixes("place_code", reach.place) & Q(Exists(open_steps.filter(part=Part.TOWNSHIP)))
    of_unit = Q(sending_unit__in=reach.sender) & Q(Exists(open_steps.filter(part=Part.UNIT)))
    seen = ChangeCase.objects.visible_to(actor, rules.GIVE_OPINION)
    return seen.filter(of_township | of_unit, state=State.OPINIONS)


@waits(without_opinion, day="opinion_due_on")
def to_say_opinion(actor: Actor, found: Waited) -> Waiting:
    note = "供县里定的时候看；过期不等"
    return _line(found, "有人员变动等你们说意见", "说意见", view="deciding", note=note, due_on=found.first_on)


def undecided(actor: Actor) -> QuerySet | None:
    """Opinions in, or their day over; what one proposed oneself waits for another (R-SEC-14)."""
    if not actor.may(rules.DECIDE):
        return None
    seen = ChangeCase.objects.visible_to(actor, rules.DECIDE)
    ripe = Q(state=State.OFFICE) | Q(state=State.OPINIONS, opinion_due_on__lt=actor.today)
    return seen.filter(ripe).exclude(proposer_person__in=actor.persons)


@waits(undecided, day="opinion_due_on")
def to_decide(actor: Actor, found: Waited) -> Waiting:
    return _line(
        found, "有人员变动等定处理", "定处理", view="deciding", note="意见齐了，或者等的日子过了", due_on=found.first_on
    )


def unapproved(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.APPROVE):
        return None
    return ChangeCase.objects.visible_to(actor, rules.APPROVE).filter(state__in=(State.ORGANISATION, State.ABOVE))


@waits(unapproved)
def to_approve(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "有人员变动等审批或登记批复", "去办", view="deciding")


def unsigned(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.SIGN):
        return None
    return ChangeCase.objects.visible_to(actor, rules.SIGN).filter(state=State.LEADER)


@waits(unsigned)
def to_sign(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "有人员变动等签批", "签批", view="deciding", note="驻村办核实过，意见和佐证都在里面")


def not_carried_out(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.CARRY_OUT):
        return None
    return ChangeCase.objects.visible_to(actor, rules.CARRY_OUT).filter(state=State.DECIDED)


@waits(not_carried_out)
def to_carry_out(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "人员变动定了，等发文办理", "发文", view="decided")


def _choices(**lookups: object) -> Exists:
    return Exists(SuccessorChoice.objects.filter(case=OuterRef("pk"), **lookups))


NOBODY, ASKED, CONFIRMED = range(3)
SEATS = {
    NOBODY: ("空出的名额还没提接替的人", "提人选"),
    ASKED: ("接替的人提了，等单位确认", "去看"),
    CONFIRMED: ("接替的人单位确认了，等派出", "派出"),
}


def open_seats(actor: Actor) -> QuerySet | None:
    """Seats that changes left open, by how far each is: the office has them until somebody is there (R-SEL-11)."""
    if not actor.may(rules.CARRY_OUT):
        return None
    far = Case(
        When(_choices(confirmed_on__isnull=False), then=CONFIRMED),
        When(_choices(declined_on__isnull=True), then=ASKED),
        default=NOBODY,
    )
    seen = ChangeCase.objects.visible_to(actor, rules.CARRY_OUT).filter(state=State.VACANT)
    return seen.annotate(how_far=far)


@waits(open_seats, day="vacancy_due_on", part="how_far")
def to_fill(actor: Actor, found: Waited) -> Waiting:
    sentence, verb = SEATS[found.part]
    return _line(found, sentence, verb, view="vacant", due_on=found.first_on)


def unanswered(actor: Actor) -> QuerySet | None:
    """Of the unit whose person was put forward; the office waits with it, but its own line is another."""
    units = actor.scope(rules.CONFIRM).sender
    if not units:
        return None
    done = SuccessorChoice.objects.filter(case=OuterRef("case"), confirmed_on__isnull=False)
    return SuccessorChoice.objects.visible_to(actor, rules.CONFIRM).open().filter(~Exists(done), unit__in=units)


@waits(unanswered, day="case__vacancy_due_on")
def to_answer(actor: Actor, found: Waited) -> Waiting:
    url = (
        reverse("dispatch:successors.answer", args=[found.key]) if found.count == 1 else reverse("dispatch:successors")
    )
    return Waiting(
        tile="派",
        sentence="有接替人选等本单位确认",
        url=url,
        verb="去确认",
        count=found.count,
        unit="人",
        note="确认一个，县里就派出",
        due_on=found.first_on,
    )


def owed(actor: Actor) -> QuerySet | None:
    """A unit whose member left owes the successor until the seat is taken (R-TLK-05)."""
    units = actor.scope(rules.CONFIRM).sender
    if not units:
        return None
    left = ChangeCase.objects.filter(state=State.VACANT, sending_unit__in=units)
    return left.filter(~_choices(declined_on__isnull=True), vacancy_due_on__gte=actor.today - timedelta(days=LONG_AGO))


LONG_AGO = 366  # days; what is older is a matter of the roster's own line


@waits(owed, day="vacancy_due_on")
def to_name(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="派",
        sentence="本单位有人离任，要推荐接替的人",
        url=reverse("dispatch:successors"),
        verb="推荐",
        count=found.count,
        unit="个名额",
        note="空着的名额按期补上",
        due_on=found.first_on,
    )
