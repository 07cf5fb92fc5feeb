"""What a village asks, what the township thinks of it, whether the county lists it (R-SEL-13, screen P8)."""

from collections.abc import Sequence

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import SelectionRound, VillageNeed
from zhucun.dispatch.rounds.reading import policy_of
from zhucun.dispatch.rounds.rules import MOST_KINDS, NEED, NeedState, Opinion, State


@act("need.raise", "提村里的需求", needs=rules.RAISE, remote=True, undo="need.take_back")
def raise_need(need: VillageNeed, *, kinds: Sequence[str], note: str = "", by: Actor) -> VillageNeed:
    """By the village's secretary, or by the township for the village; again until the township has studied it."""
    _must_be_collected(need.round)
    kinds = list(dict.fromkeys(kinds))
    if not kinds and not note.strip():
        raise Refused("选一样，或者写一句要什么样的人。", field="kinds")
    if len(kinds) > MOST_KINDS:
        raise Refused(f"最多选 {MOST_KINDS} 样，先要最要紧的。", field="kinds")
    if set(kinds) - set(policy_of(need.round, by.today).selection.skills):
        raise Refused("有一样不在清单里，重新选。", field="kinds")
    NEED.step(need, "raise")
    need.kinds, need.note = kinds, note.strip()
    need.raised_by, need.raised_on = by.name, by.today
    need.save()
    return need


def _must_be_collected(round_: SelectionRound) -> None:
    if round_.state != State.NEEDS:
        raise Refused(f"“{round_.title}”已经过了提需求这一步。")


@act("need.take_back", "收回村里的需求", needs=rules.RAISE, remote=True)
def take_back(need: VillageNeed, *, by: Actor) -> VillageNeed:
    """Raised by mistake: as if nothing had been said."""
    _must_be_collected(need.round)
    if need.state != NeedState.RAISED:
        raise Refused("乡镇已经研究过，要改请乡镇退回。")
    return _emptied(need)


def _emptied(need: VillageNeed) -> VillageNeed:
    NEED.step(need, "give_back")
    need.raised_by, need.raised_on = "", None
    need.township_view, need.opinion, need.studied_by, need.studied_on = "", "", "", None
    need.save()
    return need


@act("need.give_back", "把需求退回村里", needs=rules.STUDY, remote=True)
def give_back(need: VillageNeed, *, reason: str, by: Actor) -> VillageNeed:
    """What the village had chosen stays in the form."""
    _must_be_collected(need.round)
    if not reason.strip():
        raise Refused("写一句退回做什么。", field="reason")
    return _emptied(need)


@act("need.study", "研究村里的需求", needs=rules.STUDY, remote=True)
def study(need: VillageNeed, *, view: Opinion, opinion: str = "", by: Actor) -> VillageNeed:
    _must_be_collected(need.round)
    if view != Opinion.AGREE and not opinion.strip():
        raise Refused("不是单纯同意的，写一句意见。", field="opinion")
    NEED.step(need, "study")
    need.township_view, need.opinion = view, opinion.strip()
    need.studied_by, need.studied_on = by.name, by.today
    need.save()
    return need


@act("need.decide", "定是否列入清单", needs=rules.MANAGE, remote=True)
def decide(need: VillageNeed, *, listed: bool, by: Actor) -> VillageNeed:
    """Until quotas are asked for; what nobody decided is listed when the list is closed."""
    _must_be_collected(need.round)
    NEED.step(need, "decide", to=NeedState.LISTED if listed else NeedState.LEFT_OUT)
    need.save()
    return need
