"""One row of 东岭镇 of every kind: what the table of doors tries its acts and pages on.

What a new act or page needs is made in the `furnish` of its part, by whoever would make it; which row an address means
stands in addresses.py.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from tests import cast as people_of
from tests.cast import COUNTY, DONGLING, Cast
from tests.examples import benefits, dispatch, grading, office, oversight, training, villages, work, writing_up
from zhucun.acts.actor import Actor

PARTS = (office, training, benefits, oversight, villages, work, dispatch, grading, writing_up)


@dataclass
class Examples:
    """The cast, furnished; `of(Team)` is a team of 东岭镇."""

    cast: Cast

    @classmethod
    def made(cls, cast: Cast) -> "Examples":
        for part in PARTS:
            part.furnish(cast)
        return cls(cast)

    def of(self, model: type[models.Model]) -> models.Model | None:
        """The township's, where there is one, else the county's."""
        for reach in (DONGLING, COUNTY):
            seen = model.objects.visible_to(Actor.system("表", reach=reach, now=people_of.NOW), _everything(model))
            if row := seen.order_by("pk").first():
                return row
        return None if "place" in model.SCOPE else model.objects.order_by("pk").first()  # one's own, at no place

    def named(self, label: str) -> models.Model:
        model = apps.get_model(label)
        row = self.of(model)
        assert row is not None, f"no {label} in 东岭镇: let a furnish() of tests/examples make one"
        return row


def _everything(model: type[models.Model]) -> str:
    return getattr(model, "SEE", None) or "place.see"
