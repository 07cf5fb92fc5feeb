"""Registering a table that is demanded beside this system, and retiring it: one in, one out (R-BUR-05)."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.policy.burden import rules
from zhucun.policy.burden.models import OutsideForm
from zhucun.policy.burden.reading import asks_in, most_minutes


@act("burden.add_form", "登记系统外的表", needs=rules.KEEP)
def add_form(
    county: Place,
    *,
    title: str,
    role: str,
    who_asks: str,
    basis: str,
    how_often: str,
    minutes: int,
    what_for: str,
    by: Actor,
) -> OutsideForm:
    """R-BUR-05: what would be more than a person is to be asked comes only after another is retired."""
    if role not in rules.FILLED_BY or how_often not in rules.HowOften.values or minutes < 1:
        raise Refused("写清谁填、多久一次、一次几分钟。")
    rules.must_be_light(title, what_for, field="title")
    told = {"title": title.strip(), "role": role, "who_asks": who_asks.strip(), "basis": basis.strip()}
    more = OutsideForm(
        county_code=county.code, how_often=how_often, minutes=minutes, what_for=what_for.strip(), since=by.today, **told
    )
    if OutsideForm.objects.asked_for().filter(county_code=county.code, title=more.title, role=role).exists():
        raise Refused("这张表已经登记过了。", field="title")
    rules.must_fit(more.ask, asks_in(county.code), most_minutes(policy.of(by)))
    more.entered_by = by.name
    more.save()
    return more


@act("burden.retire_form", "停用系统外的表", needs=rules.KEEP, undo="burden.resume_form")
def retire_form(form: OutsideForm, *, reason: str, last_day: date | None = None, by: Actor) -> OutsideForm:
    if form.until is not None:
        raise Refused("已经停了。")
    last_day = last_day or by.today
    if not form.since <= last_day <= by.today:
        raise Refused("从开始要的那天到今天，选一天。", field="last_day")
    form.until, form.retired_because = last_day, reason.strip()
    form.save()
    return form


@act("burden.resume_form", "恢复系统外的表", needs=rules.KEEP)
def resume_form(form: OutsideForm, *, by: Actor) -> OutsideForm:
    if form.until is None:
        raise Refused("这张表没有停。")
    rules.must_fit(form.ask, asks_in(form.county_code), most_minutes(policy.of(by)))
    form.until, form.retired_because = None, ""
    form.save()
    return form
