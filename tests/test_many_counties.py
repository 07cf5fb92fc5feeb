"""The benchmark's hundred counties are whole counties: every row of the demo's, under another code."""

from django.db import connection

from benchmarks.counties import codes, copied_models, multiply
from tests.demo import Demo
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place


def test_a_copy_has_all_rows_of_the_county_and_no_row_points_into_another(demo: Demo) -> None:
    before = {model: model._base_manager.count() for model in copied_models()}
    copy = list(multiply(2))[1]
    connection.check_constraints()
    grown = {model._meta.label for model, rows in before.items() if rows and model._base_manager.count() == rows}
    assert not grown
    assert (
        Place.objects.filter(code__startswith=copy).count()
        == Place.objects.filter(code__startswith=codes(1)[0]).count()
    )
    strange = Posting.objects.filter(place_code__startswith=copy).exclude(cadre__county_code=copy)
    assert not strange.exists()
