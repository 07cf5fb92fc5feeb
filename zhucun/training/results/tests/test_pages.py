"""X3 as the organiser sees it, and as nobody else does."""

from collections.abc import Callable

from django.test import Client

from tests import sitting
from tests.cast import NOW, Cast
from zhucun.training.knowledge_tests import answering, judging, seats
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.results.finding import results_of

LogIn = Callable[[str], Client]


def sat(cast: Cast) -> KnowledgeTest:
    """The village cadre has everything right, the member handed in nothing but blanks."""
    row, seat, theirs = sitting.ready(cast)
    by = cast.actor("clerk")
    theirs = seats.change_way(theirs, way="paper", by=by)
    judging.enter(theirs, letters=sitting.right_answers(theirs), by=by)
    seat = answering.start(Seat.objects.get(pk=seat.pk), by=cast.actor("member"))
    answering.hand_in(seat, by=cast.actor("member"))
    return row


def test_a_test_says_which_questions_and_topics_are_not_known(cast: Cast) -> None:
    found = results_of(sat(cast))

    assert (found.people, found.unjudged, found.reached.per_cent) == (2, 0, 50)
    assert [(one.name, one.per_cent) for one in found.topics] == [(sitting.TOPIC, 50)]
    assert [(one.name, one.people, one.weakest.name) for one in found.townships] == [("东岭镇", 2, sitting.TOPIC)]
    assert found.reliability is None
    assert sum(one.found.asked for one in found.items.values()) == 8


def test_the_organiser_reads_it_by_question_and_no_name_stands_there(cast: Cast, log_in: LogIn) -> None:
    row = sat(cast)
    path = f"/training/tests/{row.pk}/results/"

    page = log_in("clerk").get(path).content.decode()

    assert "2 人交卷，得分率 50%" in page
    assert "单选第" in page
    assert not [name for name in ("盘小妹", "石会计") if name in page]
    assert log_in("clerk").get(f"/training/tests/{row.pk}/").content.decode().count(path) == 1
    assert [log_in(who).get(path).status_code for who in ("neighbour", "neighbour_county")] == [404, 404]
    assert log_in("member").get(path).status_code in (403, 404)


def test_the_weakest_topics_are_the_theme_of_the_next_session_and_in_the_next_paper(cast: Cast, log_in: LogIn) -> None:
    row = sat(cast)
    page = log_in("clerk").get(f"/training/tests/{row.pk}/results/").content.decode()
    address = page.split('href="/training/sessions/new/?')[1].split('"')[0]

    assert f'value="{sitting.TOPIC}"' in log_in("clerk").get(f"/training/sessions/new/?{address}").content.decode()
    address = page.split('href="/training/tests/blueprints/new/?')[1].split('"')[0]
    assert 'value="补弱项"' in log_in("clerk").get(f"/training/tests/blueprints/new/?{address}").content.decode()


def test_before_anybody_handed_in_it_says_so(cast: Cast, log_in: LogIn) -> None:
    row, _, _ = sitting.ready(cast)

    assert "还没有人交卷" in log_in("clerk").get(f"/training/tests/{row.pk}/results/").content.decode()
    assert row.opens_at < NOW


def test_the_page_takes_few_queries(cast: Cast, log_in: LogIn, django_assert_max_num_queries: Callable) -> None:
    path, clerk = f"/training/tests/{sat(cast).pk}/results/", log_in("clerk")
    clerk.get(path)

    with django_assert_max_num_queries(13):  # four of them are the frame's
        assert clerk.get(path).status_code == 200
