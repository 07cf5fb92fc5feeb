"""A unit, typed by its name: 自然资源 finds 县自然资源局; where several fit, they are named."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.org.people.models import Cadre, Unit, UnitAlias
from zhucun.web.offered import OfferedInput, choose

LONGEST = 80


class UnitField(forms.CharField):
    """Its value is the unit, None where nothing was typed. `offer_to` says whose county's units are meant."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=OfferedInput, **kwargs)
        self.units: list[Unit] = []

    def offer_to(self, actor: Actor, units: Iterable[Unit] | None = None) -> None:
        seen = Unit.objects.visible_to(actor).filter(until__isnull=True).order_by("position", "pk")
        self.units = list(seen if units is None else units)
        self.widget.offered = [unit.name for unit in self.units]

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Unit | None:
        typed = super().clean(value)
        if not typed:
            return None
        called = {unit.name: unit for unit in self.units}
        by_key = {unit.pk: unit for unit in self.units}
        aliases = UnitAlias.objects.filter(name=typed, unit__in=by_key).values_list("unit", flat=True)
        known = next((by_key[key] for key in aliases), None)
        return known or choose(typed, called, what="单位", where="先在“单位”里登记")


class CadreField(forms.CharField):
    """Somebody, typed by name: 黎明远（县档案馆）, or 黎明远 where only one is called so. Its value is their key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=OfferedInput, **kwargs)
        self.called: dict[str, int] = {}

    def offer(self, cadres: Iterable[Cadre]) -> None:
        """Loaded with person and unit. A field's copy shares what it holds, so that the names are held anew."""
        called: dict[str, int] = {}
        for cadre in cadres:
            name = f"{cadre.person.name}（{cadre.unit or '没有登记单位'}）"
            called[name if name not in called else f"{name}{cadre.pk}"] = cadre.pk
        self.called, self.widget.offered = called, list(called)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        return choose(typed, self.called, what="人", where="先在“队员”或导入里登记") if typed else None
