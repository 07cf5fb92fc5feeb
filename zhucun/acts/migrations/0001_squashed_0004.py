import django.db.models.deletion
import uuid
import zhucun.acts.rows
from django.db import migrations, models

from zhucun.acts.append_only import allow_changes, refuse_changes
from zhucun.acts.at_once import TablesAtOnce


class Migration(TablesAtOnce):

    replaces = [('acts', '0001_initial'), ('acts', '0002_audit_is_append_only'), ('acts', '0003_clock'), ('acts', '0004_audit_by_account')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_at', models.DateTimeField(verbose_name='封签时间')),
                ('ranges', models.JSONField(verbose_name='行号区间')),
                ('line_count', models.PositiveIntegerField(verbose_name='行数')),
                ('previous', models.CharField(blank=True, max_length=64, verbose_name='上一封签')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='摘要')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('previous'), name='seal_follows_once')],
            },
        ),
        migrations.CreateModel(
            name='SentAct',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('account_id', models.BigIntegerField(null=True, verbose_name='账号')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('verb', models.CharField(max_length=60, verbose_name='动作')),
                ('row_key', models.BigIntegerField(null=True, verbose_name='记录')),
            ],
        ),
        migrations.CreateModel(
            name='AccessLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('actor_name', models.CharField(max_length=80, verbose_name='谁')),
                ('account_id', models.BigIntegerField(null=True, verbose_name='账号')),
                ('door', models.CharField(max_length=12, verbose_name='从哪里')),
                ('what', models.CharField(max_length=200, verbose_name='看了、取了什么')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='理由')),
                ('row_kind', models.CharField(blank=True, max_length=60, verbose_name='记录类别')),
                ('row_key', models.BigIntegerField(null=True, verbose_name='记录')),
                ('place_code', zhucun.acts.rows.CodeField(blank=True, max_length=14, verbose_name='地点')),
                ('row_count', models.PositiveIntegerField(default=1, verbose_name='条数')),
            ],
            options={
                'indexes': [models.Index(fields=['row_kind', 'row_key'], name='access_row'), models.Index(fields=['place_code', 'id'], name='access_place')],
            },
        ),
        migrations.CreateModel(
            name='AuditLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act_id', models.UUIDField(default=uuid.uuid4, editable=False, verbose_name='动作号')),
                ('cause_id', models.UUIDField(null=True, verbose_name='起因动作号')),
                ('batch_id', models.UUIDField(null=True, verbose_name='批次号')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时间')),
                ('happened_at', models.DateTimeField(verbose_name='业务时间')),
                ('actor_name', models.CharField(max_length=80, verbose_name='谁')),
                ('account_id', models.BigIntegerField(null=True, verbose_name='账号')),
                ('person_id', models.BigIntegerField(null=True, verbose_name='自然人')),
                ('on_behalf_of', models.BigIntegerField(null=True, verbose_name='代谁')),
                ('door', models.CharField(max_length=12, verbose_name='从哪里')),
                ('verb', models.CharField(max_length=60, verbose_name='动作')),
                ('row_kind', models.CharField(max_length=60, verbose_name='记录类别')),
                ('row_key', models.BigIntegerField(verbose_name='记录')),
                ('subject_kind', models.CharField(blank=True, max_length=60, verbose_name='关于类别')),
                ('subject_key', models.BigIntegerField(null=True, verbose_name='关于')),
                ('place_code', zhucun.acts.rows.CodeField(blank=True, max_length=14, verbose_name='地点')),
                ('changes', models.JSONField(default=dict, verbose_name='改了什么')),
                ('told', models.JSONField(default=dict, verbose_name='填了什么')),
            ],
            options={
                'indexes': [models.Index(fields=['row_kind', 'row_key'], name='audit_row'), models.Index(fields=['subject_kind', 'subject_key'], name='audit_subject'), models.Index(fields=['place_code', 'id'], name='audit_place'), models.Index(condition=models.Q(('batch_id__isnull', False)), fields=['batch_id'], name='audit_batch'), models.Index(fields=['account_id', 'id'], name='audit_account')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='工作')),
                ('title', models.CharField(max_length=120, verbose_name='说明')),
                ('arguments', models.JSONField(default=dict, verbose_name='参数')),
                ('state', models.CharField(choices=[('asked', '刚要'), ('queued', '排队'), ('running', '正在办'), ('done', '办好了'), ('failed', '没办成'), ('stopped', '已停下')], default='asked', max_length=8, verbose_name='状态')),
                ('account_id', models.BigIntegerField(null=True, verbose_name='谁要的')),
                ('county_code', zhucun.acts.rows.CodeField(blank=True, max_length=6, verbose_name='县')),
                ('queue', models.CharField(default='quick', max_length=8, verbose_name='队列')),
                ('dedupe', models.CharField(blank=True, max_length=120, verbose_name='同一件')),
                ('asked_at', models.DateTimeField(verbose_name='何时要的')),
                ('not_before', models.DateTimeField(verbose_name='最早何时')),
                ('started_at', models.DateTimeField(null=True, verbose_name='开始')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='结束')),
                ('seen_at', models.DateTimeField(null=True, verbose_name='看过')),
                ('lease_until', models.DateTimeField(null=True, verbose_name='租约到')),
                ('worker', models.CharField(blank=True, max_length=60, verbose_name='谁在办')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='次数')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='已办')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='共')),
                ('certain', models.CharField(blank=True, max_length=200, verbose_name='已确定')),
                ('stop_asked', models.BooleanField(default=False, verbose_name='要求停下')),
                ('result', models.JSONField(null=True, verbose_name='结果')),
                ('result_url', models.CharField(blank=True, max_length=200, verbose_name='去哪看')),
                ('problem', models.TextField(blank=True, verbose_name='没办成的原因')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['queued', 'running'])), fields=['queue', 'not_before'], name='job_open'), models.Index(fields=['account_id', 'state'], name='job_account')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running']), models.Q(('dedupe', ''), _negated=True)), fields=('dedupe',), name='job_one_open_of_a_kind')],
                'verbose_name': '费时间的事',
            },
        ),
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('name', models.CharField(max_length=30, primary_key=True, serialize=False, verbose_name='租约')),
                ('holder', models.CharField(max_length=60, verbose_name='谁')),
                ('until', models.DateTimeField(verbose_name='到')),
            ],
            options={
                'verbose_name': '租约',
            },
        ),
        migrations.CreateModel(
            name='TimedRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='定时工作')),
                ('county_code', zhucun.acts.rows.CodeField(blank=True, max_length=6, verbose_name='县')),
                ('due_at', models.DateTimeField(verbose_name='该办时间')),
                ('job_key', models.BigIntegerField(null=True, verbose_name='办的那一件')),
            ],
            options={
                'verbose_name': '定时办理',
                'constraints': [models.UniqueConstraint(fields=('name', 'county_code', 'due_at'), name='timed_run_once')],
            },
        ),
        migrations.CreateModel(
            name='AuditText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=60, verbose_name='栏')),
                ('salt', models.CharField(max_length=32, verbose_name='盐')),
                ('text', models.TextField(blank=True, verbose_name='内容')),
                ('erased_at', models.DateTimeField(null=True, verbose_name='抹去时间')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='texts', to='acts.auditlog')),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handler', models.CharField(max_length=120, verbose_name='处理')),
                ('due_at', models.DateTimeField(verbose_name='何时')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='次数')),
                ('last_error', models.TextField(blank=True, verbose_name='上次错误')),
                ('done_at', models.DateTimeField(null=True, verbose_name='办完')),
                ('dead_at', models.DateTimeField(null=True, verbose_name='放弃')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='deliveries', to='acts.auditlog')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('dead_at__isnull', True), ('done_at__isnull', True)), fields=['due_at'], name='delivery_open')],
                'constraints': [models.UniqueConstraint(fields=('line', 'handler'), name='delivery_once')],
            },
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
