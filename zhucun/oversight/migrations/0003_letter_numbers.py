import django.db.models.deletion
import zhucun.acts.rows
from django.db import migrations, models


def take_what_was_issued(apps, schema_editor):
    """Where one number had come to stand in two 期 before, the earlier one keeps it."""
    letters = apps.get_model("oversight", "RectificationLetter").objects.exclude(number="").order_by("issue_id")
    held = {}
    for county, number, issue in letters.values_list("issue__county_code", "number", "issue_id"):
        held.setdefault((county, number), issue)
    rows = apps.get_model("oversight", "LetterNumber").objects
    rows.bulk_create(
        [rows.model(county_code=county, number=number, issue_id=issue) for (county, number), issue in held.items()]
    )


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0002_supervision'),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('number', models.CharField(max_length=40, verbose_name='函号')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='oversight.letterissue', verbose_name='期')),
            ],
            options={
                'verbose_name': '用掉的函号',
                'constraints': [models.UniqueConstraint(fields=('county_code', 'number'), name='letter_number_in_one_issue')],
            },
        ),
        migrations.RunPython(take_what_was_issued, migrations.RunPython.noop),
    ]
