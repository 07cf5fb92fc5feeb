import zhucun.acts.rows
from django.db import migrations, models

from zhucun.acts.at_once import TablesAtOnce


class Migration(TablesAtOnce):

    replaces = [('desk', '0001_initial'), ('desk', '0002_search_entry'), ('desk', '0003_letters_found')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('account_id', models.BigIntegerField(null=True, verbose_name='谁提的')),
                ('given_by', models.CharField(max_length=40, verbose_name='姓名')),
                ('text', models.TextField(verbose_name='内容')),
                ('page', models.CharField(blank=True, max_length=200, verbose_name='哪一页')),
                ('given_at', models.DateTimeField(verbose_name='提出时间')),
                ('due_on', models.DateField(verbose_name='答复期限')),
                ('state', models.CharField(choices=[('given', '待答复'), ('answered', '已答复'), ('withdrawn', '已撤回')], default='given', max_length=10, verbose_name='状态')),
                ('answer', models.TextField(blank=True, verbose_name='答复')),
                ('answered_by', models.CharField(blank=True, max_length=80, verbose_name='答复人')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='答复时间')),
            ],
            options={
                'verbose_name': '意见建议',
                'indexes': [models.Index(fields=['county_code', 'state'], name='suggestion_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='suggestion_answered_by_and_at')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('kind', models.CharField(choices=[('person', '人'), ('team', '工作队'), ('place', '乡镇和村'), ('unit', '单位'), ('letter', '整改交办函')], max_length=8, verbose_name='类别')),
                ('key', models.BigIntegerField(verbose_name='记录')),
                ('words', models.CharField(max_length=600, verbose_name='写法')),
            ],
            options={
                'verbose_name': '搜索条目',
                'indexes': [models.Index(fields=['kind', 'county_code'], name='search_county')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='search_entry_once')],
            },
        ),
    ]
