"""A place, typed by its name: 云台镇枫木冲村, or 枫木冲 where only one is called so."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zhucun.org.places.models import Place
from zhucun.web.offered import OfferedInput, choose

LONGEST = 80


class PlaceField(forms.CharField):
    """Its value is the place. `offer` gives those that may be chosen, loaded with their parents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=OfferedInput, **kwargs)
        self.called: dict[str, Place] = {}

    def offer(self, places: Iterable[Place]) -> None:
        self.called = {full_name(place): place for place in places}
        self.widget.offered = list(self.called)

    def prepare_value(self, value: Any) -> Any:
        return full_name(value) if isinstance(value, Place) else value

    def clean(self, value: Any) -> Place | None:
        typed = super().clean(value)
        return (
            choose(typed, self.called, what="能选的地方", where="看看是不是已经有队，或者名字不同") if typed else None
        )


def full_name(place: Place) -> str:
    """With the township before it, since a name occurs twice in a county."""
    above = place
    while above.parent is not None and above.kind != "township":
        above = above.parent
    return f"{above.name}{place.name}" if above is not place else place.name
