import django.db.models.deletion
import zhucun.acts.rows
from django.db import migrations, models

from zhucun.acts.at_once import TablesAtOnce


class Migration(TablesAtOnce):

    replaces = [('policy', '0001_initial'), ('policy', '0002_filing'), ('policy', '0003_burden'), ('policy', '0004_holidays'), ('policy', '0005_documents')]

    initial = True

    dependencies = [
        ('org', '0007_positions'),
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='哪一级')),
                ('title', models.CharField(max_length=120, verbose_name='名称')),
                ('since', models.DateField(verbose_name='自何日起')),
                ('values', models.JSONField(verbose_name='参数')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('state', models.CharField(choices=[('proposed', '待批准'), ('approved', '已批准'), ('declined', '未同意'), ('withdrawn', '已撤回')], default='proposed', max_length=10, verbose_name='状态')),
                ('proposed_by', models.CharField(max_length=80, verbose_name='提出人')),
                ('proposed_by_person', models.BigIntegerField(null=True, verbose_name='提出人（自然人）')),
                ('proposed_at', models.DateTimeField(verbose_name='提出时间')),
                ('decided_by', models.CharField(blank=True, max_length=80, verbose_name='决定人')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='决定时间')),
            ],
            options={
                'verbose_name': '参数版本',
                'indexes': [models.Index(fields=['place_code', 'since'], name='policy_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), models.Q(('decided_by', ''), _negated=True)), models.Q(('state__in', ['approved', 'declined']), _negated=True), _connector='OR'), name='policy_decided_by_and_at')],
            },
        ),
        migrations.CreateModel(
            name='FilingTick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('item', models.CharField(choices=[('approved', '县里批准立项，乡镇、村和单位不再另建一套'), ('asked', '问过网信部门带手机页面的算不算政务移动应用，有书面答复'), ('filed', '要备案的，上线前向网信部门备好案；变更、关停也要备案'), ('one_entry', '没有别的系统、别的表格再要同样的内容'), ('no_punch', '县里的通知不要求打卡、积分、传照片轨迹，导出的表不做排名'), ('no_quota', '不下下载、登录指标；不用手机的交纸件，由人代录'), ('feedback', '大家知道意见建议在哪里提，有人按期答复')], max_length=12, verbose_name='事项')),
                ('done_on', models.DateField(verbose_name='哪天办好')),
                ('number', models.CharField(blank=True, max_length=120, verbose_name='文号或备案号')),
                ('ticked_by', models.CharField(max_length=80, verbose_name='谁登记')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='撤销时间')),
            ],
            options={
                'verbose_name': '上线备案',
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('county_code', 'item'), name='filing_once')],
            },
        ),
        migrations.CreateModel(
            name='OutsideForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('title', models.CharField(max_length=60, verbose_name='表名')),
                ('role', models.CharField(choices=[('member', '队员'), ('team_leader', '第一书记、队长'), ('village_secretary', '村书记'), ('attendance_clerk', '乡镇干事'), ('township_secretary', '乡镇党委书记'), ('unit_liaison', '单位联络员'), ('county_officer', '县驻村办干事')], max_length=20, verbose_name='谁填')),
                ('who_asks', models.CharField(max_length=60, verbose_name='谁要的')),
                ('basis', models.CharField(max_length=120, verbose_name='依据')),
                ('how_often', models.CharField(choices=[('weekly', '每周一次'), ('monthly', '每月一次'), ('quarterly', '每季一次'), ('half_yearly', '半年一次'), ('yearly', '每年一次')], max_length=12, verbose_name='多久一次')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='一次几分钟')),
                ('what_for', models.CharField(max_length=120, verbose_name='做什么用')),
                ('since', models.DateField(verbose_name='从哪天起要')),
                ('until', models.DateField(null=True, verbose_name='哪天起不要了')),
                ('retired_because', models.CharField(blank=True, max_length=120, verbose_name='为什么停')),
                ('entered_by', models.CharField(max_length=80, verbose_name='谁登记')),
            ],
            options={
                'verbose_name': '系统外的表',
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('county_code', 'title', 'role'), name='outside_form_once'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='outside_form_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='HolidayDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('day', models.DateField(verbose_name='哪天')),
                ('is_working', models.BooleanField(verbose_name='上班')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据')),
            ],
            options={
                'verbose_name': '节假日',
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('county_code', 'day'), name='holiday_once')],
            },
        ),
        migrations.CreateModel(
            name='RuleDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('title', models.CharField(max_length=120, verbose_name='名称')),
                ('issuer', models.CharField(max_length=80, verbose_name='发文机关')),
                ('asked_of', models.CharField(blank=True, choices=[('', '不要签收，登在这里就行'), ('units', '各派出、后盾单位'), ('members', '每名在岗队员'), ('both', '单位和队员都要')], max_length=10, verbose_name='要谁签收')),
                ('repealed_on', models.DateField(null=True, verbose_name='哪天起废止')),
                ('repeal_basis', models.CharField(blank=True, max_length=120, verbose_name='废止依据')),
            ],
            options={
                'verbose_name': '制度文件',
                'constraints': [models.UniqueConstraint(condition=models.Q(('repealed_on__isnull', True)), fields=('county_code', 'title'), name='document_title_once')],
            },
        ),
        migrations.CreateModel(
            name='DocumentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('number', models.CharField(max_length=60, verbose_name='文号')),
                ('issued_on', models.DateField(verbose_name='印发日期')),
                ('since', models.DateField(verbose_name='施行日期')),
                ('text', models.TextField(verbose_name='正文')),
                ('published_by', models.CharField(max_length=80, verbose_name='谁发布的')),
                ('published_at', models.DateTimeField(verbose_name='发布时间')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='policy.ruledocument', verbose_name='制度文件')),
            ],
            options={
                'verbose_name': '制度文件的一版',
                'constraints': [models.UniqueConstraint(fields=('document', 'since'), name='document_version_once'), models.CheckConstraint(condition=models.Q(('since__gte', models.F('issued_on'))), name='document_issued_before_in_force')],
            },
        ),
        migrations.CreateModel(
            name='RuleSentence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('position', models.PositiveSmallIntegerField(verbose_name='第几句')),
                ('mark', models.CharField(blank=True, max_length=12, verbose_name='条号')),
                ('text', models.TextField(verbose_name='内容')),
                ('keys', models.JSONField(default=list, verbose_name='定了哪些参数')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sentences', to='policy.documentversion', verbose_name='哪一版')),
            ],
            options={
                'verbose_name': '制度的一条',
                'constraints': [models.UniqueConstraint(fields=('edition', 'position'), name='rule_sentence_once')],
            },
        ),
        migrations.CreateModel(
            name='DocumentReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('asked_on', models.DateField(verbose_name='哪天要签收的')),
                ('read_on', models.DateField(null=True, verbose_name='签收日期')),
                ('entered_by', models.CharField(blank=True, max_length=80, verbose_name='谁登记')),
                ('is_on_paper', models.BooleanField(default=False, verbose_name='纸上签的')),
                ('cadre', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='org.cadre', verbose_name='干部')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='org.unit', verbose_name='单位')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='policy.documentversion', verbose_name='哪一版')),
            ],
            options={
                'verbose_name': '制度签收',
                'indexes': [models.Index(condition=models.Q(('read_on__isnull', True)), fields=['cadre'], name='receipt_waits_cadre')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cadre__isnull', False), ('unit__isnull', True)), models.Q(('cadre__isnull', True), ('unit__isnull', False)), _connector='OR'), name='receipt_of_one'), models.UniqueConstraint(condition=models.Q(('unit__isnull', False)), fields=('edition', 'unit'), name='receipt_unit_once'), models.UniqueConstraint(condition=models.Q(('cadre__isnull', False)), fields=('edition', 'cadre'), name='receipt_cadre_once'), models.CheckConstraint(condition=models.Q(models.Q(('entered_by', ''), ('read_on__isnull', True)), models.Q(('read_on__isnull', False), models.Q(('entered_by', ''), _negated=True)), _connector='OR'), name='receipt_read_by_and_on')],
            },
        ),
    ]
