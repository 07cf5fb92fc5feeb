"""A text looked through by a program: as on the command line, of one's own reach, with nothing kept."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from zhucun.reports.drafts.models import Draft

TEXT = "全县共选派9支驻村工作队。报名70人，其中男40人，女31人。"
PATH = "/api/v1/text-checks/"


def sentences(client: Client, **told: Any) -> list[str]:
    answer = client.post(PATH, {"text": TEXT, **told})
    assert answer.status_code == 200
    return [one["sentence"] for one in answer.json()["findings"]]


def test_a_text_is_judged_by_itself_and_by_the_ledgers(cast: Cast, log_in: Any) -> None:
    found = log_in("officer").post(PATH, {"text": TEXT}).json()

    assert [one["sentence"] for one in found["findings"]] == [
        "“9支”和台账不符：台账是 2支。",
        "各部分加起来不是“70人”，差 1。",
    ]
    assert found["findings"][0]["instead"] == "2支"
    assert [TEXT[each["start"] : each["end"]] for each in found["findings"][0]["numbers"]] == ["9支"]
    assert found["verdicts"]["contradicted"] == 2
    assert not Draft.objects.exists()


def test_without_the_ledgers_only_the_text_speaks(cast: Cast, log_in: Any) -> None:
    assert sentences(log_in("officer"), no_ledger="true") == ["各部分加起来不是“70人”，差 1。"]


def test_a_file_is_read_as_on_the_page(cast: Cast, log_in: Any) -> None:
    file = SimpleUploadedFile("半年情况.txt", TEXT.encode("gb18030"))

    assert "各部分加起来不是“70人”，差 1。" in sentences(log_in("officer"), text="", file=file)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"file": SimpleUploadedFile("稿.pdf", b"%PDF-1.7")}, 422),
        ({"file": SimpleUploadedFile("稿.doc", b"\xd0\xcf\x11\xe0")}, 422),
        ({"as_of": "2099-01-01"}, 409),
        ({"as_of": "明天"}, 422),
    ],
)
def test_what_cannot_be_looked_through_says_so(cast: Cast, log_in: Any, told: dict[str, Any], status: int) -> None:
    answer = log_in("officer").post(PATH, {"text": TEXT, **told})

    assert answer.status_code == status
    assert answer.json()["sentence"]


def test_the_neighbour_township_is_judged_by_its_own_ledgers(cast: Cast, log_in: Any) -> None:
    """Not one number of the county, and none of the township beside it."""
    assert all("台账是 2支" not in sentence for sentence in sentences(log_in("neighbour")))


def test_nobody_else_is_answered(cast: Cast, client: Client) -> None:
    assert client.post(PATH, {"text": TEXT}).status_code == 401
