"""Drafting a prompt, changing it, sending it out, taking it back, and saying which teams know: the only writer here."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from django.db.models import QuerySet

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Team, TeamPlace
from zhucun.lib.periods import month_of
from zhucun.org.places.models import Place, PlaceTag
from zhucun.oversight.prompts import rules
from zhucun.oversight.prompts.measures import measure_named
from zhucun.oversight.prompts.models import PromptItem, PromptRecipient, WorkPrompt
from zhucun.oversight.prompts.rules import FLOW, MOST_ITEMS, Audience, Reached
from zhucun.policy.burden.rules import must_be_light


class Asked(TypedDict):
    """One item of a prompt; `measure` is a registered ledger or empty."""

    text: str
    due_on: date
    measure: str
    at_least: int


@act("prompt.draft", "起草重点工作提示", needs=rules.ISSUE)
def draft(
    county: Place,
    *,
    month: str,
    title: str,
    items: Sequence[Asked],
    opening: str = "",
    audience: Audience = Audience.ALL,
    tag: str = "",
    townships: Sequence[str] = (),
    by: Actor,
) -> WorkPrompt:
    prompt = WorkPrompt(county_code=county.code, month=month)
    _write(prompt, title, opening, audience, tag, townships)
    _must_be_the_only_one(prompt)
    prompt.save()
    _put(prompt, items)
    return prompt


@act("prompt.change", "改重点工作提示", needs=rules.ISSUE)
def change(
    prompt: WorkPrompt,
    *,
    title: str,
    items: Sequence[Asked],
    opening: str = "",
    audience: Audience = Audience.ALL,
    tag: str = "",
    townships: Sequence[str] = (),
    by: Actor,
) -> WorkPrompt:
    """While it is a draft; what went out stays as people read it."""
    FLOW.step(prompt, "change")
    _write(prompt, title, opening, audience, tag, townships)
    _must_be_the_only_one(prompt)
    prompt.save()
    prompt.items.all().delete()
    _put(prompt, items)
    return prompt


def _write(
    prompt: WorkPrompt, title: str, opening: str, audience: Audience, tag: str, townships: Sequence[str]
) -> None:
    if not title.strip():
        raise Refused("写个标题。", field="title")
    must_be_light(title, field="title")
    must_be_light(opening, field="opening")
    if audience == Audience.TAG and not tag:
        raise Refused("选哪一类村。", field="tag")
    if audience == Audience.TOWNSHIPS and not townships:
        raise Refused("勾上发给哪些乡镇。", field="townships")
    try:
        first = prompt.first
    except ValueError:
        raise Refused("月份写成 2022-07 这样。", field="month") from None
    prompt.month = f"{first:%Y-%m}"
    prompt.title, prompt.opening, prompt.audience = title.strip(), opening.strip(), audience
    prompt.tag = tag if audience == Audience.TAG else ""
    prompt.townships = sorted(townships) if audience == Audience.TOWNSHIPS else []


def _must_be_the_only_one(prompt: WorkPrompt) -> None:
    """One a month for the same teams: two would be counted twice."""
    others = WorkPrompt.objects.filter(county_code=prompt.county_code, month=prompt.month, audience=prompt.audience)
    for other in others.standing().filter(tag=prompt.tag).exclude(pk=prompt.pk):
        if other.townships == prompt.townships:
            raise Refused(
                f"{prompt.called}发给这些队的已经有一份：“{other.title}”，{other.get_state_display()}。"
                "改那一份，或者先收回它。",
                field="month",
            )


def _put(prompt: WorkPrompt, items: Sequence[Asked]) -> None:
    asked = [item for item in items if item["text"].strip()]
    if not asked:
        raise Refused("至少写一件要做的事。")
    if len(asked) > MOST_ITEMS:
        raise Refused(f"最多 {MOST_ITEMS} 件；再多，队里记不住。")
    must_be_light(*(item["text"] for item in asked))
    insert_many([_item(prompt, position, item) for position, item in enumerate(asked, start=1)])


def _item(prompt: WorkPrompt, position: int, item: Asked) -> PromptItem:
    if item["due_on"] < prompt.first:
        raise Refused(f"第 {position} 件的期限在这个月以前。")
    if item["measure"] and measure_named(item["measure"]) is None:
        raise Refused(f"第 {position} 件选的台账没有了，另选一本。")
    return PromptItem(
        prompt=prompt,
        position=position,
        text=item["text"].strip(),
        due_on=item["due_on"],
        measure=item["measure"],
        at_least=max(1, item["at_least"]),
    )


@act("prompt.issue", "发出重点工作提示", needs=rules.ISSUE, undo="prompt.withdraw")
def issue(prompt: WorkPrompt, *, by: Actor) -> WorkPrompt:
    """To the teams there are today."""
    teams = list(teams_of(prompt, by.today))
    if not teams:
        raise Refused("按这个范围一支队也没有，先改发给谁。")
    if month_of(by.today).until <= prompt.first:
        raise Refused("下个月的提示到下个月再发。", field="month")
    FLOW.step(prompt, "issue")
    prompt.issued_on, prompt.issued_by = by.today, by.name
    prompt.save()
    insert_many([PromptRecipient(prompt=prompt, team=team, place_code=team.place_code) for team in teams])
    return prompt


def teams_of(prompt: WorkPrompt, day: date) -> QuerySet[Team]:
    """R-LOG-07: all, those of one kind of village, those of some townships."""
    teams = Team.objects.as_of(day).filter(within_prefixes("place_code", [prompt.county_code])).order_by("place_code")
    if prompt.audience == Audience.TOWNSHIPS:
        return teams.filter(within_prefixes("place_code", prompt.townships))
    if prompt.audience == Audience.TAG:
        tagged = PlaceTag.objects.on_standing_places(day).filter(tag=prompt.tag).values("place")
        return teams.filter(pk__in=TeamPlace.objects.as_of(day).filter(place__in=tagged).values("team"))
    return teams


@act("prompt.withdraw", "收回重点工作提示", needs=rules.ISSUE)
def withdraw(prompt: WorkPrompt, *, reason: str = "发错了", by: Actor) -> WorkPrompt:
    FLOW.step(prompt, "withdraw")
    prompt.reason = reason.strip() or "发错了"
    prompt.save()
    return prompt


@act("prompt.opened", "工作队看到提示", needs=rules.TELL)
def opened(recipient: PromptRecipient, *, by: Actor) -> PromptRecipient:
    """Said in the system's name, so that no line tells which member looked (R-BUR-04). The first time counts."""
    return _opened_many([Told(recipient)], by=by)[0]


@opened.as_many
def _opened_many(calls: Sequence[Told], *, by: Actor) -> list[PromptRecipient]:
    new = [call.row for call in calls if call.row.reached_on is None]
    for one in new:
        one.reached_on, one.reached_by = by.today, Reached.OPENED
    update_many(new, ["reached_on", "reached_by"])
    return [call.row for call in calls]


@act("prompt.tell", "登记提示已经告知", needs=rules.TELL, remote=True, undo="prompt.untell")
def tell(recipient: PromptRecipient, *, by: Actor) -> PromptRecipient:
    """On paper, by telephone or at a meeting: nobody has to open a page (R-BUR-04)."""
    return _tell_many([Told(recipient)], by=by)[0]


@tell.as_many
def _tell_many(calls: Sequence[Told], *, by: Actor) -> list[PromptRecipient]:
    new = [call for call in calls if call.row.reached_on is None]
    for call in new:
        one, hand = call.row, call.hand(by)
        one.reached_on, one.reached_by, one.told_by = hand.today, Reached.TOLD, hand.name
    update_many([call.row for call in new], ["reached_on", "reached_by", "told_by"])
    return [call.row for call in calls]


@act("prompt.untell", "撤回告知登记", needs=rules.TELL, remote=True)
def untell(recipient: PromptRecipient, *, by: Actor) -> PromptRecipient:
    if recipient.reached_by != Reached.TOLD:
        raise Refused("这支队是自己看到的，不用撤回。" if recipient.reached_on else "还没登记告知。")
    recipient.reached_on, recipient.reached_by, recipient.told_by = None, "", ""
    recipient.save()
    return recipient
