"""What few may read and is open with one who leaves: how much of it, and never what about."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from zhucun.dispatch.roster.models import Posting
from zhucun.lib.evidence import Evidence


def counted(rows: QuerySet, leaving: Sequence[Posting], kind: str, sentence: str) -> Iterator[tuple[int, Evidence]]:
    """Of those that the leaver's own records opened."""
    mine = rows.filter(record__posting__in=[one.pk for one in leaving]).values_list("record__posting", flat=True)
    for posting, count in sorted(Counter(mine).items()):
        yield posting, Evidence(kind, posting, f"{count} {sentence}，接的人接着问", "")
