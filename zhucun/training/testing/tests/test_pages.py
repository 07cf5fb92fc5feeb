"""The organiser's way from the blueprint to the last paper entered, and what the others do not see."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import sitting
from tests.cast import DONGLING, Cast
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import OutOfReach
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
    told = {"title": "平常", "count_0": 2, "points_0": 5, "points_1": 4}
    written = clerk.post("/training/tests/blueprints/new/", told)
    blueprint = Blueprint.objects.get()
    assert [(line.kind, line.count) for line in blueprint.all_lines] == [("single", 2)]
    assert clerk.get(written.url).context["form"]["blueprint"].value() == str(blueprint.pk)

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
    card = printed.split('class="sheet-of-answers"')[1]
    assert seat.code in printed
    assert f"{seat.name}　{seat.code}" in card  # on the page of the boxes, wherever that falls
    bad = clerk.post(f"/training/tests/{row.pk}/enter/", {"seat": seat.pk, f"letters_{seat.pk}": "AZ"})
    assert "只有 A 到 D" in bad.content.decode()
    assert Seat.objects.get(pk=seat.pk).state == "waiting"
    asked = f"/training/tests/seats/{seat.pk}/check/"
    assert "只有 A 到 D" in clerk.post(asked, {f"letters_{seat.pk}": "AZ"}).content.decode()
    assert "读成 A B" in clerk.post(asked, {f"letters_{seat.pk}": "ab"}).content.decode()
    assert log_in("neighbour").post(asked, {f"letters_{seat.pk}": "ab"}).status_code == 404
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


def test_the_scores_leave_as_a_list_in_the_order_of_places_and_that_is_noted(cast: Cast, log_in: LogIn) -> None:
    """R-BUR-01: for whoever holds it alone; nothing sorts by them."""
    row, seat, _ = sitting.ready(cast)
    by = cast.actor("member")
    answering.hand_in(answering.start(seat, by=by), by=by)
    address = f"/training/tests/{row.pk}/?export=xlsx"

    sheet = load_workbook(io.BytesIO(log_in("clerk").get(f"{address}&sort=-score").content)).active
    cells = [[cell.value for cell in line] for line in sheet]
    head = next(line for line in cells if "姓名" in line)
    rows = [line for line in cells[cells.index(head) + 1 :] if line[head.index("卷号")]]
    assert [line[head.index("等次")] for line in rows] == ["一般", None]
    assert [line[head.index("得分")] for line in rows] == [0, None]  # not yet answered is not 0
    assert [line[head.index("姓名")] for line in rows] == ["盘小妹", "石会计"]
    assert AccessLog.objects.filter(what="导出参加的人和成绩", row_count=2).exists()
    assert log_in("neighbour").get(address).status_code == 404


def test_the_county_sees_who_took_part_in_a_townships_test_and_never_how_a_person_did(
    cast: Cast, log_in: LogIn
) -> None:
    row, seat, _ = sitting.ready(cast)
    by = cast.actor("member")
    answering.hand_in(answering.start(seat, by=by), by=by)
    officer, address = log_in("officer"), f"/training/tests/{row.pk}/"

    shown = officer.get(address).content.decode()

    assert "盘小妹" in shown
    for word in ("等次", "一般", "导出成绩单", "加人", "不办了", f"/training/tests/seats/{seat.pk}/"):
        assert word not in shown, word
    refused = officer.get(f"{address}results/")
    assert (refused.status_code, "不到 5 人" in refused.content.decode()) == (409, True)
    for closed in (f"/training/tests/seats/{seat.pk}/", f"/training/tests/seats/{seat.pk}/again/", f"{address}enter/"):
        assert officer.get(closed).status_code == 404, closed
    sheet = load_workbook(io.BytesIO(officer.get(f"{address}?export=xlsx").content)).active
    assert not {"等次", "得分"} & {cell.value for line in sheet for cell in line}
    told = {"opens_at": row.closes_at, "closes_at": row.closes_at + 2 * sitting.HOUR}
    with pytest.raises(OutOfReach):
        seats.again(seat, **told, by=cast.actor("officer"))
    seats.again(Seat.objects.get(pk=seat.pk), **told, by=cast.actor("clerk"))
    listed = [log_in(who).get(address).content.decode().count("盘小妹</") for who in ("clerk", "officer")]
    assert listed == [2, 1]  # that she sits it again says how it went


def test_whoever_comes_without_being_on_the_list_has_a_paper_like_the_others(cast: Cast, log_in: LogIn) -> None:
    row, _, _ = sitting.ready(cast)
    sitting.participant(cast, "黎明远")  # a village cadre of the first secretary's name
    clerk, address = log_in("clerk"), f"/training/tests/{row.pk}/add/"

    for names, sentence in (
        ("无名氏", "没有无名氏"),
        ("盘小妹", "已经在名单上"),
        ("黎明远", "有 2 位黎明远"),
    ):
        assert sentence in clerk.post(address, {"names": names, "way": "online"}).content.decode()
    assert row.seats.count() == 2
    sitting.participant(cast, "石支书")
    clerk.post(address, {"names": "石支书 石坪村\n", "way": "paper"})
    late = row.seats.get(name="石支书")
    assert (len(late.paper), late.way, late.number) == (4, "paper", 3)
    assert log_in("neighbour").get(address).status_code == 404


def test_a_test_may_be_open_for_days(cast: Cast, log_in: LogIn) -> None:
    sitting.bank(cast.county, cast.actor("officer"))
    lines = {"title": "平常", "count_0": 2, "points_0": 5}
    clerk = log_in("clerk")
    clerk.post("/training/tests/blueprints/new/", lines)
    told = {"title": "二季度", "blueprint": Blueprint.objects.get().pk, "minutes": 60, "members": "online"}
    days = {"held_on": "2022-07-11", "opens": "08:00", "last_day": "2022-07-15", "closes": "18:00"}

    answer = clerk.post("/training/tests/new/", {**told, **days})

    assert "2022年7月11日 08:00—7月15日 18:00" in clerk.get(answer.url).content.decode()


def test_a_short_answer_is_judged_beside_what_is_right_in_words(cast: Cast, log_in: LogIn) -> None:
    sitting.bank(cast.county, cast.actor("officer"), short=True)
    line = {"topic": sitting.TOPIC, "kind": "short", "difficulty": "easy", "count": 1, "points": 20}
    row = sitting.planned(cast, lines=[line])
    seats.seat(row, posting=cast.member, by=cast.actor("clerk"))
    clerk, by = log_in("clerk"), cast.actor("member")
    clerk.post(f"/training/tests/{row.pk}/draw/")
    seat = answering.start(Seat.objects.get(), by=by)
    answering.save(seat, [answering.Answer(0, ["先入户"], 1)], device="a", now=by.now)
    answering.hand_in(Seat.objects.get(), by=by)

    shown = clerk.get(f"/training/tests/seats/{seat.pk}/").content.decode()

    assert "<span>参考</span>申请、入户、评议、公示" in shown
    assert "[&#x27;" not in shown


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


def test_a_test_whose_bank_is_too_small_says_so_before_the_day_and_takes_the_changed_blueprint(
    cast: Cast, log_in: LogIn
) -> None:
    sitting.bank(cast.county, cast.actor("officer"))
    clerk = log_in("clerk")
    page = clerk.post("/training/tests/blueprints/new/", {"title": "平常", "count_0": 9, "points_0": 5})
    assert "题库只有" in page.content.decode()
    assert not Blueprint.objects.exists()
    row = sitting.planned(cast, lines=[{**sitting.LINES[0], "count": 9}])
    seats.seat(row, posting=cast.member, by=cast.actor("clerk"))
    address, blueprint = f"/training/tests/{row.pk}/", row.blueprint
    shown = clerk.get(address).content.decode()
    assert "要 9 道，只有 4 道" in shown
    assert f"/training/tests/blueprints/{blueprint.pk}/?test={row.pk}" in shown
    refused = clerk.post(f"{address}draw/", {"seen": row.version}, HTTP_REFERER=f"http://testserver{address}")
    assert f'href="{address}">回到刚才那一页' in refused.content.decode()
    form = clerk.get(f"/training/tests/blueprints/{blueprint.pk}/").context["form"]
    told = {"title": "平常", "seen": blueprint.version}
    told |= {f"count_{at}": 3 for at, one in enumerate(form.offered) if one.kind == "single"}
    told |= {f"points_{at}": 5 for at in range(len(form.offered))}

    back = clerk.post(f"/training/tests/blueprints/{blueprint.pk}/?test={row.pk}", told)

    assert back.url == address
    assert "用改过的要求" in clerk.get(address).content.decode()
    clerk.post(f"{address}follow/", {"seen": row.version})
    row.refresh_from_db()
    assert row.full == "15"
    clerk.post(f"{address}draw/", {"seen": row.version})
    assert [len(one.paper) for one in row.seats.all()] == [3]


def test_whose_slip_is_locked_gets_a_new_one_and_the_others_keep_theirs(cast: Cast, log_in: LogIn) -> None:
    sitting.furnished(cast)
    seat, clerk = sitting.slip_seat(), log_in("clerk")
    for _ in range(5):
        Client().post(f"/sit/{sitting.A_TOKEN}/{seat.pk}/", {"code": "0000"})
    assert "锁住了" in clerk.get(f"/training/tests/{seat.test_id}/").content.decode()
    assert seat.name in clerk.get(f"/training/tests/{seat.test_id}/slips/").content.decode()
    assert "锁住了" in clerk.get(f"/training/tests/seats/{seat.pk}/").content.decode()
    press = f"/training/tests/seats/{seat.pk}/slip/"
    assert log_in("officer").post(press, {"seen": seat.test.version}).status_code == 404

    made = clerk.post(press, {"seen": seat.test.version}).content.decode()

    digits = re.findall(r'class="digits">(\d{4})<', made)
    assert len(digits) == 1
    assert Client().post(f"/sit/{sitting.A_TOKEN}/{seat.pk}/", {"code": digits[0]}).status_code == 302
    assert "锁住了" not in clerk.get(f"/training/tests/seats/{seat.pk}/").content.decode()


def test_a_cancelled_test_waits_for_nobody_and_a_village_secretary_is_known_by_name(cast: Cast, log_in: LogIn) -> None:
    row, _, _ = sitting.ready(cast)
    clerk, address = log_in("clerk"), f"/training/tests/{row.pk}/"
    name = cast.actor("village_secretary").name
    clerk.post(f"{address}add/", {"names": f"{name} 石坪村", "way": "paper"})
    assert row.seats.get(name=name).participant.duty == "村党组织书记"
    row.refresh_from_db()

    clerk.post(f"{address}cancel/", {"reason": "防汛", "seen": row.version})

    shown = clerk.get(address).content.decode()
    assert "防汛" in shown
    assert "还没答" not in shown
