"""A case is recommended by anyone, made better, published by the office once nothing private stands in it, used."""

from typing import Any

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.org.accounts.models import Account
from zhucun.org.places.models import Household, Place
from zhucun.policy import in_force as policy
from zhucun.training.cases import rules
from zhucun.training.cases.models import COUNTY_DIGITS, CaseUse, TrainingCase
from zhucun.training.cases.rules import FLOW, CaseState, Shape
from zhucun.training.cases.sources import draft_from
from zhucun.training.sessions.models import TrainingSession
from zhucun.training.sessions.rules import KEEP

VILLAGE_DIGITS = 12


@act("case.recommend", "推荐案例", needs=rules.RECOMMEND, undo="case.withdraw")
def recommend(
    account: Account,
    *,
    place: Place,
    title: str,
    what: str,
    gist: str = "",
    shape: str = Shape.EXPERIENCE,
    aspect: str = "",
    source: str = "",
    source_key: str = "",
    by: Actor,
) -> TrainingCase:
    """By anybody with an account; `source` and `source_key` say what it was made from, `place` where it was."""
    if not place.code.startswith(by.county_code):
        raise OutOfReach()
    draft = draft_from(source, source_key, by) if source else None
    if source and draft is None:
        raise Refused("找不到这一条来源了。重新打开“推荐一篇”。")
    row = TrainingCase(
        county_code=place.code[:COUNTY_DIGITS],
        place_code=place.code,
        source=source,
        source_key=source_key,
        source_said=draft.said if draft else "",
        account_id=account.pk,
        recommended_by=by.name,
        recommended_on=by.today,
    )
    _say(row, {"title": title, "what": what, "gist": gist, "shape": shape, "aspect": aspect}, by)
    row.save()
    return row


def _say(row: TrainingCase, told: dict[str, str], by: Actor) -> None:
    """What a machine finds private is told at once to whoever writes it."""
    rules.must_say_enough(told["title"], told["what"])
    if told["shape"] not in Shape.values:
        raise Refused("选是经验还是教训。", field="shape")
    if told["aspect"] and told["aspect"] not in policy.of(by).six_ones.items:
        raise Refused("“六个一”里没有这一项。", field="aspect")
    for name, value in told.items():
        setattr(row, name, value.strip())
    row._refuse_too_long()
    rules.must_be_without_private(private_in(row))


@act("case.correct", "改案例", needs=rules.RECOMMEND)
def correct(
    row: TrainingCase, *, title: str, what: str, gist: str = "", shape: str, aspect: str = "", by: Actor
) -> TrainingCase:
    """By whoever recommended it while it waits, by the office at any time."""
    publishes = may_publish(row, by)
    if not publishes and (row.account_id != by.account_id or row.state != CaseState.RECOMMENDED):
        raise OutOfReach()
    _say(row, {"title": title, "what": what, "gist": gist, "shape": shape, "aspect": aspect}, by)
    row.save()
    return row


def may_publish(row: TrainingCase, by: Actor) -> bool:
    return by.scope(rules.PUBLISH).covers_place(row.place_code)


def private_in(row: TrainingCase) -> list[str]:
    """What a machine finds, of the heads of households of the village as well."""
    village = row.place_code[:VILLAGE_DIGITS]
    rows = (
        Household.objects.filter(village__code=village) if len(village) == VILLAGE_DIGITS else Household.objects.none()
    )
    heads = set(rows.values_list("head_name", flat=True))
    return list(rules.private_in("\n".join((row.title, row.what, row.gist)), heads))


@act("case.publish", "发布案例", needs=rules.PUBLISH, undo="case.take_down")
def publish(row: TrainingCase, *, is_checked: bool = False, by: Actor) -> TrainingCase:
    """After somebody has read it for what is private of villagers; what a machine finds is not published at all."""
    rules.must_be_without_private(private_in(row))
    if not is_checked:
        raise Refused("先看一遍有没有村民的姓名、住址、电话、病情，看过了打勾。", field="is_checked", rule="R-SEC-13")
    return _decided(row, "publish", CaseState.PUBLISHED, "", by)


@act("case.withdraw", "撤回推荐的案例", needs=rules.RECOMMEND)
def withdraw(row: TrainingCase, *, by: Actor) -> TrainingCase:
    """By whoever recommended it, as long as nobody has decided."""
    if row.account_id != by.account_id:
        raise OutOfReach()
    return _decided(row, "withdraw", CaseState.DECLINED, "自己撤回", by)


@act("case.decline", "不用这一篇", needs=rules.PUBLISH)
def decline(row: TrainingCase, *, because: str, by: Actor) -> TrainingCase:
    if not because.strip():
        raise Refused("写一句为什么不用，推荐的人看得到。", field="because")
    return _decided(row, "decline", CaseState.DECLINED, because.strip(), by)


@act("case.take_down", "撤下案例", needs=rules.PUBLISH)
def take_down(row: TrainingCase, *, because: str = "", by: Actor) -> TrainingCase:
    return _decided(row, "take_down", CaseState.TAKEN_DOWN, because.strip(), by)


def _decided(row: TrainingCase, verb: str, to: str, because: str, by: Actor) -> TrainingCase:
    FLOW.step(row, verb, to=to)
    row.decided_by, row.decided_on, row.because = by.name, by.today, because
    row.save()
    return row


@act("case.use", "案例用到培训班", needs=KEEP, undo="case.use_not")
def use(session: TrainingSession, *, case: TrainingCase, by: Actor) -> CaseUse:
    """以案促训 (R-TRN-10): only what is published."""
    if case.state != CaseState.PUBLISHED or case.county_code != by.county_code:
        raise Refused("发布了的案例才能用到培训班。", field="case")
    if session.case_uses.filter(case=case, is_taken_back=False).exists():
        raise Refused(f"{session.title}已经用了这一篇。", field="session")
    return CaseUse.objects.create(case=case, session=session)


@act("case.use_not", "案例不用到这一期", needs=KEEP)
def use_not(row: CaseUse, *, by: Actor) -> CaseUse:
    if row.is_taken_back:
        raise Refused("已经不用了。")
    row.is_taken_back = True
    row.save()
    return row


def told_of(row: TrainingCase) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("title", "what", "gist", "shape", "aspect")}
