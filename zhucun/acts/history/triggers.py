"""The database keeps what a row was whenever it is changed or deleted, whoever does it.

Migrations make tables anew, and the triggers of the old ones are gone: they are taken down before, put up after.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.utils import timezone

from zhucun.acts.history.models import Arrival, FormerRow, Moment
from zhucun.acts.history.remembered import columns_left_out, columns_of, key_of, models_by_table

FORMER, CAME, MOMENT = FormerRow._meta.db_table, Arrival._meta.db_table, Moment._meta.db_table
BEGINS = "history.begin"
CHANGED, DELETED, ADDED = "zc_changed_", "zc_deleted_", "zc_added_"

SQLITE = """
CREATE TRIGGER "{name}" AFTER {event} ON "{table}" {when}
BEGIN
INSERT INTO "{former}" ("table_name", "key", "moment", "was")
VALUES ('{table}', OLD."{key}", (SELECT coalesce(max("id"), 0) FROM "{moment}"), {was});
END
"""
POSTGRESQL_FUNCTIONS = (
    f"""
CREATE OR REPLACE FUNCTION zc_moment() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE told text := nullif(current_setting('zhucun.moment', true), '');
BEGIN
  IF told IS NULL THEN
    INSERT INTO "{MOMENT}" ("at", "verb", "actor_name") VALUES (clock_timestamp(), '', '') RETURNING id INTO told;
    PERFORM set_config('zhucun.moment', told, true);
  END IF;
  RETURN told::bigint;
END $$
""",
    f"""
CREATE OR REPLACE FUNCTION zc_was() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before jsonb := to_jsonb(OLD) - TG_ARGV[1]::text[];
DECLARE after jsonb;
DECLARE row_key bigint := (to_jsonb(OLD) ->> TG_ARGV[0])::bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    after := to_jsonb(NEW);
    SELECT jsonb_object_agg(key, value) INTO before FROM jsonb_each(before)
    WHERE value IS DISTINCT FROM after -> key;
    IF before IS NULL THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO "{FORMER}" ("table_name", "key", "moment", "was")
  VALUES (TG_TABLE_NAME, row_key, zc_moment(), before::text);
  RETURN NULL;
END $$
""",
    f"""
CREATE OR REPLACE FUNCTION zc_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "{CAME}" ("table_name", "first", "last", "moment")
  SELECT TG_TABLE_NAME, min(id), max(id), zc_moment()
  FROM (SELECT id, id - row_number() OVER (ORDER BY id) AS run FROM added) AS runs GROUP BY run;
  RETURN NULL;
END $$
""",
)


def wanted(vendor: str) -> dict[str, str]:
    """The name of each trigger → the statement that makes it."""
    make = _on_postgresql if vendor == "postgresql" else _on_sqlite
    return {name: text for table, model in models_by_table().items() for name, text in make(table, model).items()}


def _on_sqlite(table: str, model: type[models.Model]) -> dict[str, str]:
    columns = columns_of(model)
    around = {"table": table, "former": FORMER, "moment": MOMENT, "key": key_of(model)}
    changed = " || ".join(
        f"""CASE WHEN OLD."{one}" IS NOT NEW."{one}" THEN ',"{one}":' || json_quote(OLD."{one}") ELSE '' END"""
        for one in columns
    )
    all_of_it = ", ".join(f"""'{one}', OLD."{one}\"""" for one in columns)
    differs = " OR ".join(f'OLD."{one}" IS NOT NEW."{one}"' for one in columns)
    told = ", ".join(f'"{one}"' for one in columns)
    return {
        CHANGED + table: SQLITE.format(
            **around,
            name=CHANGED + table,
            event=f"UPDATE OF {told}",
            when=f"WHEN {differs}",
            was=f"'{{' || substr({changed}, 2) || '}}'",
        ),
        DELETED + table: SQLITE.format(
            **around, name=DELETED + table, event="DELETE", when="", was=f"json_object({all_of_it})"
        ),
    }


def _on_postgresql(table: str, model: type[models.Model]) -> dict[str, str]:
    key = key_of(model)
    left_out = "{" + ",".join([key, *columns_left_out(model)]) + "}"
    was = f"FOR EACH ROW EXECUTE FUNCTION zc_was('{key}', '{left_out}')"
    return {
        CHANGED + table: f'CREATE TRIGGER "{CHANGED}{table}" AFTER UPDATE ON "{table}" {was}',
        DELETED + table: f'CREATE TRIGGER "{DELETED}{table}" AFTER DELETE ON "{table}" {was}',
        ADDED + table: f'CREATE TRIGGER "{ADDED}{table}" AFTER INSERT ON "{table}" REFERENCING NEW TABLE AS added '
        "FOR EACH STATEMENT EXECUTE FUNCTION zc_came()",
    }


def take_down(using: str = DEFAULT_DB_ALIAS, plan: Any = (), **_: Any) -> None:
    """Before tables are made anew."""
    if plan:
        _remove(connections[using], there(connections[using]))


def put_up(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Whatever is not there as it should be. What stood in the tables before is known from this moment on."""
    connection = connections[using]
    should, are = wanted(connection.vendor), there(connection)
    with connection.cursor() as cursor:
        if MOMENT not in connection.introspection.table_names(cursor):
            return
        if are.items() == _as_kept(connection, should).items():
            return
        _remove(connection, are)
        if connection.vendor == "postgresql":
            for text in POSTGRESQL_FUNCTIONS:
                cursor.execute(text)
        for text in should.values():
            cursor.execute(text)
    _begin()


def _begin() -> None:
    is_used = any(model._base_manager.exists() for model in models_by_table().values())
    if is_used and not Moment.objects.exists():
        Moment.objects.create(at=timezone.now(), verb=BEGINS)


def there(connection: Any) -> dict[str, str]:
    """The triggers of ours that the database has, with the text that tells whether they are those wanted."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text || encode(tgargs, 'escape') FROM pg_trigger "
                "WHERE NOT tgisinternal AND tgname LIKE 'zc\\_%%'",
                (),
            )
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'zc#_%' ESCAPE '#'"
            )
        return dict(cursor.fetchall())


def _as_kept(connection: Any, statements: dict[str, str]) -> dict[str, str]:
    """As `there` would tell of them."""
    if connection.vendor != "postgresql":
        return {name: text.strip() for name, text in statements.items()}
    found: dict[str, str] = {}
    for table, model in models_by_table().items():
        arguments = f"{key_of(model)}\\000" + "{" + ",".join([key_of(model), *columns_left_out(model)]) + "}\\000"
        found |= {CHANGED + table: table + arguments, DELETED + table: table + arguments, ADDED + table: table}
    return found


def _remove(connection: Any, names: dict[str, str]) -> None:
    if watch := getattr(connection, "zc_watch", None):
        watch.knowing.triggers_changed()
    with connection.cursor() as cursor:
        for name in names:
            on = f' ON "{name.split("_", 2)[2]}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')
