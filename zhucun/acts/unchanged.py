"""Whether anything has been done since: what changes with every act, so that what was drawn may be shown again."""

from collections.abc import Hashable

from django.db import connection

LAST = "SELECT id, act_id FROM acts_auditlog ORDER BY id DESC LIMIT 1"
# On PostgreSQL a line with a lower number may be committed later; as long as one is on its way, the oldest transaction
# that still runs is not younger than it, and it changes once that one ends.
LAST_WITH_OLDEST = (
    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text, line.id, line.act_id"
    " FROM (SELECT 1) AS one LEFT JOIN (SELECT id, act_id FROM acts_auditlog ORDER BY id DESC LIMIT 1) AS line ON TRUE"
)


def mark() -> Hashable:
    """The last line of the log. Equal marks: no act has been carried out in between, in whatever county or process.

    Asked before the rows are read: what is committed meanwhile is then shown too early rather than too late.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST_WITH_OLDEST if connection.vendor == "postgresql" else LAST)
        return cursor.fetchone()
