"""The chain over the audit log."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import Cast
from zhucun.acts import seal
from zhucun.acts.models import AuditLog, AuditText
from zhucun.org.places import acts as places


def test_sealed_lines_verify_and_the_tail_is_stated(cast: Cast) -> None:
    sealed = seal.seal_open_lines()
    places.rename(cast.liuxi, name="柳溪新村", since=cast.liuxi.since.replace(year=2022), by=cast.actor("officer"))

    verdict = seal.verify()

    assert verdict.holds
    assert (verdict.lines, verdict.unsealed) == (sealed, 1)


def test_the_database_refuses_to_change_a_line(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditLog.objects.filter(pk=1).update(actor_name="别人")


def test_a_line_altered_around_the_database_rules_breaks_the_chain(cast: Cast) -> None:
    seal.seal_open_lines()
    first = AuditLog.objects.order_by("pk").first()

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER acts_auditlog_no_UPDATE")
        else:
            cursor.execute("ALTER TABLE acts_auditlog DISABLE TRIGGER USER")
        cursor.execute("UPDATE acts_auditlog SET actor_name = 'x' WHERE id = %s", [first.pk])

    assert not seal.verify().holds


def test_erasing_a_text_keeps_the_chain_but_changing_it_shows(cast: Cast) -> None:
    places.close(
        cast.liuxi, last_day=cast.liuxi.since.replace(year=2023), reason="并入石坪村", by=cast.actor("officer")
    )
    seal.seal_open_lines()

    AuditText.objects.update(text="别的理由")

    assert "被改过" in seal.verify().problems[0]


def test_a_late_line_below_a_sealed_one_is_still_sealed(cast: Cast) -> None:
    lines = list(AuditLog.objects.order_by("pk").values_list("pk", flat=True))

    assert seal.unsealed_lines().count() == len(lines)
    seal.seal_open_lines()
    assert seal.unsealed_lines().count() == 0
