"""What people really paste and drop: one clear sentence each, and nothing is lost."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from tests.cast import TODAY, Cast
from zhucun.acts.refused import Refused
from zhucun.org.places import acts as places
from zhucun.org.places.models import CountyOffice
from zhucun.reports.checking.documents import LONGEST, text_of
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts import freezing
from zhucun.reports.drafts.models import Draft

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
TRACKED = (
    f"<w:p {W}>{RUN.format('全县共选派')}<w:del>{RUN.replace('w:t>', 'w:delText>').format('9')}</w:del>"
    f"<w:ins>{RUN.format('2')}</w:ins>{RUN.format('支驻村工作队。')}</w:p>"
)
NOTE = f'<w:footnote w:id="1"><w:p>{RUN.format("脚注：报名70人，其中男40人，女31人。")}</w:p></w:footnote>'
FOOTNOTES = f"<w:footnotes {W}>{NOTE}</w:footnotes>"
NO_LEDGER_KNOWS = "每个数都没有说是什么"


def send(client: Any, **told: Any) -> str:
    told = {"title": "", "text": "", "as_of": TODAY.isoformat(), **told}
    return client.post("/drafts/", told, follow=True).content.decode()


def ugly() -> SimpleUploadedFile:
    """Tracked changes in the text, a table, a footnote."""
    document, made, ready = Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("TRACKED")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "工作队", "3支"
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(ready, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode() if name == "word/document.xml" else old.read(name)
            if isinstance(data, str):
                start = data.index("<w:p>")
                data = data[:start] + TRACKED + data[data.index("</w:p>") + len("</w:p>") :]
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", FOOTNOTES)
    return SimpleUploadedFile("半年情况.docx", ready.getvalue())


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"text": "12 34 56 78"}, NO_LEDGER_KNOWS),
        ({"text": "没有数的一段话。"}, "正文里没有可核对的数"),
        ({"text": "有队员3名。", "as_of": "2022-02-30"}, "日期写成 2022-7-14 这样"),
        ({"text": "有队员3名。", "as_of": "2031-01-01"}, "截止日还没有到"),
        ({"text": "字" * (LONGEST + 1)}, "分几份校对"),
        ({"text": "⟦1:99⟧支驻村工作队、{dispatch.teams"}, "99"),
        ({"text": "2022年7月1日至2022年6月1日开展培训3期。"}, "起止日期反了"),
        ({"text": "截止2022年6月31日有队员3名。"}, "没有这一天"),
    ],
)
def test_each_is_told_in_a_sentence(cast: Cast, log_in: Any, told: dict[str, Any], sentence: str) -> None:
    assert sentence in send(log_in("officer"), **told)


def test_a_day_before_the_county_kept_ledgers_is_told(cast: Cast, log_in: Any) -> None:
    office = CountyOffice.objects.get(county=cast.county)
    places.start_county(office, started_on=date(2022, 1, 1), by=cast.actor("officer"))

    assert "早于建账日" in send(log_in("officer"), text="有队员3名。", as_of="2021-12-31")


def test_no_number_is_of_a_day_before_there_was_a_ledger(cast: Cast, log_in: Any) -> None:
    """A nought of then agrees with nothing and contradicts nothing."""
    officer = cast.actor("officer")

    assert "问不到以前的数" in send(log_in("officer"), text="有队员3名。", as_of="1999-01-01")
    draft = drafting.begin(cast.accounts["officer"], title="甲", text="{dispatch.members}人", by=officer)
    with pytest.raises(Refused, match="问不到以前的数"):
        drafting.set_day(draft, as_of=date(1999, 1, 1), by=officer)
    with pytest.raises(Refused, match="定在这一天或以后"):
        freezing.freeze(draft.numbers.get(), on=date(1999, 1, 1), reason="试", by=officer)


def test_a_word_file_with_tracked_changes_a_table_and_a_footnote(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    page = send(client, file=ugly())

    draft = Draft.objects.get()
    assert "全县共选派2支驻村工作队。" in draft.text
    assert "3支" in draft.text
    assert "差 1。" in page
    drafting.correct(draft, start=draft.text.index("31人"), was="31人", words="30人", by=cast.actor("officer"))
    copy = text_of(client.post(f"/drafts/{draft.pk}/export/?copy=1", {"reason": "试"}).content)
    assert "男40人，女30人" in copy
    assert "全县共选派2支驻村工作队。" in copy
