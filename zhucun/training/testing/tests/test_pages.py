"""The organiser's way from the blueprint to the last paper entered, and what the others do not see."""

import re
from collections.abc import Callable

from django.test import Client

from tests import sitting
from tests.cast import DONGLING, Cast
from zhucun.training.knowledge_tests import answering, seats
from zhucun.training.knowledge_tests.models import Blueprint, KnowledgeTest, Seat
from zhucun.training.on_paper import letters
from zhucun.training.questions.rules import CHOSEN

LogIn = Callable[[str], Client]


def test_a_township_holds_one_from_blueprint_to_papers_in_a_few_presses(cast: Cast, log_in: LogIn) -> None:
    sitting.bank(cast.county, cast.actor("officer"))
    sitting.participant(cast)
    clerk = log_in("clerk")
    page = clerk.get("/training/tests/blueprints/new/").content.decode()
    assert page.count('name="count_') == 3
    clerk.post("/training/tests/blueprints/new/", {"title": "平常", "count_0": 2, "points_0": 5, "points_1": 4})
    blueprint = Blueprint.objects.get()
    assert [(line.kind, line.count) for line in blueprint.all_lines] == [("single", 2)]

    usual = {"title": "二季度", "blueprint": blueprint.pk, "held_on": "2022-07-11", "opens": "08:00", "closes": "12:00"}
    answer = clerk.post("/training/tests/new/", {**usual, "minutes": 60, "members": "online", "cadres": "paper"})
    row = KnowledgeTest.objects.get()
    assert answer.url == f"/training/tests/{row.pk}/"
    assert row.place_code == DONGLING
    assert dict(row.seats.values_list("name", "way")) == {"黎明远": "online", "盘小妹": "online", "石会计": "paper"}
    seen = clerk.get(answer.url).content.decode()
    version = re.search(r'name="seen" value="(\d+)"', seen)[1]
    clerk.post(f"/training/tests/{row.pk}/draw/", {"seen": version})

    printed = clerk.get(f"/training/tests/{row.pk}/print/").content.decode()
    seat = Seat.objects.get(way="paper")
    assert printed.count('class="printed"') == 1
    assert seat.code in printed
    bad = clerk.post(f"/training/tests/{row.pk}/enter/", {"seat": seat.pk, f"letters_{seat.pk}": "AZ"})
    assert "只有 A 到 D" in bad.content.decode()
    assert Seat.objects.get(pk=seat.pk).state == "waiting"
    right = letters.shown(sitting.right_answers(seat), [item for item in seat.items if item.kind in CHOSEN])
    clerk.post(f"/training/tests/{row.pk}/enter/", {"seat": seat.pk, f"letters_{seat.pk}": right})
    assert Seat.objects.get(pk=seat.pk).grade == "优秀"


def test_grades_are_on_the_organisers_list_and_on_no_other(cast: Cast, log_in: LogIn) -> None:
    sitting.bank(cast.county, cast.actor("officer"))
    row = sitting.planned(cast, who="officer", place=cast.county)
    for posting in (cast.member, cast.neighbour_member):
        seats.seat(row, posting=posting, by=cast.actor("officer"))
    officer = log_in("officer")
    officer.post(f"/training/tests/{row.pk}/draw/")
    seat = answering.start(Seat.objects.get(posting=cast.member), by=cast.actor("member"))
    answering.hand_in(seat, by=cast.actor("member"))

    assert "一般" in officer.get(f"/training/tests/{row.pk}/").content.decode()
    ours = log_in("clerk").get(f"/training/tests/{row.pk}/").content.decode()
    assert "盘小妹" in ours
    assert "一般" not in ours
    assert "骆远" not in ours
    assert "盘小妹" not in log_in("neighbour").get(f"/training/tests/{row.pk}/").content.decode()
    assert log_in("clerk").get(f"/training/tests/seats/{seat.pk}/").status_code == 404
    assert "没答对的 4 题" in officer.get(f"/training/tests/seats/{seat.pk}/").content.decode()
    assert log_in("neighbour_county").get(f"/training/tests/{row.pk}/").status_code == 404


def test_slips_are_shown_once(cast: Cast, log_in: LogIn) -> None:
    sitting.furnished(cast)
    row = KnowledgeTest.objects.get()
    clerk = log_in("clerk")

    made = clerk.post(f"/training/tests/{row.pk}/slips/", {"seen": row.version}).content.decode()

    digits = re.search(r'class="digits">(\d{4})<', made)[1]
    assert digits not in re.findall(r">(\d{4})<", clerk.get(f"/training/tests/{row.pk}/slips/").content.decode())
    assert Client().post(f"/sit/{row.token}/{sitting.slip_seat().pk}/", {"code": digits}).status_code == 302


def test_the_pages_take_few_queries(cast: Cast, log_in: LogIn, django_assert_max_num_queries: Callable) -> None:
    sitting.furnished(cast)
    clerk, row = log_in("clerk"), KnowledgeTest.objects.get()
    for path in ("/training/tests/", f"/training/tests/{row.pk}/", f"/training/tests/{row.pk}/enter/"):
        clerk.get(path)
        with django_assert_max_num_queries(12):
            assert clerk.get(path).status_code == 200
