import zhucun.acts.rows
from django.db import migrations, models

from zhucun.acts.at_once import TablesAtOnce


class Migration(TablesAtOnce):

    replaces = [('web', '0001_initial'), ('web', '0002_import_draft_plan')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ImportDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('account_id', models.BigIntegerField(verbose_name='账号')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件')),
                ('content', models.BinaryField(verbose_name='内容')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('kind', models.CharField(blank=True, max_length=30, verbose_name='种类')),
                ('choices', models.JSONField(default=dict, verbose_name='已答')),
                ('made_at', models.DateTimeField(verbose_name='上传时间')),
                ('done_at', models.DateTimeField(null=True, verbose_name='办完')),
                ('file_key', models.BigIntegerField(null=True, verbose_name='导入记录')),
                ('job_key', models.BigIntegerField(null=True, verbose_name='正在办')),
                ('problem', models.TextField(blank=True, verbose_name='读不了的原因')),
                ('shown', models.JSONField(null=True, verbose_name='方案')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='字节数')),
            ],
            options={
                'verbose_name': '导入草稿',
                'indexes': [models.Index(fields=['account_id', 'made_at'], name='import_draft')],
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RememberedMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('kind', models.CharField(max_length=30, verbose_name='种类')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='表头指纹')),
                ('mapping', models.JSONField(verbose_name='对应')),
            ],
            options={
                'verbose_name': '记住的对应',
                'constraints': [models.UniqueConstraint(fields=('county_code', 'kind', 'fingerprint'), name='mapping_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('account_id', models.BigIntegerField(verbose_name='账号')),
                ('table', models.CharField(max_length=40, verbose_name='列表')),
                ('name', models.CharField(max_length=20, verbose_name='名称')),
                ('query', models.CharField(max_length=400, verbose_name='筛选')),
            ],
            options={
                'verbose_name': '常用视图',
                'constraints': [models.UniqueConstraint(fields=('account_id', 'table', 'name'), name='saved_view_once')],
            },
        ),
    ]
