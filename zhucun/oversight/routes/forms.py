"""What the county fills in of a way: the two ends, how far, how long."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.org.places.fields import PlaceField
from zhucun.org.places.models import Place
from zhucun.oversight.routes.rules import KEEP, LONGEST_METRES, LONGEST_MINUTES
from zhucun.web.forms import ActForm

METRES_IN_KM = 1000


class DistanceForm(ActForm):
    place = PlaceField(label="从哪里", help_text="村写成乡镇名加村名；县城写县名。")
    to = PlaceField(label="到哪里")
    kilometres = forms.DecimalField(
        label="公里", min_value=0, max_value=LONGEST_METRES // METRES_IN_KM, max_digits=7, decimal_places=3
    )
    minutes = forms.IntegerField(label="开车多少分钟", min_value=1, max_value=LONGEST_MINUTES)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = list(
            Place.objects.visible_to(by, KEEP).filter(until__isnull=True).select_related("parent").order_by("code")
        )
        for name in ("place", "to"):
            self.fields[name].offer(places)

    def told(self) -> dict[str, Any]:
        told = super().told()
        metres = int(told.pop("kilometres") * METRES_IN_KM)
        return {"to": told["to"], "minutes": told["minutes"], "metres": metres}
