"""Ticking off what has been settled before going live, and taking a tick back."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.policy.filing import rules
from zhucun.policy.filing.models import FilingTick
from zhucun.policy.filing.rules import Item


@act("filing.tick", "登记上线备案", needs=rules.KEEP, undo="filing.withdraw")
def tick(county: Place, *, item: str, done_on: date, number: str = "", by: Actor) -> FilingTick:
    """R-BUR-03."""
    if item not in Item.values:
        raise Refused("清单里没有这一项。", field="item")
    if done_on > by.today:
        raise Refused("还没到的日子不能登记成办好了。", field="done_on")
    if FilingTick.objects.filter(county_code=county.code, item=item, withdrawn_at__isnull=True).exists():
        raise Refused("这一项已经登记过了。要改，先撤销再登记。")
    told = {"item": item, "done_on": done_on, "number": number.strip()}
    return FilingTick.objects.create(county_code=county.code, ticked_by=by.name, **told)


@act("filing.withdraw", "撤销上线备案登记", needs=rules.KEEP)
def withdraw(ticked: FilingTick, *, by: Actor) -> FilingTick:
    if ticked.withdrawn_at is not None:
        raise Refused("已经撤销了。")
    ticked.withdrawn_at = by.now
    ticked.save()
    return ticked
