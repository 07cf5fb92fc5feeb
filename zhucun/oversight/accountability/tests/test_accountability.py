"""问责 is entered with its document, counted in 人次 by kind, and read by few (R-TLK-08, R-TLK-09)."""

from datetime import date

import pytest

from tests.cast import TODAY, Cast
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.oversight.accountability import acts as accountability
from zhucun.oversight.accountability.models import AccountabilityRecord

pytestmark = pytest.mark.django_db
BY_CIRCULAR = {
    "kind": "circular",
    "document": "青驻办通〔2022〕1号",
    "decided_on": TODAY,
    "decided_by": "县驻村办",
    "reason": "整改拖延",
}


def test_each_is_one_person_unit_or_team_with_its_document(cast: Cast) -> None:
    by = cast.actor("office_leader")
    made = [
        accountability.record(cast.county, **BY_CIRCULAR, **whom, by=by)
        for whom in (
            {"posting": cast.member},
            {"person_name": "蓝局长", "unit": cast.water, "duty": "局长"},
            {"unit": cast.archive},
            {"team": cast.team},
        )
    ]

    assert [(row.about, row.whom, row.of_what) for row in made] == [
        ("person", "盘小妹", cast.team.name),
        ("person", "蓝局长", "县水利局局长"),
        ("unit", "县档案馆", ""),
        ("team", cast.team.name, ""),
    ]
    with pytest.raises(Refused, match="写清问责的是谁"):
        accountability.record(cast.county, **BY_CIRCULAR, by=by)
    with pytest.raises(Refused, match="一件对一件文"):
        accountability.record(cast.county, **{**BY_CIRCULAR, "document": " "}, unit=cast.archive, by=by)
    with pytest.raises(Refused, match="影响期"):
        accountability.record(cast.county, **BY_CIRCULAR, effect_until=TODAY, unit=cast.archive, by=by)
    assert AccountabilityRecord.objects.decided_in(date(2022, 1, 1), date(2023, 1, 1)).count() == 4


def test_an_effect_stands_in_the_service_record_until_its_end_and_goes_with_it(cast: Cast) -> None:
    """R-TLK-06: selection reads it there."""
    by = cast.actor("office_leader")
    told = {**BY_CIRCULAR, "kind": "admonition", "effect_until": date(2023, 1, 11)}

    row = accountability.record(cast.county, **told, posting=cast.member, by=by)
    note = ServiceNote.objects.get()
    accountability.withdraw(row, reason="文件撤销", by=by)

    assert (note.kind, note.sentence, note.effect_until, note.is_restricted) == (
        "discipline",
        "诫勉",
        date(2023, 1, 11),
        True,
    )
    assert not ServiceNote.objects.exists()
    assert not AccountabilityRecord.objects.standing().exists()


def test_only_leaders_and_named_officers_read_it(cast: Cast) -> None:
    """R-TLK-09."""
    row = accountability.record(cast.county, **BY_CIRCULAR, posting=cast.member, by=cast.actor("office_leader"))

    reads = {who for who in cast.accounts if AccountabilityRecord.objects.visible_to(cast.actor(who)).filter(pk=row.pk)}

    assert reads == {"office_leader", "county_leader", "organisation"}
    with pytest.raises(NotPermitted):
        accountability.record(cast.county, **BY_CIRCULAR, unit=cast.archive, by=cast.actor("officer"))
