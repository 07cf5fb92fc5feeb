"""Several counts in one query say what each says alone."""

from typing import Any

from django.db.models import Count, Max, Q, Sum

from tests.cast import Cast
from zhucun.acts.counting import aggregated_together, counted_together
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


def test_sums_of_several_ledgers_are_those_asked_alone(cast: Cast, django_assert_num_queries: Any) -> None:
    """A ledger of which less is wanted, one without a row, and one that nobody may see."""
    of_teams = {"teams": Count("pk"), "last": Max("pk"), "numbers": Sum("pk", filter=Q(pk__gt=0))}
    of_postings = {"places": Count("team", distinct=True)}
    ledgers = (
        (Team.objects.all(), of_teams),
        (Posting.objects.all(), of_postings),
        (Team.objects.filter(pk=0), of_teams),
        (Posting.objects.none(), of_postings),
    )

    with django_assert_num_queries(1):
        together = aggregated_together(*ledgers)

    assert together[:2] == [rows.aggregate(**wanted) for rows, wanted in ledgers[:2]]
    assert together[2:] == [dict.fromkeys(of_teams, 0), {"places": 0}]
