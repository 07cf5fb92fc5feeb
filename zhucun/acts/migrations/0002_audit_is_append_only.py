"""The database itself refuses to change or remove what the audit log holds (R-SEC-07)."""

from django.db import migrations

from zhucun.acts.append_only import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("acts", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
