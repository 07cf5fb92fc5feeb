"""X1 in the browser's terms: announced, ticked by a township, certificates, who lacks what; held to its queries."""

import io
from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse
from docx import Document
from pytest_django import DjangoAssertNumQueries

from tests.cast import DONGLING, XIHE, Cast
from zhucun.training.participants import acts as participants
from zhucun.training.sessions import acts as sessions
from zhucun.training.sessions.models import SessionAttendance, TrainingSession

LogIn = Callable[[str], Client]
FORM = {
    "title": "防返贫监测业务培训",
    "kind": "rotation_course",
    "mode": "offline",
    "first_day": "2022-07-04",
    "last_day": "2022-07-05",
    "halfdays": "1.5",
    "organiser": "青岭县驻村办",
}


def announced(log_in: LogIn, **told: str) -> TrainingSession:
    log_in("officer").post("/training/sessions/new/", {**FORM, **told})
    return TrainingSession.objects.latest("pk")


def test_a_session_is_announced_and_a_township_ticks_who_came_from_its_roster(cast: Cast, log_in: LogIn) -> None:
    village = participants.add(cast.shiping, name="石有田", kind="village_committee", by=cast.actor("clerk"))
    session, clerk, name = announced(log_in), log_in("clerk"), cast.member.cadre.person.name
    address = reverse("training:sessions.tick", args=[session.pk, DONGLING])
    page = clerk.get(address)
    assert "石有田" in page.content.decode()
    saw = page.context["form"]["saw"].value()

    keys = [f"p{cast.member.pk}", f"x{village.pk}"]
    clerk.post(address, {"came": keys, "unfinished": [f"x{village.pk}"], "saw": saw})
    assert {row.name: row.is_completed for row in session.attendances.all()} == {"石有田": False, name: True}

    sessions.tick(session, postings=[cast.first_secretary], by=cast.actor("secretary"))  # meanwhile, by another
    clerk.post(address, {"came": [keys[0]], "saw": f"{keys[0]} {keys[1]}-"})
    names = {row.name for row in session.attendances.all()}
    assert names == {name, cast.first_secretary.cadre.person.name}
    assert clerk.get(reverse("training:sessions.tick", args=[session.pk, XIHE])).status_code == 404


def test_somebody_on_the_sign_in_sheet_whom_no_list_has_is_entered_in_one(cast: Cast, log_in: LogIn) -> None:
    session, clerk = announced(log_in), log_in("clerk")
    address = reverse("training:sessions.newcomer", args=[session.pk, DONGLING])

    clerk.post(address, {"place": "石坪村", "name": "石有田", "kind": "village_committee", "duty": "村支书"})

    assert [row.name for row in session.attendances.all()] == ["石有田"]
    assert "石有田" in clerk.get(reverse("training:sessions.tick", args=[session.pk, DONGLING])).content.decode()
    assert clerk.get(reverse("training:sessions.newcomer", args=[session.pk, XIHE])).status_code == 404


def test_whoever_stayed_to_the_end_has_a_certificate_one_page_each(cast: Cast, log_in: LogIn) -> None:
    session = announced(log_in)
    both = [cast.first_secretary, cast.member]
    sessions.tick(session, postings=both, by=cast.actor("officer"))
    sessions.tick(session, postings=[cast.neighbour_member], is_completed=False, by=cast.actor("officer"))
    row = SessionAttendance.objects.get(posting=cast.member)

    word = log_in("officer").get(reverse("training:certificates.word", args=[session.pk]))
    text = "\n".join(one.text for one in Document(io.BytesIO(word.content)).paragraphs)
    assert text.count("准予结业") == 2
    assert "2022年7月4日至2022年7月5日" in text

    own = reverse("training:certificate", args=[row.pk])
    assert "准予结业" in log_in("member").get(own).content.decode()
    assert log_in("neighbour").get(own).status_code == 404


def test_the_pages_say_what_is_lacking_and_ask_no_more_queries_for_more_people(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    session, officer = announced(log_in), log_in("officer")
    sessions.tick(session, postings=[cast.member, cast.neighbour_member], by=cast.actor("officer"))
    officer.get("/")

    for address, most in (("/training/", 17), ("/training/lacking/", 12), (f"/training/sessions/{session.pk}/", 16)):
        with django_assert_max_num_queries(most):
            assert officer.get(address).status_code == 200
    lacking = log_in("clerk").get("/training/lacking/").content.decode()
    assert "岗前培训，2021-07-01 前" in lacking
    assert cast.neighbour_member.cadre.person.name not in lacking
    assert date(2022, 12, 31).isoformat() in lacking
    told = {**FORM, "title": "防返贫监测培训", "halfdays": "2"}
    officer.post(f"/training/sessions/{session.pk}/correct/", {**told, "seen": session.version})
    session.refresh_from_db()
    assert (session.title, session.length_halfdays) == ("防返贫监测培训", 4)


def test_a_file_a_team_and_the_phone_say_what_was_attended_and_what_is_lacking(cast: Cast, log_in: LogIn) -> None:
    session = announced(log_in)
    sessions.tick(session, postings=[cast.member], by=cast.actor("officer"))
    coming = announced(log_in, title="新来的岗前培训", kind="pre_post", first_day="2022-07-20", last_day="2022-07-21")

    for who, address in (("officer", f"/members/{cast.member.cadre_id}/"), ("member", "/study/")):
        shown = log_in(who).get(address).content.decode()
        assert FORM["title"] in shown
        assert "岗前培训" in shown
    assert coming.title in log_in("member").get("/study/").content.decode()
    assert "还缺培训的 2 人" in log_in("officer").get(f"/teams/{cast.team.pk}/").content.decode()
