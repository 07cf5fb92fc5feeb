"""商请选派函: to whom, how many, for what, until when. What villages ask is that of the teams the unit backs."""

from zhucun.acts.actor import Actor
from zhucun.dispatch.rounds.models import UnitQuota, VillageNeed
from zhucun.dispatch.rounds.rules import NeedState
from zhucun.lib.skills import say_kinds
from zhucun.papers.letter import Letter, Paragraph
from zhucun.papers.wording import day_in_words
from zhucun.policy.issuing import issuer_of

TITLE = "关于商请选派驻村干部的函"
FIT = "推荐人选要符合选派条件，由单位确认能够胜任驻村工作，只写确认日期。第一书记人选要是正式党员，党龄、工作年限够。"


def letter_of(quota: UnitQuota, actor: Actor) -> Letter:
    return Letter(
        sender=issuer_of(quota.round.county_code, actor, quota.letter_on),
        recipient=quota.unit.name,
        title=TITLE,
        number=quota.letter_number,
        paragraphs=(_asked(quota), *_needs(quota), Paragraph(FIT), Paragraph("专此函达，请予支持。")),
        signed_on=quota.letter_on,
        is_demo=actor.is_demo,
    )


def _asked(quota: UnitQuota) -> Paragraph:
    round_ = quota.round
    due = f"{round_.nominate_due_on.month}月{round_.nominate_due_on.day}日"
    return Paragraph(
        f"按照驻村工作队选派管理办法，县里开展{round_.title}，拟从{day_in_words(round_.since)}起派驻。"
        f"请你单位推荐{quota.count}名干部，于{due}前报县驻村办。"
    )


def _needs(quota: UnitQuota) -> list[Paragraph]:
    needs = VillageNeed.objects.filter(round=quota.round_id, team__backings__unit=quota.unit_id)
    needs = needs.filter(team__backings__until__isnull=True, state=NeedState.LISTED).select_related("place")
    said = [Paragraph(_said(need)) for need in needs.order_by("place_code")]
    return [Paragraph("你单位后盾的村提出的需求："), *said] if said else []


def _said(need: VillageNeed) -> str:
    wanted = "；".join(filter(None, (say_kinds(need.kinds) or "没有特别要求", need.note.rstrip("。"))))
    return f"{need.place.name}：{wanted}。"
