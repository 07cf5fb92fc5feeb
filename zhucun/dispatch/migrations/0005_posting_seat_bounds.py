"""Every posting says from when it holds its seat, and only a successor later than from its first day."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0004_posting_seat_since")]

    operations = [
        migrations.AlterField("posting", "seat_since", models.DateField(verbose_name="占名额起")),
        migrations.AddConstraint(
            "posting",
            models.CheckConstraint(
                condition=Q(seat_since=F("since")) | Q(seat_since__gt=F("since"), succeeds__isnull=False),
                name="posting_seat_from_predecessor",
            ),
        ),
        migrations.RemoveIndex("posting", "posting_place_days"),
        migrations.AddIndex(
            "posting", models.Index(fields=["place_code", "seat_since", "until"], name="posting_place_seats")
        ),
    ]
