"""What waits in a round for villages, townships, units, approvers and the county's office; late work goes up a level.

Sentences name villages and rounds, never people: each can be copied into a chat group (X1).
"""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import JointCheck, SelectionRound, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.plan_models import ApprovalStep
from zhucun.dispatch.rounds.rules import NeedState, NominationState, QuotaState, State

# ── needs ──


def awaited(actor: Actor) -> QuerySet | None:
    """The village's own secretary; the township once it is late, or where it has to speak for the village."""
    if not actor.may(rules.RAISE):
        return None
    needs = VillageNeed.objects.visible_to(actor, rules.RAISE).open_to_the_village().filter(state=NeedState.AWAITED)
    if actor.may(rules.STUDY):
        needs = needs.late(actor.today)
    return needs


@waits(awaited, day="round__need_due_on", name="place__name")
def to_raise(actor: Actor, found: Waited) -> Waiting:
    is_township = actor.may(rules.STUDY)
    which = found.name if found.count == 1 else "有村"
    return Waiting(
        tile="派",
        sentence=f"{which}还没提要什么人",
        note="过了期限，催一催，或者替村里提" if is_township else "选派轮次在收需求",
        url=_need(found),
        verb="去提",
        count=found.count,
        unit="处",
        due_on=found.first_on,
    )


def _need(found: Waited) -> str:
    if found.count == 1:
        return reverse("dispatch:rounds.need", args=[found.key])
    return reverse("dispatch:rounds")


def raised(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.STUDY):
        return None
    needs = VillageNeed.objects.visible_to(actor, rules.STUDY).open_to_the_village()
    return needs.filter(state=NeedState.RAISED)


@waits(raised, day="round__need_due_on", name="place__name")
def to_study(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="派",
        sentence=f"{found.name if found.count == 1 else '村里'}提的需求等乡镇研究",
        note="研究了报到县里",
        url=_need(found),
        verb="去研究",
        count=found.count,
        unit="处",
        due_on=found.first_on,
    )


# ── units ──


def asked(actor: Actor) -> QuerySet | None:
    units = actor.scope(rules.NOMINATE).sender
    if not units:
        return None
    running = Q(round__state__in=(State.NOMINATING, State.CHECKING))
    return UnitQuota.objects.visible_to(actor, rules.NOMINATE).filter(running, state=QuotaState.SENT, unit__in=units)


@waits(asked, day="round__nominate_due_on", name="letter_number")
def to_nominate(actor: Actor, found: Waited) -> Waiting:
    one = found.count == 1
    return Waiting(
        tile="派",
        sentence="县里商请本单位推荐驻村人选",
        note=found.name if one else "有几轮都在等本单位推荐",
        url=reverse("dispatch:rounds.quota", args=[found.key]) if one else reverse("dispatch:rounds"),
        verb="去推荐",
        count=found.count,
        unit="件",
        due_on=found.first_on,
    )


# ── approval ──


def steps(actor: Actor) -> QuerySet | None:
    """The step's own office; the one above once it is late (R-SEL-14)."""
    if not actor.may(rules.APPROVE):
        return None
    own = set(actor.roles)
    below = [role for role, above in rules.ABOVE.items() if above in own]
    mine = Q(role__in=own) | Q(role__in=below, due_on__lt=actor.today)
    return ApprovalStep.objects.visible_to(actor, rules.APPROVE).open().filter(mine)


@waits(steps, day="due_on", name="round__title")
def to_approve(actor: Actor, found: Waited) -> Waiting:
    one = found.count == 1
    return Waiting(
        tile="派",
        sentence=f"{found.name}的名单等你批",
        note="批了到下一环，不行的退回组队",
        url=reverse("dispatch:rounds.approval", args=[found.key]) if one else reverse("dispatch:rounds"),
        verb="去审批",
        count=found.count,
        unit="份",
        due_on=found.first_on,
    )


# ── the county's office ──

DUE_OF = {
    State.NEEDS: "need_due_on",
    State.NOMINATING: "nominate_due_on",
    State.CHECKING: "check_due_on",
    State.FORMING: "form_due_on",
    State.APPROVING: "approve_due_on",
    State.FILING: "approve_due_on",
    State.POSTING: "since",
}
PARTS = dict(enumerate(DUE_OF, start=1))
SAYS = {
    State.NEEDS: ("需求到了期限，该定县级清单", "去定"),
    State.NOMINATING: ("单位推荐到了期限或报齐了，该开始联审", "去看"),
    State.CHECKING: ("联审到了期限或都答复了，该开始组队", "去看"),
    State.FORMING: ("该组队了", "去组队"),
    State.APPROVING: ("审批过了期限，催一催", "去看"),
    State.FILING: ("批下来了，登记备案", "去登记"),
    State.POSTING: ("备案了，按名单派驻", "去派驻"),
}


def rounds_to_move(actor: Actor) -> QuerySet | None:
    """A round whose step is the office's, or is ready to end, or whose day has passed."""
    if not actor.may(rules.MANAGE):
        return None
    return (
        SelectionRound.objects.visible_to(actor, rules.MANAGE)
        .filter(_ready() | _past(actor))
        .annotate(
            part=Case(*(When(state=state, then=Value(n)) for n, state in PARTS.items()), output_field=IntegerField()),
            due=Case(*(When(state=state, then=F(name)) for state, name in DUE_OF.items())),
        )
    )


def _ready() -> Q:
    silent = VillageNeed.objects.filter(round=OuterRef("pk"), state__in=(NeedState.AWAITED, NeedState.RAISED))
    unsent = UnitQuota.objects.filter(round=OuterRef("pk")).exclude(state=QuotaState.REPLIED)
    replied = UnitQuota.objects.filter(round=OuterRef("pk"), state=QuotaState.REPLIED)
    pending = JointCheck.objects.pending().filter(
        nomination__round=OuterRef("pk"), nomination__state=NominationState.ELIGIBLE
    )
    return (
        Q(state__in=(State.FORMING, State.FILING, State.POSTING))
        | Q(~Exists(silent), state=State.NEEDS)
        | Q(Exists(replied), ~Exists(unsent), state=State.NOMINATING)
        | Q(~Exists(pending), state=State.CHECKING)
    )


def _past(actor: Actor) -> Q:
    past = Q(pk__in=[])
    for state, name in DUE_OF.items():
        past |= Q(**{"state": state, f"{name}__lt": actor.today})
    return past


@waits(rounds_to_move, day="due", name="title", part="part")
def to_move(actor: Actor, found: Waited) -> Waiting:
    sentence, verb = SAYS[PARTS[found.part]]
    one = found.count == 1
    return Waiting(
        tile="派",
        sentence=f"{found.name}：{sentence}" if one else f"有 {found.count} 轮选派{sentence}",
        note="选派轮次",
        url=reverse("dispatch:rounds.one", args=[found.key]) if one else reverse("dispatch:rounds"),
        verb=verb,
        count=found.count,
        unit="轮",
        due_on=found.first_on,
    )


def late_answers(actor: Actor) -> QuerySet | None:
    """Units that have not named all, once the day is past: the office asks them (R-SEL-14)."""
    if not actor.may(rules.MANAGE):
        return None
    late = Q(round__state=State.NOMINATING, round__nominate_due_on__lt=actor.today, state=QuotaState.SENT)
    return UnitQuota.objects.visible_to(actor, rules.MANAGE).filter(late)


@waits(late_answers, day="round__nominate_due_on", name="unit__name")
def to_urge(actor: Actor, found: Waited) -> Waiting:
    one = found.count == 1
    return Waiting(
        tile="派",
        sentence=f"{found.name if one else '有单位'}还没报齐推荐人选",
        note="过了推荐期限",
        url=reverse("dispatch:rounds.quota", args=[found.key]) if one else reverse("dispatch:rounds"),
        verb="去看",
        count=found.count,
        unit="个",
        due_on=found.first_on,
    )
