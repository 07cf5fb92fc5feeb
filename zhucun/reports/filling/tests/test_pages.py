"""套表: a blank form is put in, drawn with what is known, its labels settled, taken away as a copy; one's own alone."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import Workbook, load_workbook

from tests.cast import COUNTY, DONGLING, TODAY, Cast
from zhucun.files import keeping
from zhucun.files.models import StoredFile
from zhucun.org.places.models import CountyOffice
from zhucun.reports.filling import acts as filling_in
from zhucun.reports.filling import drawing
from zhucun.reports.filling.models import Filling, Form, RememberedLabel
from zhucun.sheets.grid import Grid


def blank() -> bytes:
    book = Workbook()
    for row in (["统计表"], ["乡镇", "驻村队员（人）", "在册人手"], ["东岭镇"], ["西河镇"], ["合计", "=SUM(B3:B4)"]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def send(client: Client, content: bytes | None = None, name: str = "统计表.xlsx", **told: Any) -> Any:
    file = SimpleUploadedFile(name, blank() if content is None else content)
    return client.post("/forms/", {"file": file, "as_of": TODAY.isoformat(), "scope": COUNTY, **told})


def copy_of(client: Client, address: str) -> Any:
    answer = client.get(address, {"export": "copy"})
    return load_workbook(io.BytesIO(answer.content)).active


def test_a_form_is_drawn_with_numbers_that_open_and_open_cells_that_say_why(log_in: Any) -> None:
    client = log_in("officer")

    page = client.get(send(client).url).content.decode()

    assert "/figures/dispatch.members/?as_of=2022-07-11&amp;scope=990126101" in page
    assert "台账里没有叫这个名字的数。" in page
    assert "打开后自动算" in page


def test_the_copy_is_filled_and_the_original_is_as_it_came(cast: Cast, log_in: Any) -> None:
    client, came = log_in("officer"), blank()
    address = send(client, came).url

    sheet = copy_of(client, address)

    assert [sheet[place].value for place in ("B3", "B4", "B5")] == [2, 1, "=SUM(B3:B4)"]
    original = StoredFile.objects.of(Form.objects.get()).get()
    assert keeping.looked_at(original, by=cast.actor("officer")) == came
    assert client.get(address, {"export": "original"}).content == came


def test_what_is_chosen_is_filled_and_remembered_for_the_next_form(log_in: Any) -> None:
    client = log_in("officer")
    address = send(client).url
    label = Filling.objects.get().labels.get(label="在册人手")
    choosing = f"{address}choose/?label={label.position}"
    assert "在册队员" in client.get(choosing).content.decode()

    client.post(choosing, {"told_as": "figure:dispatch.members", "is_remembered": "on"})

    assert [copy_of(client, address)[place].value for place in ("C3", "C4")] == [2, 1]
    again = log_in("office_leader")
    assert copy_of(again, send(again).url)["C3"].value == 2
    assert "在册队员" in again.get("/forms/remembered/").content.decode()


def test_a_remembered_label_is_forgotten_by_whoever_settled_it(cast: Cast, log_in: Any) -> None:
    by = cast.actor("officer")
    row = filling_in.remember(cast.county, said="place|人手|", label="人手", told="figure:dispatch.members", by=by)
    assert log_in("office_leader").post(f"/forms/remembered/{row.pk}/forget/", {"seen": 1}).status_code == 404

    log_in("officer").post(f"/forms/remembered/{row.pk}/forget/", {"seen": 1})

    assert not RememberedLabel.objects.exists()


def test_a_form_is_filled_for_another_day_and_both_are_there(log_in: Any) -> None:
    client = log_in("officer")
    address = send(client).url
    then = (TODAY - timedelta(days=30)).isoformat()

    client.post(f"{address}fill/", {"as_of": then, "since": "", "last": "", "scope": DONGLING})

    assert [(one.as_of.isoformat(), one.scope) for one in Filling.objects.all()] == [
        (then, DONGLING),
        ("2022-07-11", COUNTY),
    ]
    assert "再填一次，截到今天" in client.get(address).content.decode()
    client.post(f"{address}again/", {})
    assert Filling.objects.count() == 3


def test_a_form_that_names_its_month_is_filled_by_it_with_one_press(log_in: Any) -> None:
    client, book, buffer = log_in("officer"), Workbook(), io.BytesIO()
    for row in (["调度表"], ["填报单位：", None, None, "时间：2022年6月"], ["乡镇", "驻村队员（人）"], ["东岭镇"]):
        book.active.append(row)
    book.save(buffer)
    address = send(client, buffer.getvalue()).url
    page = client.get(address)
    assert "照表里的日子填：2022-06-01 到 2022-06-30" in page.content.decode()
    told = {field.html_name: field.value() for field in page.context["days"][1]}

    again = client.post(f"{address}fill/", told).url

    latest = Filling.objects.order_by("pk").last()
    assert latest is not None
    assert (latest.as_of, latest.since, latest.until) == (date(2022, 6, 30), date(2022, 6, 1), date(2022, 7, 1))
    assert "照表里的日子填" not in client.get(again).content.decode()


def test_lines_above_the_heads_run_over_the_blank_cells_beside_them() -> None:
    long, blank_row = "填报单位：（盖章）", ["西河镇"] + [None] * 5
    grid = Grid(
        "表", [[long, None, None, None, "单位：万元", None], ["乡镇", "数", "数", "数", "数", "数"], blank_row], ()
    )

    assert [(one.left, one.right) for one in drawing._running_over(grid, 2, 6)] == [(0, 3), (4, 5)]


def test_a_word_form_comes_back_as_one(log_in: Any) -> None:
    document, buffer = Document(), io.BytesIO()
    table = document.add_table(rows=2, cols=2)
    for place, text in {(0, 0): "乡镇", (0, 1): "驻村队员（人）", (1, 0): "东岭镇"}.items():
        table.cell(*place).text = text
    document.save(buffer)
    client = log_in("officer")

    copy = client.get(send(client, buffer.getvalue(), "表.docx").url, {"export": "copy"})

    assert Document(io.BytesIO(copy.content)).tables[0].cell(1, 1).text == "2"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"content": b"%PDF-1.7", "name": "表.pdf"}, "PDF 里的格子填不进去。"),
        ({"as_of": "2031-01-01"}, "这一天还没有到"),
        ({"as_of": "2019-01-01"}, "台账从 2021-05-01 记起"),
        ({"content": b""}, "文件是空的"),
        ({"scope": "990127"}, "在列出来的里面选一个。"),
    ],
)
def test_what_cannot_be_filled_is_said_at_its_field_and_nothing_is_kept(
    log_in: Any, told: dict[str, Any], sentence: str
) -> None:
    CountyOffice.objects.filter(county__code=COUNTY).update(started_on="2021-05-01")

    assert sentence in send(log_in("officer"), **told).content.decode()
    assert not Form.objects.exists()


@pytest.mark.parametrize("who", ["office_leader", "secretary", "neighbour", "neighbour_county"])
def test_nobody_sees_or_changes_another_s_form(log_in: Any, who: str) -> None:
    address = send(log_in("officer")).url
    client = log_in(who)

    assert "统计表" not in client.get("/forms/").content.decode()
    for path in (address, f"{address}choose/?label=1"):
        assert client.get(path).status_code == 404
    assert client.post(f"{address}remove/", {}).status_code == 404


@pytest.mark.parametrize("who", ["member", "village_secretary", "liaison", "audit_admin"])
def test_only_offices_of_county_and_township_fill_forms(cast: Cast, log_in: Any, who: str) -> None:
    assert log_in(who).get("/forms/").status_code == 403


def test_a_township_fills_for_itself(log_in: Any) -> None:
    client = log_in("secretary")

    sheet = copy_of(client, send(client, scope=DONGLING).url)

    assert [sheet["B3"].value, sheet["B4"].value] == [2, None]


def test_a_removed_form_is_gone_and_may_be_had_again(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    address = send(client).url

    client.post(f"{address}remove/", {})
    assert client.get(address).status_code == 404

    filling_in.restore(Form.objects.get(), by=cast.actor("officer"))
    assert client.get(address).status_code == 200


def test_a_program_gets_cells_and_the_copy(log_in: Any) -> None:
    client = log_in("officer")

    told = client.post("/api/v1/forms/", {"file": SimpleUploadedFile("统计表.xlsx", blank())}).json()

    found = {cell["cell"]: cell["value"] for cell in told["cells"]}
    assert (found["B3"], found["C3"], told["known"], told["open"]) == (2, None, 2, 3)
    assert load_workbook(io.BytesIO(client.get(told["file"]).content)).active["B3"].value == 2
    assert client.get("/api/v1/forms/").json()["count"] == 1
    assert log_in("neighbour").get(told["file"]).status_code == 404
    refused = client.post("/api/v1/forms/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    assert (refused.status_code, "PDF" in refused.json()["sentence"]) == (422, True)


def test_queries_of_a_form_do_not_grow_with_its_cells(log_in: Any, django_assert_max_num_queries: Any) -> None:
    client = log_in("officer")
    address = send(client).url
    client.get("/forms/")

    with django_assert_max_num_queries(16):
        client.get(address)
