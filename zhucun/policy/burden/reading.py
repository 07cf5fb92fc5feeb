"""What is asked of whom in a county: the house's own forms and those beside it, against the numbers in force."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib.asking import Ask, all_asks
from zhucun.policy import in_force as policy
from zhucun.policy.burden.models import OutsideForm
from zhucun.policy.burden.rules import Load, loads
from zhucun.policy.burden.wordings import Found, Wording, read_product, wordings
from zhucun.policy.profile import PolicyProfile, all_declared


def most_minutes(profile: PolicyProfile) -> dict[str, int]:
    return {row.role: row.minutes for row in profile.burden.minutes_per_month}


def asks_in(county_code: str) -> list[Ask]:
    outside = OutsideForm.objects.asked_for().filter(county_code=county_code)
    return [*all_asks().values(), *(form.ask for form in outside)]


def loads_in(actor: Actor, asks: list[Ask]) -> list[Load]:
    """Roles of whom nothing is asked are left out."""
    return [load for load in loads(asks, most_minutes(policy.of(actor))) if load.asks]


@cache
def found_in_product() -> tuple[Found, ...]:
    """The product says the same all day."""
    return tuple(read_product())


@wordings("系统外的表")
def outside_forms(county_code: str, day: date) -> Iterator[Wording]:
    for form in OutsideForm.objects.asked_for().filter(county_code=county_code):
        yield Wording(form.title, f"{form.title}。{form.what_for}", reverse("policy:burden"))


@wordings("办法参数")
def values(county_code: str, day: date) -> Iterator[Wording]:
    """What a county has worded itself."""
    profile = policy.on(day, county_code)
    for entry in all_declared():
        if entry.key in profile.sources:
            yield Wording(entry.label, entry.say(profile.get(entry.key)), reverse("policy:profile"))
