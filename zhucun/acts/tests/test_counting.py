"""Several counts in one query say what each says alone."""

from typing import Any

from tests.cast import Cast
from zhucun.acts.counting import counted_together
from zhucun.dispatch.roster.models import Posting, Team


def test_counts_asked_together_are_those_asked_alone(cast: Cast, django_assert_num_queries: Any) -> None:
    """A join counts nothing twice, and what finds nothing is nought."""
    rows = {
        "teams": Team.objects.filter(postings__isnull=False),
        "postings": Posting.objects.all(),
        "nobody": Posting.objects.filter(pk=0),
    }

    with django_assert_num_queries(1):
        counted = counted_together(rows)

    assert counted == {"teams": Team.objects.filter(postings__isnull=False).distinct().count(),
                       "postings": Posting.objects.count(), "nobody": 0}  # fmt: skip
