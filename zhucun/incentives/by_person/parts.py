"""关爱 on a team's and a township's page: the lists narrowed to it, so that those pages ask nothing more (P3, P12)."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.parts import Part, team_page_parts_come_from, township_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.incentives.benefits.rules import SEE
from zhucun.incentives.living.rules import SEE as SEE_LIVING
from zhucun.org.places.models import Place

CARD = "incentives/by_person/pages/_card.html"
Link = tuple[str, str]


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    """A unit finds its own people there, whoever stands behind the team."""
    if shown.actor.may(SEE):
        yield Part(CARD, {"links": _links({"q": shown.team.name})}, order=71, is_aside=True)


@township_page_parts_come_from
def of_township(place: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        living = [("队里缺什么生活条件", reverse("incentives:living"))] if actor.may(SEE_LIVING) else []
        yield Part(CARD, {"links": [*_links({"township": place.code}), *living]}, order=80, is_aside=True)


def _links(told: dict[str, str]) -> list[Link]:
    people, visits = reverse("incentives:benefits.people"), reverse("incentives:benefits.visits")
    return [
        ("保险、体检、补助到没到位", f"{people}?{urlencode({'view': 'all', **told})}"),
        ("谁去看望过", f"{visits}?{urlencode(told)}"),
    ]
