"""培训结业证书: one for everybody who stayed to the end, as a page to print and as Word; the seal is put on by hand."""

from collections.abc import Iterable

from zhucun.papers.certificates import Certificate
from zhucun.papers.wording import day_in_words
from zhucun.training.sessions.models import SessionAttendance, TrainingSession

TITLE = "培训结业证书"


def certificates_of(rows: Iterable[SessionAttendance], *, is_demo: bool) -> list[Certificate]:
    return [_certificate(row, is_demo) for row in rows]


def _certificate(row: SessionAttendance, is_demo: bool) -> Certificate:
    session = row.session
    return Certificate(
        title=TITLE,
        number=f"{session.year}年{session.get_mode_display()}第{session.number}期 第{row.pk}号",
        name=row.name,
        from_where=row.posting.sending_unit.name if row.posting else f"{row.participant.place.name}",
        text=_text(session),
        issuer=session.organiser,
        issued_on=day_in_words(session.last_day),
        is_demo=is_demo,
    )


def _text(session: TrainingSession) -> str:
    days = day_in_words(session.since)
    if session.last_day != session.since:
        days = f"{days}至{day_in_words(session.last_day)}"
    what = f"“{session.title}”（{session.get_kind_display()}，{session.length}）"
    return f"您于{days}参加{what}，学完规定内容，准予结业。"
