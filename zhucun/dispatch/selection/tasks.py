"""What somebody has to do in a round now, each with the page on which it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import SelectionRound, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.plan_models import ApprovalStep
from zhucun.dispatch.rounds.rules import NeedState, QuotaState, State


@dataclass(frozen=True)
class Task:
    sentence: str
    url: str
    verb: str
    note: str = ""
    due_on: date | None = None


def tasks_of(round_: SelectionRound, actor: Actor) -> list[Task]:
    sources = (_of_villages, _of_units, _of_approvers, _of_office)
    return [task for source in sources for task in source(round_, actor)]


def _of_villages(round_: SelectionRound, actor: Actor) -> Iterator[Task]:
    if round_.state != State.NEEDS:
        return
    if actor.may(rules.RAISE):
        awaited = VillageNeed.objects.visible_to(actor, rules.RAISE).filter(round=round_, state=NeedState.AWAITED)
        yield from _needs_task(awaited, round_, "还没提需求", "提需求")
    if actor.may(rules.STUDY):
        raised = VillageNeed.objects.visible_to(actor, rules.STUDY).filter(round=round_, state=NeedState.RAISED)
        yield from _needs_task(raised, round_, "的需求等乡镇研究", "研究")


def _needs_task(needs: QuerySet[VillageNeed], round_: SelectionRound, what: str, verb: str) -> Iterator[Task]:
    """A single one is named and opened at once."""
    found = list(needs.select_related("place").order_by("place_code"))
    if not found:
        return
    if len(found) == 1:
        url = reverse("dispatch:rounds.need", args=[found[0].pk])
        yield Task(f"{found[0].place.name}{what}", url, verb, due_on=round_.need_due_on)
    else:
        state = found[0].state
        url = f"{reverse('dispatch:rounds.one.needs', args=[round_.pk])}?view={state}"
        yield Task(f"{len(found)} 处{what}", url, "打开名单", due_on=round_.need_due_on)


def _of_units(round_: SelectionRound, actor: Actor) -> Iterator[Task]:
    units = actor.scope(rules.NOMINATE).sender
    if not units or round_.state not in (State.NOMINATING, State.CHECKING):
        return
    sent = UnitQuota.objects.visible_to(actor, rules.NOMINATE).filter(round=round_, unit__in=units)
    for quota in sent.filter(state=QuotaState.SENT).with_named():
        left = quota.count - quota.named
        sentence = f"还要推荐 {left} 人" if left > 0 else "人选推荐满了，还没报齐"
        url = reverse("dispatch:rounds.quota", args=[quota.pk])
        yield Task(sentence, url, "去推荐", f"{quota.letter_number}，名额 {quota.count} 人", round_.nominate_due_on)


def _of_approvers(round_: SelectionRound, actor: Actor) -> Iterator[Task]:
    if round_.state != State.APPROVING or not actor.may(rules.APPROVE):
        return
    for step in ApprovalStep.objects.visible_to(actor, rules.APPROVE).open().filter(round=round_):
        if rules.may_decide(step.role, actor.roles, is_late=step.due_on < actor.today):
            url = reverse("dispatch:rounds.approval", args=[step.pk])
            yield Task(f"{step.get_level_display()}的名单等你批", url, "去审批", due_on=step.due_on)


def _of_office(round_: SelectionRound, actor: Actor) -> Iterator[Task]:
    if not actor.may(rules.MANAGE):
        return

    def page(name: str, view: str = "") -> str:
        return reverse(f"dispatch:rounds.one.{name}", args=[round_.pk]) + (f"?view={view}" if view else "")

    if round_.state in (State.NEEDS, State.NOMINATING):
        yield Task("谁走谁留", page("stay"), "定走留", "空出的名额从这里来：轮换的、缺着的")
    if round_.state == State.NOMINATING:
        yield Task("名额分给单位，发商请选派函", page("quotas"), "定名额", "先按谁派的谁再派、后盾单位补缺分好，可以改")
        yield Task("单位报来的推荐表", page("take_in"), "从表格导入", "也可以让单位自己在网上推荐")
    if round_.state == State.CHECKING:
        yield Task("联审单位的答复", page("checks"), "登记联审", "只记无意见或不宜、日期、文号")
    if round_.state == State.FORMING:
        workbench = f"{reverse('dispatch:formation.new')}?round={round_.pk}"
        yield Task("谁去哪支队", workbench, "排一稿", "机器先排，人来定；排过的在组队工作台", round_.form_due_on)
        yield Task("拟派名单", page("seats"), "看名单", "采用一稿组队方案，名单就在这里")
