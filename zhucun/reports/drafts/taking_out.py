"""A draft as a file: on the standard's page, or as a copy of the Word file it came from with its changes marked."""

from datetime import datetime

from zhucun.acts.refused import Refused
from zhucun.papers.report import of_text, write_report
from zhucun.reports.checking.documents import corrected, text_of
from zhucun.reports.drafts.differences import changes_between
from zhucun.reports.drafts.tied import Told

LINES_MOVED = "正文里加了段、减了段，和原来的 Word 对不上了，不能再写回副本。可以导出成新的文档。"


def written(draft: Told, *, is_demo: bool) -> bytes:
    """Numbers of the ledgers are plain text from here on (GB/T 9704)."""
    return write_report(of_text(draft.draft.title, draft.text, is_demo=is_demo))


def copied(draft: Told, original: bytes, at: datetime) -> bytes:
    """Raises Refused where lines came or went."""
    changes = changes_between(text_of(original), draft.text)
    if changes is None:
        raise Refused(LINES_MOVED)
    return corrected(original, changes, at)
