"""From when a posting holds its seat: in a hand-over week the one who leaves holds it."""

from django.db import migrations, models
from django.db.models import F


def as_it_was_counted(apps, schema_editor):
    """Until now every posting counted from its first day; those that began too early are counted once from here on."""
    postings = apps.get_model("dispatch", "Posting").objects
    postings.update(seat_since=F("since"))
    early = postings.filter(succeeds__until__gt=F("since")).select_related("succeeds").order_by("since")
    for posting in early:
        seat_since = max(posting.succeeds.until, posting.succeeds.seat_since)
        postings.filter(pk=posting.pk).update(seat_since=seat_since)
        spells = apps.get_model("dispatch", "RoleSpell").objects.filter(posting=posting, since__lt=seat_since)
        spells.filter(until__isnull=False, until__lte=seat_since).delete()
        spells.update(since=seat_since)


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0003_service_note")]

    operations = [
        migrations.AddField("posting", "seat_since", models.DateField(null=True, verbose_name="占名额起")),
        migrations.RunPython(as_it_was_counted, migrations.RunPython.noop),
    ]
