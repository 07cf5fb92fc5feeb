"""The pages of records: written by a member and by a clerk, read, changed, corrected, printed; the API beside them."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests import make
from tests.cast import COUNTY, DONGLING, SINCE, TODAY, Cast
from zhucun.files.models import StoredFile
from zhucun.lib.evidence import Evidence
from zhucun.lib.figure import Question, ask_many
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]


def household(cast: Cast, name: str, group: str = "") -> Household:
    by = make.operator()
    of = places.add_group(cast.shiping, name=group, since=SINCE, by=by) if group else None
    return places.add_household(cast.shiping, head_name=name, group=of, since=SINCE, by=by)


def note(**told: Any) -> dict[str, Any]:
    return {"kind": "visit", "text": "屋顶漏雨，借了油布", "happened_on": TODAY.isoformat(), **told}


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_member_writes_with_a_household_and_a_photo(cast: Cast, log_in: LogIn, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    home, client = household(cast, "石老满"), log_in("member")
    picture = io.BytesIO()
    Image.new("RGB", (30, 30)).save(picture, "PNG")
    photo = SimpleUploadedFile("屋顶.png", picture.getvalue())

    answer = client.post(f"/teams/{cast.team.pk}/note/", note(households=[home.pk], photos=photo, more_households=""))

    record = WorkRecord.objects.get()
    assert answer.url == "/records/"
    assert (record.posting, list(record.households.all())) == (cast.member, [home])
    file = StoredFile.objects.of(record).get()
    assert file.content_type == "image/jpeg"
    shown = page(client, f"/records/{record.pk}/")
    assert "屋顶漏雨" in shown
    assert f"/files/{file.pk}/" in shown
    assert "石老满" in page(client, f"/records/{record.pk}/print/")

    client.post(f"/records/files/{file.pk}/remove/")
    assert f"/files/{file.pk}/" not in page(client, f"/records/{record.pk}/")
    assert log_in("neighbour").post(f"/records/files/{file.pk}/remove/").status_code == 404
    client.post(f"/records/{record.pk}/files/", {"recording": SimpleUploadedFile("a.ogg", b"OggS" + bytes(40))})
    assert StoredFile.objects.of(record).get().kind == "recording"
    client.post(f"/records/{record.pk}/files/", {"photos": SimpleUploadedFile("a.png", b"none")})
    assert "照片没存上" in page(client, f"/records/{record.pk}/")


def test_a_photo_that_is_none_does_not_lose_the_words(cast: Cast, log_in: LogIn) -> None:
    client = log_in("member")

    client.post(f"/teams/{cast.team.pk}/note/", note(photos=SimpleUploadedFile("x.jpg", b"no photo")))

    assert WorkRecord.objects.get().text == "屋顶漏雨，借了油布"
    assert "照片没存上" in page(client, "/records/")


def test_a_household_is_found_by_name_and_namesakes_are_asked_about(cast: Cast, log_in: LogIn) -> None:
    for _ in range(12):
        household(cast, "石甲")
    one, other = household(cast, "石小满", "石坪一组"), household(cast, "石小满", "石坪二组")
    alone, client = household(cast, "石幺妹"), log_in("member")
    url = f"/teams/{cast.team.pk}/note/"

    asked = client.post(url, note(more_households="石小满、石幺妹")).content.decode()
    assert "有 2 户叫“石小满”" in asked
    assert "石小满（石坪二组）" in asked
    assert "名单里没有叫“石没有”的户主" in client.post(url, note(more_households="石没有")).content.decode()
    client.post(url, note(households=[other.pk], more_households="石幺妹"))

    assert set(WorkRecord.objects.get().households.all()) == {other, alone}
    assert one.records.count() == 0


def test_a_clerk_writes_for_a_member_and_says_why(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("clerk"), f"/teams/{cast.team.pk}/note/"

    assert "“为什么代记”要填" in client.post(url, note()).content.decode()
    client.post(url, note(posting=cast.member.pk, written_for="手机坏了，电话里说的"))

    assert "周小禾代记" in page(client, "/records/")
    page(log_in("liaison"), url, 404)
    page(log_in("neighbour"), url, 404)


def test_meetings_and_talks_of_a_township_and_a_units_hearing_are_two_presses_away(cast: Cast, log_in: LogIn) -> None:
    secretary, liaison = log_in("secretary"), log_in("liaison")
    assert secretary.get("/records/new/?kind=talk").url == f"/places/{DONGLING}/note/?kind=talk"
    assert 'value="talk" id="id_kind_talk" checked' in page(secretary, f"/places/{DONGLING}/note/?kind=talk")

    secretary.post(f"/places/{DONGLING}/note/", note(kind="talk", cadres=[cast.member.cadre_id]))
    meeting = {
        "x-meeting-purposes": ["joint"],
        "x-meeting-present": [cast.member.cadre_id],
        "x-meeting-others": "石有田",
    }
    secretary.post(f"/places/{DONGLING}/note/", note(kind="meeting", **meeting))
    liaison.post(f"/units/{cast.archive.pk}/note/", note(kind="unit_visit", team=cast.team.pk))

    assert {one.kind for one in WorkRecord.objects.all()} == {"talk", "meeting", "unit_visit"}
    assert "“什么会”要选" in secretary.post(f"/places/{DONGLING}/note/", note(kind="meeting")).content.decode()
    listed = page(log_in("village_secretary"), "/records/")
    assert listed.count("屋顶漏雨") == 1  # the unit's visit to the village; neither talk nor township meeting


def test_evidence_is_corrected_beside_the_old_text(cast: Cast, log_in: LogIn) -> None:
    by = cast.actor("member")
    record = work.write(cast.team, kind="visit", text="到石老满家", happened_on=TODAY, by=by)
    work.hold(record, evidence=Evidence("test", 1, "二季度考核", ""), by=by)
    client, url = log_in("member"), f"/records/{record.pk}/change/"

    assert "“为什么更正”要填" in client.post(url, note(seen=1)).content.decode()
    client.post(url, note(reason="户主写错了"))

    shown = page(client, f"/records/{record.pk}/")
    for words in ("二季度考核", "到石老满家", "更正：户主写错了", "屋顶漏雨"):
        assert words in shown
    page(log_in("neighbour"), f"/records/{record.pk}/", 404)
    page(log_in("neighbour_county"), f"/records/{record.pk}/", 404)


def test_the_list_and_a_record_take_few_queries(cast: Cast, log_in: LogIn, django_assert_max_num_queries: Any) -> None:
    home, by = household(cast, "石老满"), cast.actor("member")
    told = {"kind": "visit", "text": "走访", "happened_on": TODAY, "households": [home]}
    records = [work.write(cast.team, by=by, **told) for _ in range(20)]
    client, member = log_in("officer"), log_in("member")

    with django_assert_max_num_queries(12):
        client.get("/records/?month=2022-07&kind=visit")
    with django_assert_max_num_queries(14):
        client.get(f"/records/{records[0].pk}/")
    with django_assert_max_num_queries(13):  # one more for the ledger of projects: whether the team has any under way
        member.get(f"/teams/{cast.team.pk}/note/")


def test_other_programs_read_what_their_holder_reads_and_write_through_the_door(cast: Cast, log_in: LogIn) -> None:
    client, told = log_in("member"), {"kind": "meeting", "text": "议水渠", "happened_on": "2022-07-11"}
    told["answers"] = [
        {"name": "purposes", "value": "routine"},
        {"name": "present", "value": str(cast.member.cadre_id)},
    ]
    sent = {"id": "5b0a6d06-3f0a-4c1c-9a35-0d1d6b2f7b10", "verb": "record.write", "row": cast.team.pk, "told": told}

    for _ in range(10):  # a phone that heard no answer sends again
        answer = client.post("/api/v1/acts", {"acts": [sent]}, content_type="application/json")
        assert answer.json()["answers"][0]["outcome"] == "done"

    whole = client.get("/api/v1/records/?kind=meeting&since=2022-07-01").json()
    assert (whole["count"], whole["rows"][0]["text"], whole["rows"][0]["name"]) == (1, "议水渠", "盘小妹")
    meeting = client.get("/api/v1/meetings/?purpose=routine").json()["rows"][0]
    assert meeting["purposes"] == ["routine"]
    assert meeting["present"] == [{"cadre_id": cast.member.cadre_id, "name": "盘小妹", "capacity": ""}]
    assert log_in("neighbour").get("/api/v1/records/").json()["count"] == 0
    assert log_in("neighbour").get("/api/v1/meetings/").json()["count"] == 0


def test_a_withdrawn_record_leaves_the_list_and_comes_back(cast: Cast, log_in: LogIn) -> None:
    record = work.write(cast.team, kind="visit", text="记错了", happened_on=TODAY, by=cast.actor("member"))
    client = log_in("member")

    client.post(f"/records/{record.pk}/withdraw/")

    assert "撤回了这一笔" in page(client, f"/records/{record.pk}/")
    assert "记错了" not in page(client, "/records/")
    assert "记错了" in page(client, "/records/?view=withdrawn")


def test_team_member_and_village_show_what_was_noted_last(cast: Cast, log_in: LogIn) -> None:
    work.write(cast.team, kind="visit", text="到石老满家", happened_on=TODAY, by=cast.actor("member"))
    talk = {"kind": "talk", "text": "谈过话", "happened_on": TODAY, "cadres": [cast.member.cadre]}
    work.write_at(cast.dongling, by=cast.actor("secretary"), **talk)
    urls = (f"/teams/{cast.team.pk}/", f"/members/{cast.member.cadre_id}/", f"/villages/{cast.shiping.code}/")

    for url in urls:
        shown = page(log_in("officer"), url)
        assert "到石老满家" in shown
        assert "谈过话" not in shown
    assert "代记一笔" in page(log_in("clerk"), urls[0])
    assert "代记一笔" not in page(log_in("liaison"), urls[0])
    assert "走访 <b>1</b>" in page(log_in("village_secretary"), urls[2])


def test_a_figure_counts_what_was_noted_and_opens_it(cast: Cast, log_in: LogIn) -> None:
    home, by = household(cast, "石老满"), cast.actor("member")
    for day in (TODAY, TODAY, date(2022, 5, 31)):
        work.write(cast.team, kind="visit", text="到石老满家", happened_on=day, households=[home], by=by)
    work.withdraw(WorkRecord.objects.latest("pk"), by=by)
    question = Question(cast.actor("officer"), COUNTY, TODAY)

    found = ask_many(["records.notes", "records.visits", "records.households_visited", "records.meetings"], question)

    assert [one.value for one in found.values()] == [2, 2, 1, 0]
    assert [one.records.count() for one in found.values()] == [2, 2, 1, 0]
    for figure in ("visits", "households_visited"):
        assert "石老满" in page(log_in("officer"), f"/figures/records.{figure}/")


def test_the_list_opens_with_what_happened_lately_and_a_team_or_a_month_shows_all(cast: Cast, log_in: LogIn) -> None:
    long_ago = {"kind": "visit", "text": "去年的走访", "happened_on": date(2021, 9, 1)}
    work.write(cast.team, by=cast.actor("member"), **long_ago)
    client = log_in("officer")

    assert "去年的走访" not in page(client, "/records/")
    for narrowed in ("view=all", "month=2021-09", f"team={cast.team.pk}", "q=去年", f"place={cast.shiping.code}"):
        assert "去年的走访" in page(client, f"/records/?{narrowed}"), narrowed
