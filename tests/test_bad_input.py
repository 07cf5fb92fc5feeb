"""Bad files through page, API and command line alike: one clear sentence naming the place, and nothing is written."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.cli import Zhucun
from tests.imports import HEAD, member, xlsx
from zhucun.acts.models import AuditLog
from zhucun.lib.identity import check_digit
from zhucun.org.people.models import Person

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
Door = Callable[[bytes, str], str]

HELD = 4  # persons of the cast who are cadres


def new(name: str, **changed: Any) -> list[Any]:
    return member(name, **{"派出单位": "县水利局", **changed})


def with_id(number: str) -> bytes:
    head = (*HEAD, "身份证号")
    return xlsx([*new("骆新"), number], head=head)


def many_columns() -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append([f"列{n}" for n in range(401)])
    book.save(buffer)
    return buffer.getvalue()


def far_cell() -> bytes:
    """Two cells: the first and one at the bottom of ten million rows, as a careless program writes it."""
    data, buffer = xlsx(new("骆新")), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                row = b'<row r="10000000"><c r="A10000000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
                content = content.replace(b"</sheetData>", row)
            made.writestr(entry, content)
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", b"0" * (60 << 20))
    return buffer.getvalue()


def locked() -> bytes:
    """The container in which Excel puts an encrypted workbook."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<16x")
    return head.ljust(512, b"\x00") + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\x00")


FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "wrong type": (lambda: b"%PDF-1.7\n...", "花名册.pdf", "这是PDF，不是表格。"),
    "encrypted": (locked, "花名册.xlsx", "文件加了密码，打不开。"),
    "damaged": (lambda: xlsx(new("骆新"))[:-900], "花名册.xlsx", "文件损坏"),
    "zip bomb": (bomb, "花名册.xlsx", "大得不正常，没有打开。"),
    "ten million rows": (far_cell, "花名册.xlsx", "有 10000000 行，最多读 200000 行。"),
    "400 columns": (many_columns, "花名册.xlsx", "有 401 列，最多读 400 列。"),
    "empty": (lambda: b"", "花名册.xlsx", "文件是空的"),
    "no header": (lambda: xlsx([1, "骆新", "男"], head=[1, "盘新", "女"], title=""), "花名册.xlsx", "没有找到表头"),
    "wrong encoding": (lambda: b"\xff\xff\xfe\x81\x00,\x9f\xff\n\xfd\xfd,\xff\xff", "花名册.csv", "编码"),
    "formula": (lambda: xlsx(new("骆新", 村="=VLOOKUP(A3,A:B,2,0)")), "花名册.xlsx", "是公式，没有算出结果"),
    "unknown village": (lambda: xlsx(new("骆新", 村="没有的村")), "花名册.xlsx", "东岭镇没有“没有的村”"),
    "ambiguous village": (
        lambda: xlsx(new("骆新", 乡镇=None, 村="新村")),
        "花名册.xlsx",
        "县里有 2 个“新村”：东岭镇新村村委会、西河镇新村村委会。请写上乡镇。",
    ),
    "impossible date": (lambda: xlsx(new("骆新", 派驻起="2021-02-30")), "花名册.xlsx", "里的 2 月没有 30 日"),
    "bad check digit": (lambda: with_id("990126198503012010"), "花名册.xlsx", "身份证号的校验位不对"),
    "duplicate person": (
        lambda: xlsx(new("骆新", 电话="13900019999"), new("骆新", 电话="13900019999")),
        "花名册.xlsx",
        "和第 3 行的姓名和电话相同，是同一个人。",
    ),
    "person on two posts": (
        lambda: xlsx(new("骆新", 电话="13900019999"), new("骆新", 电话="13900019999", 村="柳溪村")),
        "花名册.xlsx",
        "骆新在第 3 行已派到东岭镇石坪村，一个人不能同时在两处。",
    ),
    "unit posing as township": (
        lambda: xlsx(new("骆新", 乡镇="县水利局")),
        "花名册.xlsx",
        "“县水利局”写的像是单位，不是乡镇。",
    ),
    "township posing as unit": (
        lambda: xlsx(new("骆新", 派出单位="西河镇")),
        "花名册.xlsx",
        "“西河镇”是乡镇，不是登记过的单位。",
    ),
}
PLACED = {  # a fault of a cell names its row, and its column where the file has it
    "formula": (3, "I 村"),
    "unknown village": (3, "I 村"),
    "ambiguous village": (3, "I 村"),
    "impossible date": (3, "J 派驻起"),
    "bad check digit": (3, "L 身份证号"),
    "duplicate person": (4, "A 姓名"),
    "person on two posts": (4, "I 村"),
    "unit posing as township": (3, "H 乡镇"),
    "township posing as unit": (3, "D 派出单位"),
}


@pytest.fixture
def _two_villages_of_one_name(cast: Cast) -> None:
    from tests import make

    make.place(cast.dongling, "990126101299", "新村村委会")
    make.place(cast.xihe, "990126102299", "新村村委会")


@pytest.fixture
def page(log_in: LogIn) -> Door:
    def send(data: bytes, name: str) -> str:
        client = log_in("officer")
        answer = client.post("/imports/", {"file": SimpleUploadedFile(name, data)}, follow=True)
        assert answer.status_code == 200
        return answer.content.decode().replace("&quot;", '"')

    return send


@pytest.fixture
def api(log_in: LogIn) -> Door:
    def send(data: bytes, name: str) -> str:
        client = log_in("officer")
        answer = client.post("/api/v1/imports/", {"file": SimpleUploadedFile(name, data), "kind": "auto"})
        told = answer.json()
        assert (answer.status_code, told["written"]) == (422, False)
        assert all(fault.keys() >= {"row", "column", "value", "problem"} for fault in told["faults"])
        return json.dumps(told, ensure_ascii=False)

    return send


@pytest.fixture
def command_line(cast: Cast, zhucun: Zhucun, tmp_path: Path) -> Door:
    def send(data: bytes, name: str) -> str:
        (tmp_path / name).write_bytes(data)
        status, out, _ = zhucun("import", "auto", str(tmp_path / name), "--county", "990126", "--json")
        told = json.loads(out)
        assert (status, told["written"]) == (1, False)
        return json.dumps(told, ensure_ascii=False)

    return send


@pytest.mark.parametrize("door", ["page", "api", "command_line"])
@pytest.mark.parametrize("fault", FILES)
@pytest.mark.usefixtures("_two_villages_of_one_name")
def test_bad_input_is_one_clear_sentence_and_nothing_is_written(
    request: pytest.FixtureRequest, door: str, fault: str
) -> None:
    make, name, sentence = FILES[fault]
    send: Door = request.getfixturevalue(door)
    lines, people = AuditLog.objects.count(), Person.objects.count()

    said = send(make(), name)

    assert sentence in said.replace('\\"', '"')
    assert (AuditLog.objects.count(), Person.objects.count()) == (lines, people)


@pytest.mark.parametrize("fault", PLACED)
@pytest.mark.usefixtures("_two_villages_of_one_name")
def test_a_bad_cell_is_named_by_row_and_column(request: pytest.FixtureRequest, fault: str) -> None:
    make, name, sentence = FILES[fault]

    told = json.loads(request.getfixturevalue("api")(make(), name))

    found = [
        (f["row"], f["column"]) for f in told["faults"] if sentence[:6] in f["problem"] or sentence in f["problem"]
    ]
    assert PLACED[fault] in found


def test_the_number_that_is_refused_is_wrong_in_its_check_digit_alone() -> None:
    assert check_digit("99012619850301201") != "0"


def test_whoever_may_not_import_may_not_at_the_api_either(log_in: LogIn) -> None:
    data = SimpleUploadedFile("花名册.xlsx", xlsx(new("骆新")))

    answer = log_in("secretary").post("/api/v1/imports/", {"file": data, "kind": "auto"})

    assert (answer.status_code, Person.objects.filter(name="骆新").exists()) == (403, False)


def test_a_good_file_is_written_at_the_api(log_in: LogIn) -> None:
    data = xlsx(new("骆新"))
    client = log_in("officer")

    looked = client.post("/api/v1/imports/", {"file": SimpleUploadedFile("甲.xlsx", data), "dry_run": "true"}).json()
    done = client.post("/api/v1/imports/", {"file": SimpleUploadedFile("甲.xlsx", data)}).json()
    again = client.post("/api/v1/imports/", {"file": SimpleUploadedFile("甲.xlsx", data)}).json()

    assert (looked["written"], looked["counts"]["added"]) == (False, 1)
    assert (done["written"], done["imported"]["postings"]) == (True, 1)
    assert (again["written"], again["counts"]["left"]) == (False, 1)
