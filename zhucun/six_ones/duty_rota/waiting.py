"""What waits: posts on which nobody of the teams stands tonight or tomorrow, for whoever lays out the rota there."""

from datetime import timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.six_ones.duty_rota.models import RotaPost
from zhucun.six_ones.duty_rota.rules import KEEP

COUNTY_DIGITS = 6
TONIGHT, TOMORROW = 0, 1


def empty(actor: Actor) -> QuerySet | None:
    """Of the village and the township, and of the team that serves there; the county sees it on the page."""
    if not actor.may(KEEP):
        return None
    reach = actor.scope(KEEP)
    if not reach.team and all(len(code) <= COUNTY_DIGITS for code in reach.place):
        return None
    today = actor.today
    posts = RotaPost.objects.visible_to(actor, KEEP)
    tonight, tomorrow = posts.empty_on(today), posts.empty_on(today + timedelta(days=1))
    found = posts.filter(Q(pk__in=tonight.values("pk")) | Q(pk__in=tomorrow.values("pk")))
    is_tonight = When(pk__in=tonight.values("pk"), then=Value(TONIGHT))
    return found.annotate(which_night=Case(is_tonight, default=Value(TOMORROW), output_field=IntegerField()))


@waits(empty, name="name", part="which_night")
def to_lay_out(actor: Actor, found: Waited) -> Waiting:
    night = "今晚" if found.part == TONIGHT else "明天"
    day = actor.today + timedelta(days=found.part)
    one = reverse("six_ones:rota.one", args=[found.key])
    return Waiting(
        tile="六",
        sentence=f"值守岗位“{found.name}”{night}没人" if found.count == 1 else f"有值守岗位{night}没人",
        note="排上队员，或者照前一天排",
        url=one if found.count == 1 else f"{reverse('six_ones:rota')}?day={day}&view=empty",
        verb="去排",
        count=found.count,
        unit="个",
        due_on=day,
    )
