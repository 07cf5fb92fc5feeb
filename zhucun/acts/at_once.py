"""A first migration that makes all its tables at once: the models are drawn up once, not once for each table."""

from itertools import takewhile

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


def _makes_a_table(operation: object) -> bool:
    return isinstance(operation, migrations.CreateModel)


class TablesAtOnce(migrations.Migration):
    """Django draws up every model that is related to a new one anew, after each: of two hundred, most of `migrate`."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        tables = list(takewhile(_makes_a_table, self.operations))
        rest = migrations.Migration(self.name, self.app_label)
        rest.operations = self.operations[len(tables) :]
        project_state.__dict__.pop("apps", None)
        before = project_state.clone()
        for table in tables:
            table.state_forwards(self.app_label, project_state)
        for table in tables:
            table.database_forwards(self.app_label, schema_editor, before, project_state)
        return rest.apply(project_state, schema_editor, collect_sql)
