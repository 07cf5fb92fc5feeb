import zhucun.acts.rows
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('county_code', zhucun.acts.rows.CodeField(blank=True, max_length=6, verbose_name='县')),
                ('account_id', models.BigIntegerField(verbose_name='谁的')),
                ('title', models.CharField(max_length=60, verbose_name='标题')),
                ('text', models.TextField(verbose_name='正文')),
                ('as_of', models.DateField(verbose_name='数字截止哪天')),
                ('begun_at', models.DateTimeField(verbose_name='什么时候起的稿')),
                ('changed_at', models.DateTimeField(verbose_name='最后一次改')),
                ('removed_at', models.DateTimeField(null=True, verbose_name='删去的时间')),
            ],
            options={
                'verbose_name': '材料稿',
                'indexes': [models.Index(fields=['account_id', 'removed_at'], name='draft_of_account')],
            },
        ),
    ]
