import django.db.models.deletion
import zhucun.acts.rows
from django.conf import settings
from django.db import migrations, models

from zhucun.acts.at_once import TablesAtOnce


class Migration(TablesAtOnce):

    initial = True

    dependencies = [
        ('dispatch', '0013_doubts_of_teams'),
        ('org', '0007_positions'),
        ('org', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('kind', models.CharField(max_length=30, verbose_name='种类')),
                ('side', models.CharField(choices=[('team', '工作队'), ('township', '乡镇'), ('unit', '单位'), ('office', '驻村办')], max_length=8, verbose_name='哪一方')),
                ('text', models.TextField(max_length=500, verbose_name='什么事')),
                ('happened_on', models.DateField(verbose_name='哪天')),
                ('written_by', models.CharField(max_length=80, verbose_name='记的人')),
                ('written_for', models.CharField(blank=True, max_length=200, verbose_name='代记的理由')),
                ('written_at', models.DateTimeField(verbose_name='记下的时间')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='下一步')),
                ('answers', models.JSONField(default=dict, verbose_name='填的')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('is_restricted', models.BooleanField(default=False, verbose_name='限人看')),
                ('state', models.CharField(choices=[('standing', '有效'), ('withdrawn', '已撤回')], default='standing', max_length=10, verbose_name='状态')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to=settings.AUTH_USER_MODEL, verbose_name='谁记的')),
                ('cadres', models.ManyToManyField(related_name='named_in', to='org.cadre', verbose_name='涉及的干部')),
                ('households', models.ManyToManyField(related_name='records', to='org.household', verbose_name='涉及的户')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='org.place', verbose_name='地点')),
                ('posting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='dispatch.posting', verbose_name='谁的日志')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='dispatch.team', verbose_name='工作队')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='org.unit', verbose_name='单位')),
            ],
            options={
                'verbose_name': '工作记录',
                'indexes': [models.Index(fields=['place_code', 'happened_on', 'state', 'side', 'is_restricted', 'kind', 'author', 'written_for'], name='record_counted'), models.Index(fields=['team', 'happened_on'], name='record_team_day'), models.Index(fields=['posting', 'happened_on'], name='record_posting_day'), models.Index(condition=models.Q(('unit__isnull', False)), fields=['unit', 'happened_on'], name='record_unit_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('side', 'team'), ('team__isnull', False)), models.Q(('side', 'unit'), ('unit__isnull', False)), models.Q(('place__isnull', False), ('side__in', ['township', 'office'])), _connector='OR'), name='record_says_whose')],
            },
        ),
        migrations.CreateModel(
            name='RecordVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('number', models.PositiveSmallIntegerField(verbose_name='第几稿')),
                ('text', models.TextField(verbose_name='原来写的')),
                ('happened_on', models.DateField(verbose_name='原来的日期')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='原来的下一步')),
                ('households', models.JSONField(default=list, verbose_name='原来的户')),
                ('cadres', models.JSONField(default=list, verbose_name='原来的干部')),
                ('is_correction', models.BooleanField(default=False, verbose_name='更正')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='为什么改')),
                ('changed_by', models.CharField(max_length=80, verbose_name='谁改的')),
                ('changed_at', models.DateTimeField(verbose_name='什么时候改的')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='records.workrecord', verbose_name='工作记录')),
            ],
            options={
                'verbose_name': '记录的前一稿',
                'constraints': [models.UniqueConstraint(fields=('record', 'number'), name='record_version_once'), models.CheckConstraint(condition=models.Q(('is_correction', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='record_correction_says_why')],
            },
        ),
        migrations.CreateModel(
            name='RecordHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('kind', models.CharField(max_length=60, verbose_name='用在哪一类')),
                ('key', models.BigIntegerField(verbose_name='用在哪一条')),
                ('sentence', models.CharField(max_length=200, verbose_name='用在哪里')),
                ('url', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('held_on', models.DateField(verbose_name='哪天起')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='records.workrecord', verbose_name='工作记录')),
            ],
            options={
                'verbose_name': '记录作佐证',
                'constraints': [models.UniqueConstraint(fields=('record', 'kind', 'key'), name='record_hold_once')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='records.workrecord', verbose_name='工作记录')),
            ],
            options={
                'verbose_name': '会议',
            },
        ),
        migrations.CreateModel(
            name='MeetingPurpose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=30, verbose_name='做什么的会')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='purposes', to='records.meeting')),
            ],
            options={
                'verbose_name': '会议性质',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'purpose'), name='meeting_purpose_once')],
            },
        ),
        migrations.CreateModel(
            name='MonthReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='驻地')),
                ('month', models.DateField(verbose_name='月份')),
                ('numbers', models.JSONField(default=list, verbose_name='数字')),
                ('text', models.TextField(max_length=1000, verbose_name='做了什么')),
                ('problems', models.TextField(blank=True, max_length=1000, verbose_name='问题和困难')),
                ('next_month', models.TextField(blank=True, max_length=1000, verbose_name='下月打算')),
                ('state', models.CharField(choices=[('confirmed', '待乡镇核对'), ('sent_back', '退回再看'), ('checked', '乡镇已核对')], default='confirmed', max_length=10, verbose_name='状态')),
                ('confirmed_by', models.CharField(max_length=80, verbose_name='谁确认')),
                ('confirmed_person', models.BigIntegerField(editable=False, null=True)),
                ('confirmed_at', models.DateTimeField(verbose_name='确认时间')),
                ('checked_by', models.CharField(blank=True, max_length=80, verbose_name='谁核对')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='核对时间')),
                ('sent_back_because', models.CharField(blank=True, max_length=200, verbose_name='为什么退回')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='month_reports', to='dispatch.team', verbose_name='工作队')),
            ],
            options={
                'verbose_name': '工作队月报',
                'indexes': [models.Index(fields=['month', 'place_code'], name='month_report_month')],
                'constraints': [models.UniqueConstraint(fields=('team', 'month'), name='month_report_once'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='month_report_first_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'checked'), _negated=True), models.Q(('checked_at__isnull', False), models.Q(('checked_by', ''), _negated=True)), _connector='OR'), name='month_report_checked_by_and_at'), models.CheckConstraint(condition=models.Q(('checked_at__isnull', True), ('checked_at__gte', models.F('confirmed_at')), _connector='OR'), name='month_report_checked_after')],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=40, verbose_name='姓名')),
                ('capacity', models.CharField(blank=True, max_length=60, verbose_name='身份')),
                ('cadre', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sign_ins', to='org.cadre', verbose_name='干部')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to='records.meeting')),
            ],
            options={
                'verbose_name': '到会',
                'constraints': [models.UniqueConstraint(condition=models.Q(('cadre__isnull', False)), fields=('meeting', 'cadre'), name='sign_in_cadre_once'), models.CheckConstraint(condition=models.Q(models.Q(('cadre__isnull', False), ('name', '')), models.Q(('cadre__isnull', True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='sign_in_somebody')],
            },
        ),
    ]
