"""The database itself refuses to change or remove what the audit log holds (R-SEC-07)."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SEALED_TABLES = ("acts_auditlog", "acts_seal")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
"""


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        per_statement = [POSTGRESQL.format(table=t, verb=v) for t in SEALED_TABLES for v in ("UPDATE", "DELETE")]
        return [POSTGRESQL_FUNCTION, *per_statement]
    return [SQLITE.format(table=t, verb=v) for t in SEALED_TABLES for v in ("UPDATE", "DELETE")]


def refuse_changes(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def allow_changes(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_table = " ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    for table in SEALED_TABLES:
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}{on_table.format(table=table)}")
