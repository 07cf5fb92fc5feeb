"""The pages of drafting: what is picked, who reads a draft, the letters as Word."""

import io
import zipfile
from collections.abc import Callable

from django.test import Client

from tests.cast import TODAY, Cast
from zhucun.oversight.onsite import finding_acts as findings
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.onsite.tests.test_story import handed_in
from zhucun.oversight.rectification.models import RectificationItem, RectificationLetter
from zhucun.oversight.rectification.tests.test_way import drafted, issued

LogIn = Callable[[str], Client]


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_draft_is_the_countys_alone(cast: Cast, log_in: LogIn) -> None:
    item = drafted(cast)
    for who in ("secretary", "liaison", "first_secretary"):
        assert log_in(who).get(f"/rectification/letters/{item.letter_id}/").status_code == 404
        assert log_in(who).get(f"/rectification/issues/{item.letter.issue_id}/").status_code == 404


def test_the_letter_comes_as_word(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("liaison").get(f"/rectification/letters/{issued(cast).letter_id}/word/")
    assert answer["Content-Type"].endswith("wordprocessingml.document")


def test_paper_has_the_offices_full_name_and_says_who_went(cast: Cast, log_in: LogIn) -> None:
    """A group of 督查 is named only where one went; the county's own number is the example."""
    handed_in(cast, findings=[{"kind": "style", "text": "5月账目未上墙"}])
    picked = f"pick_{Finding.objects.get().pk}"
    officer = log_in("officer")
    officer.post("/rectification/compose/", {picked: "on"})
    letter = RectificationLetter.objects.get()

    shown = text(officer, f"/rectification/letters/{letter.pk}/")
    assert "青岭县驻村帮扶工作办公室" in shown
    assert "7月11日，我办到你单位驻村帮扶的东岭镇石坪村查看，发现1项问题" in shown
    officer.post(f"/rectification/issues/{letter.issue_id}/send-out/")
    assert "例如 青驻办函〔2022〕9号" in text(officer, f"/rectification/issues/{letter.issue_id}/issued/")
    told = {"letters": [letter.pk], "number": "青驻办函〔2022〕1号", "signer": "唐志远", "issued_on": "2022-07-10"}
    refused = officer.post(f"/rectification/issues/{letter.issue_id}/issued/", told).content.decode()
    assert "2022-07-11 才发现的问题，不能签发在以前" in refused


def test_all_letters_of_an_issue_come_in_one_file(cast: Cast, log_in: LogIn) -> None:
    issue = drafted(cast).letter.issue
    drafted(cast, to_township=True)
    answer = log_in("officer").get(f"/rectification/issues/{issue.pk}/word/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.namelist() == ["01 致县档案馆.docx", "02 致东岭镇.docx"]


def test_what_was_found_is_picked_into_letters(cast: Cast, log_in: LogIn) -> None:
    """J3 (3); what is taken out waits to be dealt with again."""
    told = {"kind": "style", "text": "5月账目未上墙", "found_on": TODAY, "source": "other"}
    finding = findings.enter(cast.team, **told, by=cast.actor("officer"))
    officer = log_in("officer")
    assert "县档案馆" in text(officer, f"/rectification/compose/?finding={finding.pk}")
    picked = {f"pick_{finding.pk}": "on", f"to_{finding.pk}": "township", f"days_{finding.pk}": "now"}
    officer.post("/rectification/compose/", picked)

    item = RectificationItem.objects.get()
    assert (item.finding, item.letter.addressee, item.deadline_class) == (finding, "东岭镇", "now")
    finding.refresh_from_db()
    assert finding.state == "in_letter"
    officer.post(f"/rectification/drafts/{item.pk}/take-out/")
    finding.refresh_from_db()
    assert (finding.state, RectificationLetter.objects.count()) == ("open", 0)
