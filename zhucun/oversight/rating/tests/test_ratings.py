"""民主测评 on paper: piles put together, counted by another, closed, seen by those it concerns (R-ASS-12, R-DOC-09)."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.cast import TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.files.models import StoredFile
from zhucun.files.tests.test_shaping import taken
from zhucun.oversight.rating import acts as ratings
from zhucun.oversight.rating import reading
from zhucun.oversight.rating.models import RatingSession, RatingTally
from zhucun.oversight.rating.reading import Scored

LogIn = Callable[[str], Client]
MEETING = {"cycle": "2022Q2", "kind": "meeting", "held_on": TODAY}
BALLOTS = {"township_cadre": 2, "village_cadre": 2, "party_member": 10, "household": 10}
VILLAGE, HOUSEHOLDS = "township_cadre+village_cadre+party_member", "household"


def marks(pile: str, **counts: int) -> list[dict[str, object]]:
    """The same of every topic."""
    topics = ("party", "prosperity", "governance", "service", "conduct")
    return [{"pile": pile, "topic": one, "answer": key, "count": n} for one in topics for key, n in counts.items()]


def gathered(cast: Cast, **told: object) -> RatingSession:
    row = ratings.open_session(cast.team, **{**MEETING, **told}, by=cast.actor("officer"))
    return ratings.gather(row, ballots=BALLOTS, by=cast.actor("officer"))


def closed(cast: Cast, **told: object) -> RatingSession:
    by = cast.actor("officer")
    counts = marks(VILLAGE, good=7, fairly_good=7) + marks(HOUSEHOLDS, good=5, average=4, poor=1)
    return ratings.close(ratings.enter(gathered(cast, **told), counts=counts, by=by), by=by)


def test_a_township_holds_one_from_opening_to_its_end(cast: Cast, log_in: LogIn) -> None:
    clerk = log_in("clerk")
    told = {"teams": [cast.team.pk], "held_on": f"{TODAY:%Y-%m-%d}", "judges_members": "on"}
    page = clerk.get("/rating/new/?kind=meeting&cycle=2022Q2&township=990126101").content.decode()
    assert cast.team.name in page
    clerk.post("/rating/new/?kind=meeting&cycle=2022Q2&township=990126101", told)
    row = RatingSession.objects.get()
    assert any("等着计票" in line.sentence for line in lines_for(cast.actor("clerk")))

    clerk.post(f"/rating/{row.pk}/ballots/", BALLOTS)
    assert "乡镇干部、村干部、党员代表" in clerk.get(f"/rating/{row.pk}/counts/?of=").content.decode()
    box = clerk.post(f"/rating/{row.pk}/counts/?of=", {"c_0_party_good": 15}).content.decode()
    assert "可是只有 14 张票" in box
    told = {"c_0_party_good": 14, "c_1_party_good": 9, "photos": [SimpleUploadedFile("单.jpg", taken())]}
    answer = clerk.post(f"/rating/{row.pk}/counts/?of=", told)
    assert "第 1 张照片" in clerk.get(f"/rating/{row.pk}/").content.decode()
    assert StoredFile.objects.visible_to(cast.actor("clerk")).exists()
    assert not StoredFile.objects.visible_to(cast.actor("member")).exists()  # those who were judged read the sums
    assert answer.url.startswith(f"/rating/{row.pk}/counts/?of=")
    for key in RatingTally.objects.filter(posting__isnull=False).values_list("posting", flat=True).distinct():
        clerk.post(f"/rating/{row.pk}/counts/?of={key}", {"c_0_party_poor": 14})
    clerk.post(f"/rating/{row.pk}/close/")

    row.refresh_from_db()
    assert (row.state, [pile["ballots"] for pile in row.piles]) == ("closed", [14, 10])
    assert "100.00" in clerk.get(f"/rating/{row.pk}/").content.decode()


def test_what_was_counted_together_counts_for_each_side_it_holds(cast: Cast) -> None:
    closed(cast)

    found = reading.scores(cast.actor("officer"), "2022-Q2")

    assert found == {
        ("team", cast.team.pk): {
            "township": Scored(9000, 14),
            "village": Scored(9000, 14),
            "households": Scored(7700, 10),
        }
    }


def test_the_judged_see_the_team_and_themselves_once_it_is_over(cast: Cast, log_in: LogIn) -> None:
    """R-ASS-16; never a colleague's."""
    row = gathered(cast, judges_members=True)
    assert log_in("member").get(f"/rating/{row.pk}/").status_code == 404
    by = cast.actor("officer")
    for posting in (None, cast.member, cast.first_secretary):
        row = ratings.enter(row, counts=marks(VILLAGE, good=14), posting=posting, by=by)
    ratings.close(row, by=by)

    text = log_in("member").get(f"/rating/{row.pk}/").content.decode()

    assert cast.member.cadre.person.name in text
    assert cast.first_secretary.cadre.person.name not in text
    assert set(reading.scores(cast.actor("member"), "2022Q2")) == {
        ("team", cast.team.pk),
        ("posting", cast.member.pk),
    }


@pytest.mark.parametrize(
    ("ballots", "sentence"),
    [({"household": 4}, "会认得出人"), ({}, "会认得出人")],
)
def test_too_few_papers_are_not_counted(cast: Cast, ballots: dict[str, int], sentence: str) -> None:
    row = ratings.open_session(cast.team, **MEETING, by=cast.actor("officer"))

    with pytest.raises(Refused, match=sentence):
        ratings.gather(row, ballots=ballots, by=cast.actor("officer"))
    assert not RatingTally.objects.exists()


def test_what_does_not_fit_is_refused_in_words(cast: Cast) -> None:
    by, row = cast.actor("officer"), gathered(cast)
    with pytest.raises(Refused, match="没有这一格"):
        ratings.enter(row, counts=marks("party_member", good=1), by=by)
    with pytest.raises(Refused, match="票没计"):
        ratings.close(row, by=by)
    with pytest.raises(Refused, match="已经办了"):
        ratings.open_session(cast.team, **MEETING, by=by)
    with pytest.raises(Refused, match="不是这支队驻的村"):
        ratings.open_session(cast.team, **{**MEETING, "place_code": cast.xihe_village.code}, by=by)
    over = ratings.cancel(row, reason="人没到齐", by=by)
    assert (over.state, over.closed_on) == ("cancelled", TODAY)
    assert ratings.open_session(cast.team, **MEETING, by=by).state == "open"


def test_the_neighbour_sees_nothing_and_the_pages_need_few_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = closed(cast)
    make.posting(cast.team, make.cadre("石新来", unit=cast.archive))
    officer = log_in("officer")
    for address in ("/rating/", f"/rating/{row.pk}/", f"/rating/{row.pk}/sheet/", "/rating/new/?township=990126102"):
        with django_assert_max_num_queries(12):
            assert officer.get(address).status_code == 200

    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(f"/rating/{row.pk}/").status_code == 404
        assert cast.team.name not in log_in(who).get("/rating/").content.decode()
        assert reading.scores(cast.actor(who), "2022Q2") == {}
    with pytest.raises(NotPermitted):
        ratings.cancel(row, reason="不想", by=cast.actor("member"))
    with pytest.raises(OutOfReach):
        ratings.cancel(row, reason="不想", by=cast.actor("neighbour_county"))
    for path in ("/api/v1/ratings/", f"/api/v1/ratings/{row.pk}/"):
        assert officer.get(path).status_code == 200
    assert officer.get(f"/api/v1/ratings/{row.pk}/").json()["piles"][0]["score"] == 9000
