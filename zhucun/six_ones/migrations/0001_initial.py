import django.db.models.deletion
import zhucun.acts.rows
from django.db import migrations, models

from zhucun.acts.at_once import TablesAtOnce


class Migration(TablesAtOnce):

    initial = True

    dependencies = [
        ('dispatch', '0001_squashed_0013'),
        ('org', '0001_squashed_0007'),
        ('records', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CommitteeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('sex', models.CharField(blank=True, choices=[('male', '男'), ('female', '女')], max_length=10, verbose_name='性别')),
                ('birth_month', models.DateField(null=True, verbose_name='出生年月')),
                ('education', models.PositiveSmallIntegerField(choices=[(10, '小学'), (20, '初中'), (30, '高中（中专）'), (40, '大专'), (50, '本科'), (60, '硕士研究生'), (70, '博士研究生')], null=True, verbose_name='学历')),
                ('party_post', models.CharField(blank=True, choices=[('secretary', '书记'), ('deputy', '副书记'), ('member', '支委')], max_length=10, verbose_name='支部职务')),
                ('village_post', models.CharField(blank=True, choices=[('director', '主任'), ('deputy', '副主任'), ('member', '村委')], max_length=10, verbose_name='村委会职务')),
                ('is_party_member', models.BooleanField(default=False, verbose_name='党员')),
                ('is_returned_talent', models.BooleanField(default=False, verbose_name='引回的能人')),
                ('term_ends_on', models.DateField(verbose_name='任期到哪天')),
                ('left_how', models.CharField(blank=True, choices=[('renewal', '换届'), ('resigned', '辞职'), ('moved', '调走'), ('removed', '免职、罢免'), ('died', '去世'), ('other', '别的')], max_length=10, verbose_name='怎么离任')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='撤回')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee', to='org.place', verbose_name='哪个村')),
            ],
            options={
                'verbose_name': '村“两委”干部',
            },
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('kind', models.CharField(choices=[('neighbours', '邻里'), ('family', '婚姻家庭'), ('land', '土地山林'), ('money', '合同债务'), ('project', '项目用地用工'), ('other', '其他')], default='other', max_length=12, verbose_name='哪一类')),
                ('parties', models.CharField(blank=True, max_length=60, verbose_name='谁和谁')),
                ('text', models.TextField(max_length=500, verbose_name='为了什么')),
                ('raised_on', models.DateField(verbose_name='哪天')),
                ('level', models.CharField(choices=[('village', '村里'), ('township', '乡镇'), ('county', '县里')], default='village', max_length=10, verbose_name='在哪一级调解')),
                ('mediator', models.CharField(blank=True, max_length=80, verbose_name='谁来调解')),
                ('state', models.CharField(choices=[('open', '在调解'), ('solved_in_village', '村里解决'), ('solved_in_township', '镇里解决'), ('referred', '转出去了'), ('withdrawn', '撤回')], default='open', max_length=20, verbose_name='怎么样了')),
                ('closed_on', models.DateField(null=True, verbose_name='哪天了结')),
                ('outcome', models.CharField(blank=True, max_length=200, verbose_name='怎么解决的')),
                ('referred_to', models.CharField(blank=True, max_length=80, verbose_name='转到哪里')),
                ('registered_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='org.place', verbose_name='哪个村')),
                ('record', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dispute', to='records.workrecord', verbose_name='从哪一笔来')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='dispatch.team', verbose_name='工作队')),
            ],
            options={
                'verbose_name': '矛盾纠纷',
            },
        ),
        migrations.CreateModel(
            name='ForumOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('held_on', models.DateField(verbose_name='哪天说的')),
                ('said_by', models.CharField(blank=True, max_length=60, verbose_name='谁说的')),
                ('text', models.CharField(max_length=500, verbose_name='说了什么')),
                ('owner', models.CharField(choices=[('team', '工作队'), ('township', '乡镇'), ('unit', '部门单位')], default='team', max_length=10, verbose_name='谁来办')),
                ('reply', models.CharField(blank=True, max_length=300, verbose_name='答复')),
                ('replied_on', models.DateField(null=True, verbose_name='哪天答复')),
                ('replied_by', models.CharField(blank=True, max_length=80, verbose_name='谁答复的')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='撤回')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='records.meeting', verbose_name='座谈会')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='dispatch.team', verbose_name='工作队')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='org.unit', verbose_name='哪个单位')),
            ],
            options={
                'verbose_name': '座谈会意见',
            },
        ),
        migrations.CreateModel(
            name='HouseholdKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('kind', models.CharField(max_length=30, verbose_name='哪类户')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kinds', to='org.household', verbose_name='哪一户')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='household_kinds', to='org.place', verbose_name='村')),
            ],
            options={
                'verbose_name': '户的类别',
            },
        ),
        migrations.CreateModel(
            name='IndustryProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('name', models.CharField(max_length=60, verbose_name='项目名称')),
                ('product', models.CharField(blank=True, max_length=30, verbose_name='主打产品')),
                ('field', models.CharField(choices=[('planting', '种植'), ('breeding', '养殖'), ('processing', '加工'), ('tourism', '文化旅游'), ('trade', '商贸物流、电商'), ('facility', '产业配套设施'), ('other', '其他')], default='other', max_length=12, verbose_name='哪一类')),
                ('plan', models.CharField(blank=True, max_length=60, verbose_name='列在哪份规划里')),
                ('planned_on', models.DateField(verbose_name='列入规划的日子')),
                ('planned_start', models.DateField(null=True, verbose_name='计划哪天开工')),
                ('planned_finish', models.DateField(null=True, verbose_name='计划哪天完成')),
                ('land_tenths', models.PositiveIntegerField(null=True, verbose_name='用地（十分之一亩）')),
                ('households_meant', models.PositiveIntegerField(null=True, verbose_name='打算带动多少户')),
                ('state', models.CharField(choices=[('planned', '未动工'), ('started', '实施中'), ('finished', '已完成'), ('stopped', '停下了'), ('withdrawn', '撤回')], default='planned', max_length=10, verbose_name='走到哪一步')),
                ('started_on', models.DateField(null=True, verbose_name='哪天开工')),
                ('finished_on', models.DateField(null=True, verbose_name='哪天完成')),
                ('stopped_on', models.DateField(null=True, verbose_name='哪天停下')),
                ('stop_reason', models.CharField(blank=True, max_length=200, verbose_name='为什么停下')),
                ('late_reason', models.CharField(blank=True, max_length=200, verbose_name='为什么没按计划动工')),
                ('registered_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='org.place', verbose_name='哪个村')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='dispatch.team', verbose_name='工作队')),
            ],
            options={
                'verbose_name': '产业项目',
            },
        ),
        migrations.CreateModel(
            name='LinkBalance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('made_on', models.DateField(verbose_name='哪天')),
                ('made_by', models.CharField(max_length=80, verbose_name='谁调的')),
                ('links', models.JSONField(default=list, verbose_name='哪些联户')),
                ('taken_back', models.BooleanField(default=False, verbose_name='撤回了')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='link_balances', to='org.place', verbose_name='村')),
            ],
            options={
                'verbose_name': '调整联户',
            },
        ),
        migrations.CreateModel(
            name='Linker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('kind', models.CharField(choices=[('party_member', '党员'), ('cadre', '村干部'), ('group_head', '组长'), ('worthy', '乡贤'), ('volunteer', '志愿者'), ('other', '其他')], default='party_member', max_length=14, verbose_name='身份')),
                ('age', models.CharField(blank=True, max_length=30, verbose_name='年龄段')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='linkers', to='org.villagegroup', verbose_name='组')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='linkers', to='org.place', verbose_name='村')),
            ],
            options={
                'verbose_name': '联户的人',
            },
        ),
        migrations.CreateModel(
            name='HouseholdLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('came_from', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_to', to='six_ones.householdlink', verbose_name='接着哪一段')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='org.household', verbose_name='哪一户')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='household_links', to='org.place', verbose_name='村')),
                ('linker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='six_ones.linker', verbose_name='谁联')),
                ('linker_before', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='six_ones.linker', verbose_name='原来谁联')),
            ],
            options={
                'verbose_name': '联户',
            },
        ),
        migrations.CreateModel(
            name='MonitoredHousehold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('code', models.CharField(max_length=30, verbose_name='户编号')),
                ('head_name', models.CharField(blank=True, max_length=40, verbose_name='户主')),
                ('group_name', models.CharField(blank=True, max_length=40, verbose_name='组')),
                ('person_count', models.PositiveSmallIntegerField(null=True, verbose_name='人口')),
                ('kind', models.CharField(max_length=30, verbose_name='类别')),
                ('risk', models.CharField(blank=True, max_length=30, verbose_name='风险')),
                ('measures', models.CharField(blank=True, max_length=200, verbose_name='帮扶措施')),
                ('found_on', models.DateField(null=True, verbose_name='线索日期')),
                ('publicised_on', models.DateField(null=True, verbose_name='公示日期')),
                ('entered_on', models.DateField(null=True, verbose_name='识别日期')),
                ('removed_on', models.DateField(null=True, verbose_name='移出日期')),
                ('left', models.CharField(blank=True, choices=[('risk_gone', '风险消除'), ('not_in_sheet', '表里没有了，核对过')], max_length=12, verbose_name='怎么移出的')),
                ('next_visit', models.DateField(null=True, verbose_name='下次走访')),
                ('identify_by', models.DateField(null=True, verbose_name='哪天前识别完')),
                ('publicity_until', models.DateField(null=True, verbose_name='公示到哪天满')),
                ('sheet_on', models.DateField(verbose_name='哪天的表')),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='monitored', to='org.household', verbose_name='农户名单里的户')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='monitored', to='org.place', verbose_name='哪个村')),
            ],
            options={
                'verbose_name': '监测对象',
            },
        ),
        migrations.CreateModel(
            name='MonitoringClue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('source', models.CharField(choices=[('household', '农户自己说的'), ('visit', '干部走访发现'), ('warning', '部门预警')], max_length=12, verbose_name='怎么发现的')),
                ('text', models.TextField(max_length=500, verbose_name='出了什么事')),
                ('reported_on', models.DateField(verbose_name='哪天发现')),
                ('reported_by', models.CharField(max_length=80, verbose_name='谁报的')),
                ('identify_by', models.DateField(verbose_name='哪天前识别完')),
                ('state', models.CharField(choices=[('with_township', '在乡镇'), ('entered', '已录入国家系统'), ('not_needed', '不需录入'), ('withdrawn', '撤回')], default='with_township', max_length=14, verbose_name='怎么样了')),
                ('answered_on', models.DateField(null=True, verbose_name='哪天处理的')),
                ('answered_by', models.CharField(blank=True, max_length=80, verbose_name='谁处理的')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='为什么不需录入')),
                ('result', models.CharField(blank=True, choices=[('listed', '表里有了'), ('not_listed', '到期表里没有')], max_length=12, verbose_name='后来')),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clues', to='org.household', verbose_name='谁家')),
                ('monitored', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clues', to='six_ones.monitoredhousehold', verbose_name='监测对象')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clues', to='org.place', verbose_name='哪个村')),
                ('record', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clue', to='records.workrecord', verbose_name='从哪一笔来')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clues', to='dispatch.team', verbose_name='工作队')),
            ],
            options={
                'verbose_name': '监测线索',
            },
        ),
        migrations.CreateModel(
            name='MonthlyItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('decided_on', models.DateField(verbose_name='哪天议的')),
                ('item', models.CharField(max_length=200, verbose_name='议题')),
                ('decision', models.CharField(max_length=300, verbose_name='定了什么')),
                ('owner', models.CharField(choices=[('village', '村“两委”'), ('team', '工作队'), ('township', '乡镇')], default='village', max_length=10, verbose_name='谁来办')),
                ('due_on', models.DateField(null=True, verbose_name='哪天以前办好')),
                ('state', models.CharField(choices=[('open', '在办'), ('done', '办结'), ('dropped', '不办了'), ('withdrawn', '撤回')], default='open', max_length=10, verbose_name='办到哪一步')),
                ('done_on', models.DateField(null=True, verbose_name='哪天办结')),
                ('result', models.CharField(blank=True, max_length=200, verbose_name='办成什么样、为什么不办')),
                ('registered_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='monthly_items', to='records.meeting', verbose_name='哪次会')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='monthly_items', to='org.place', verbose_name='哪个村')),
            ],
            options={
                'verbose_name': '月列会议题',
            },
        ),
        migrations.CreateModel(
            name='MonthlyFollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('asked_on', models.DateField(verbose_name='哪天问的')),
                ('said', models.CharField(max_length=200, verbose_name='怎么说')),
                ('told_by', models.CharField(max_length=80, verbose_name='谁记的')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='records.meeting', verbose_name='在哪次会上问的')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='six_ones.monthlyitem', verbose_name='议题')),
            ],
            options={
                'verbose_name': '月列会上问到的',
            },
        ),
        migrations.CreateModel(
            name='ProjectHousehold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='从哪天起')),
                ('added_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='org.household', verbose_name='农户')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='six_ones.industryproject', verbose_name='产业项目')),
            ],
            options={
                'verbose_name': '产业项目带动的户',
            },
        ),
        migrations.CreateModel(
            name='ProjectMoney',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('is_countered', models.BooleanField(default=False, verbose_name='冲掉了')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('kind', models.CharField(choices=[('applied', '申请'), ('granted', '批复'), ('arrived', '到账'), ('spent', '支出')], max_length=8, verbose_name='哪一种')),
                ('on', models.DateField(verbose_name='哪天')),
                ('fen', models.BigIntegerField(verbose_name='金额（分）')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='文号、凭证号')),
                ('funder', models.CharField(choices=[('bridging', '财政衔接资金'), ('finance', '其他财政资金'), ('unit', '后盾单位'), ('society', '社会捐助'), ('loan', '银行贷款'), ('village', '村集体自筹'), ('other', '其他')], max_length=10, verbose_name='谁的钱')),
                ('what', models.CharField(blank=True, max_length=80, verbose_name='说明')),
                ('recorded_by', models.CharField(max_length=80, verbose_name='谁记的')),
                ('recorded_on', models.DateField(verbose_name='记账日')),
                ('counters', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='countered_by', to='six_ones.projectmoney', verbose_name='冲掉哪一笔')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money', to='six_ones.industryproject', verbose_name='产业项目')),
            ],
            options={
                'verbose_name': '产业项目资金',
            },
        ),
        migrations.CreateModel(
            name='ProjectStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('kind', models.CharField(choices=[('registered', '列入规划'), ('started', '开工'), ('finished', '完成'), ('went_back', '退回一步'), ('late', '说明为什么没动工'), ('stopped', '停下'), ('resumed', '接着干'), ('noted', '记了一笔'), ('changed', '改了登记'), ('withdrawn', '撤回'), ('restored', '恢复')], max_length=12, verbose_name='哪一步')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='说了什么')),
                ('reached', models.CharField(blank=True, choices=[('planned', '未动工'), ('started', '实施中'), ('finished', '已完成'), ('stopped', '停下了'), ('withdrawn', '撤回')], max_length=10, verbose_name='走到了哪一步')),
                ('happened_on', models.DateField(verbose_name='哪天')),
                ('done_by', models.CharField(max_length=80, verbose_name='谁办的')),
                ('done_by_person', models.BigIntegerField(null=True, verbose_name='谁办的（自然人）')),
                ('written_at', models.DateTimeField(verbose_name='记下的时间')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='six_ones.industryproject', verbose_name='产业项目')),
                ('record', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='project_step', to='records.workrecord', verbose_name='从哪一笔来')),
            ],
            options={
                'verbose_name': '产业项目的一步',
            },
        ),
        migrations.CreateModel(
            name='ReturnedTalent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('role', models.CharField(choices=[('committee', '村“两委”干部'), ('business', '回来办企业'), ('farming', '种养大户、带头致富'), ('skill', '乡土人才（手艺、技术）'), ('other', '别的')], default='other', max_length=10, verbose_name='回来做什么')),
                ('doing', models.CharField(blank=True, max_length=300, verbose_name='做的事')),
                ('came_from', models.CharField(blank=True, max_length=60, verbose_name='从哪里回来')),
                ('returned_on', models.DateField(verbose_name='哪天回来')),
                ('ask_on', models.DateField(null=True, verbose_name='哪天问还在不在')),
                ('left_on', models.DateField(null=True, verbose_name='哪天又走了')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='撤回')),
                ('brought_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='talents', to='dispatch.team', verbose_name='哪支队引回')),
                ('committee_member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='talents', to='six_ones.committeemember', verbose_name='村“两委”干部')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talents', to='org.place', verbose_name='回到哪个村')),
            ],
            options={
                'verbose_name': '引回的能人',
            },
        ),
        migrations.CreateModel(
            name='RotaPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('kind', models.CharField(max_length=30, verbose_name='做什么')),
                ('name', models.CharField(max_length=60, verbose_name='在哪里')),
                ('wanted', models.PositiveSmallIntegerField(default=1, verbose_name='每天要几个队员')),
                ('period', models.BigIntegerField(verbose_name='哪次应急值守')),
                ('title', models.CharField(max_length=30, verbose_name='应急值守')),
                ('basis', models.CharField(max_length=120, verbose_name='依据')),
                ('opened_by', models.CharField(max_length=80, verbose_name='谁开的')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='撤回')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rota_posts', to='org.place', verbose_name='哪个村')),
            ],
            options={
                'verbose_name': '应急值守岗位',
            },
        ),
        migrations.CreateModel(
            name='RotaDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('day', models.DateField(verbose_name='哪天')),
                ('headcount', models.PositiveSmallIntegerField(verbose_name='到岗人数')),
                ('entered_by', models.CharField(max_length=80, verbose_name='谁报的')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='six_ones.rotapost', verbose_name='岗位')),
            ],
            options={
                'verbose_name': '岗位到岗人数',
            },
        ),
        migrations.CreateModel(
            name='PostDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('is_copied', models.BooleanField(default=False, verbose_name='照前一天排的')),
                ('entered_by', models.CharField(max_length=80, verbose_name='谁排的')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='撤下')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='post_duties', to='dispatch.posting', verbose_name='队员')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='six_ones.rotapost', verbose_name='岗位')),
            ],
            options={
                'verbose_name': '值守',
            },
        ),
        migrations.CreateModel(
            name='TalentStay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('asked_on', models.DateField(verbose_name='哪天问的')),
                ('is_here', models.BooleanField(verbose_name='还在')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='现在怎么样')),
                ('asked_by', models.CharField(max_length=80, verbose_name='谁问的')),
                ('talent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='six_ones.returnedtalent', verbose_name='引回的能人')),
            ],
            options={
                'verbose_name': '还在不在',
            },
        ),
        migrations.CreateModel(
            name='UrgentMatter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('text', models.TextField(max_length=500, verbose_name='什么事')),
                ('field', models.CharField(max_length=30, verbose_name='哪一方面')),
                ('duty', models.CharField(choices=[('party', '建强村党组织'), ('prosperity', '推进强村富民'), ('governance', '提升治理水平'), ('service', '为民办事服务')], default='service', max_length=12, verbose_name='哪一项职责')),
                ('raised_on', models.DateField(verbose_name='哪天提出来')),
                ('raised_how', models.CharField(choices=[('visit', '走访听到'), ('came', '上门来说'), ('telephone', '打电话'), ('meeting', '会上提的'), ('hotline', '热线转来'), ('other', '别的')], default='visit', max_length=10, verbose_name='怎么提出来')),
                ('owner', models.CharField(choices=[('team', '工作队'), ('township', '乡镇'), ('unit', '部门单位')], default='team', max_length=10, verbose_name='现在谁在办')),
                ('promised_on', models.DateField(null=True, verbose_name='答应哪天办好')),
                ('state', models.CharField(choices=[('open', '在办'), ('handed_up', '交上去了'), ('done', '办结'), ('cannot', '办不成'), ('withdrawn', '撤回')], default='open', max_length=10, verbose_name='办到哪一步')),
                ('done_on', models.DateField(null=True, verbose_name='哪天办结')),
                ('result', models.CharField(blank=True, max_length=200, verbose_name='办成什么样、为什么办不成')),
                ('rating', models.CharField(blank=True, choices=[('satisfied', '满意'), ('fair', '一般'), ('not', '不满意')], max_length=10, verbose_name='群众评价')),
                ('recheck_on', models.DateField(null=True, verbose_name='哪天回访')),
                ('registered_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='org.household', verbose_name='谁家的事')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='org.place', verbose_name='哪个村')),
                ('record', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matter', to='records.workrecord', verbose_name='从哪一笔来')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='dispatch.team', verbose_name='工作队')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='org.unit', verbose_name='交给哪个单位')),
            ],
            options={
                'verbose_name': '实事',
            },
        ),
        migrations.CreateModel(
            name='MatterStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('kind', models.CharField(choices=[('raised', '提出'), ('promised', '答应了日子'), ('worked', '办了一步'), ('handed_up', '交上去'), ('handed_back', '交回来'), ('done', '办结'), ('rated', '群众评价'), ('cannot', '办不成'), ('reopened', '重新办'), ('rechecked', '回访'), ('withdrawn', '撤回'), ('restored', '恢复'), ('changed', '改了登记')], max_length=12, verbose_name='哪一步')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='说了什么')),
                ('to_whom', models.CharField(blank=True, max_length=120, verbose_name='交给谁')),
                ('happened_on', models.DateField(verbose_name='哪天')),
                ('done_by', models.CharField(max_length=80, verbose_name='谁办的')),
                ('done_by_person', models.BigIntegerField(null=True, verbose_name='谁办的（自然人）')),
                ('written_at', models.DateTimeField(verbose_name='记下的时间')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='six_ones.urgentmatter', verbose_name='实事')),
            ],
            options={
                'verbose_name': '实事的一步',
            },
        ),
        migrations.CreateModel(
            name='MatterRecheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('due_on', models.DateField(verbose_name='该哪天回访')),
                ('checked_on', models.DateField(verbose_name='哪天回访的')),
                ('outcome', models.CharField(choices=[('holds', '还好着'), ('came_back', '又坏了')], max_length=10, verbose_name='怎么样')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='看到什么')),
                ('checked_by', models.CharField(max_length=80, verbose_name='谁回访的')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='six_ones.urgentmatter', verbose_name='实事')),
            ],
            options={
                'verbose_name': '办结后的回访',
            },
        ),
        migrations.CreateModel(
            name='VillageCouncil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('kind', models.CharField(max_length=30, verbose_name='哪一样')),
                ('member_count', models.PositiveSmallIntegerField(default=0, verbose_name='几个人')),
                ('registered_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='org.place', verbose_name='哪个村')),
            ],
            options={
                'verbose_name': '一约四会',
            },
        ),
        migrations.CreateModel(
            name='VillageRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('edition', models.PositiveSmallIntegerField(verbose_name='第几版')),
                ('text', models.TextField(max_length=8000, verbose_name='条文')),
                ('adopted_by', models.CharField(blank=True, max_length=200, verbose_name='怎么通过的')),
                ('registered_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='village_rules', to='org.place', verbose_name='哪个村')),
            ],
            options={
                'verbose_name': '村规民约',
            },
        ),
        migrations.CreateModel(
            name='VillageSpeciality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('place_code', zhucun.acts.rows.CodeField(db_index=True, max_length=14, verbose_name='地点代码')),
                ('product', models.CharField(max_length=30, verbose_name='什么产品')),
                ('note', models.CharField(blank=True, max_length=80, verbose_name='规模、牌子')),
                ('told_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='specialities', to='org.place', verbose_name='哪个村')),
            ],
            options={
                'verbose_name': '一村一品',
            },
        ),
        migrations.CreateModel(
            name='CollectiveIncome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地点代码')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('fen', models.BigIntegerField(verbose_name='收入（分）')),
                ('note', models.CharField(blank=True, max_length=80, verbose_name='从哪里来')),
                ('told_by', models.CharField(max_length=80, verbose_name='谁登记的')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collective_incomes', to='org.place', verbose_name='哪个村')),
            ],
            options={
                'verbose_name': '村集体经济收入',
                'indexes': [models.Index(fields=['place_code', 'year'], name='collective_income_counted')],
                'constraints': [models.UniqueConstraint(fields=('place', 'year'), name='collective_income_once_a_year'), models.CheckConstraint(condition=models.Q(('fen__gte', 0)), name='collective_income_not_below_zero')],
            },
        ),
        migrations.AddIndex(
            model_name='committeemember',
            index=models.Index(fields=['place_code', 'since', 'until'], name='committee_counted'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_committeemember_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.CheckConstraint(condition=models.Q(('party_post', ''), ('village_post', ''), _negated=True), name='committee_member_has_a_post'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.CheckConstraint(condition=models.Q(('birth_month__isnull', True), ('birth_month__day', 1), _connector='OR'), name='committee_member_birth_month'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.UniqueConstraint(condition=models.Q(('party_post', 'secretary'), ('until__isnull', True), ('withdrawn_at__isnull', True)), fields=('place',), name='committee_one_secretary'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True), ('village_post', 'director'), ('withdrawn_at__isnull', True)), fields=('place',), name='committee_one_director'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(fields=['place_code', 'state', 'closed_on'], name='dispute_counted'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(fields=['team', 'state'], name='dispute_team_state'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('solved_in_village', 'solved_in_township', 'referred')), _negated=True), ('closed_on__isnull', False), _connector='OR'), name='dispute_closed_says_when'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('raised_on')), _connector='OR'), name='dispute_closed_after'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'referred'), _negated=True), models.Q(('referred_to', ''), _negated=True), _connector='OR'), name='dispute_referred_says_where'),
        ),
        migrations.AddIndex(
            model_name='forumopinion',
            index=models.Index(fields=['place_code', 'held_on'], name='opinion_counted'),
        ),
        migrations.AddIndex(
            model_name='forumopinion',
            index=models.Index(fields=['team', 'replied_on'], name='opinion_team_open'),
        ),
        migrations.AddConstraint(
            model_name='forumopinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('replied_on__isnull', True), ('reply', '')), models.Q(('replied_on__isnull', False), models.Q(('reply', ''), _negated=True)), _connector='OR'), name='opinion_replied_with_words'),
        ),
        migrations.AddConstraint(
            model_name='forumopinion',
            constraint=models.CheckConstraint(condition=models.Q(('replied_on__isnull', True), ('replied_on__gte', models.F('held_on')), _connector='OR'), name='opinion_replied_after'),
        ),
        migrations.AddConstraint(
            model_name='forumopinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('owner', 'unit'), ('unit__isnull', False)), models.Q(('unit__isnull', True), models.Q(('owner', 'unit'), _negated=True)), _connector='OR'), name='opinion_unit_if_its'),
        ),
        migrations.AddIndex(
            model_name='householdkind',
            index=models.Index(fields=['kind', 'household'], name='household_kind_of'),
        ),
        migrations.AddConstraint(
            model_name='householdkind',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_householdkind_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='householdkind',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('household',), name='household_kind_open_once'),
        ),
        migrations.AddIndex(
            model_name='industryproject',
            index=models.Index(fields=['place_code', 'state', 'planned_on'], name='project_counted'),
        ),
        migrations.AddIndex(
            model_name='industryproject',
            index=models.Index(fields=['team', 'state'], name='project_team_state'),
        ),
        migrations.AddConstraint(
            model_name='industryproject',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('place', 'name'), name='project_once_a_village'),
        ),
        migrations.AddConstraint(
            model_name='industryproject',
            constraint=models.CheckConstraint(condition=models.Q(('finished_on__isnull', True), models.Q(('finished_on__gte', models.F('started_on')), ('started_on__isnull', False)), _connector='OR'), name='project_finished_after_started'),
        ),
        migrations.AddConstraint(
            model_name='industryproject',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'started'), _negated=True), models.Q(('finished_on__isnull', True), ('started_on__isnull', False)), _connector='OR'), name='project_started_says_when'),
        ),
        migrations.AddConstraint(
            model_name='industryproject',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'finished'), _negated=True), ('finished_on__isnull', False), _connector='OR'), name='project_finished_says_when'),
        ),
        migrations.AddConstraint(
            model_name='industryproject',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'stopped'), _negated=True), models.Q(('stopped_on__isnull', False), models.Q(('stop_reason', ''), _negated=True)), _connector='OR'), name='project_stopped_says_when_and_why'),
        ),
        migrations.AddIndex(
            model_name='linker',
            index=models.Index(fields=['place_code', 'since'], name='linker_place'),
        ),
        migrations.AddConstraint(
            model_name='linker',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_linker_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='linker',
            constraint=models.UniqueConstraint(condition=models.Q(('group__isnull', False), ('until__isnull', True)), fields=('village', 'name', 'group'), name='linker_once_in_group'),
        ),
        migrations.AddConstraint(
            model_name='linker',
            constraint=models.UniqueConstraint(condition=models.Q(('group__isnull', True), ('until__isnull', True)), fields=('village', 'name'), name='linker_once_without_group'),
        ),
        migrations.AddIndex(
            model_name='householdlink',
            index=models.Index(fields=['place_code', 'since'], name='link_place'),
        ),
        migrations.AddConstraint(
            model_name='householdlink',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_householdlink_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='householdlink',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('household',), name='link_open_once'),
        ),
        migrations.AddIndex(
            model_name='monitoredhousehold',
            index=models.Index(fields=['place_code', 'entered_on', 'removed_on'], name='monitored_counted'),
        ),
        migrations.AddIndex(
            model_name='monitoredhousehold',
            index=models.Index(condition=models.Q(('household__isnull', False)), fields=['household'], name='monitored_home'),
        ),
        migrations.AddConstraint(
            model_name='monitoredhousehold',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_on__isnull', True)), fields=('county_code', 'code'), name='monitored_open_once'),
        ),
        migrations.AddConstraint(
            model_name='monitoredhousehold',
            constraint=models.CheckConstraint(condition=models.Q(('removed_on__isnull', True), ('entered_on__isnull', True), ('removed_on__gte', models.F('entered_on')), _connector='OR'), name='monitored_left_after'),
        ),
        migrations.AddConstraint(
            model_name='monitoredhousehold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left', ''), ('removed_on__isnull', True)), models.Q(('removed_on__isnull', False), models.Q(('left', ''), _negated=True)), _connector='OR'), name='monitored_left_says_how'),
        ),
        migrations.AddIndex(
            model_name='monitoringclue',
            index=models.Index(fields=['place_code', 'state', 'reported_on'], name='clue_counted'),
        ),
        migrations.AddIndex(
            model_name='monitoringclue',
            index=models.Index(condition=models.Q(('household__isnull', False)), fields=['household'], name='clue_home'),
        ),
        migrations.AddConstraint(
            model_name='monitoringclue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['entered', 'not_needed']), _negated=True), ('answered_on__isnull', False), _connector='OR'), name='clue_answered_says_when'),
        ),
        migrations.AddConstraint(
            model_name='monitoringclue',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('reported_on')), _connector='OR'), name='clue_answered_after'),
        ),
        migrations.AddConstraint(
            model_name='monitoringclue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_needed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='clue_not_needed_says_why'),
        ),
        migrations.AddIndex(
            model_name='monthlyitem',
            index=models.Index(fields=['place_code', 'state', 'decided_on'], name='monthly_item_counted'),
        ),
        migrations.AddIndex(
            model_name='monthlyitem',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['owner', 'due_on'], name='monthly_item_due'),
        ),
        migrations.AddConstraint(
            model_name='monthlyitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('done', 'dropped')), _negated=True), ('done_on__isnull', False), _connector='OR'), name='monthly_item_settled_says_when'),
        ),
        migrations.AddConstraint(
            model_name='monthlyitem',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('done_on__gte', models.F('decided_on')), _connector='OR'), name='monthly_item_done_after'),
        ),
        migrations.AddConstraint(
            model_name='monthlyitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('result', ''), _negated=True), _connector='OR'), name='monthly_item_drop_says_why'),
        ),
        migrations.AddConstraint(
            model_name='monthlyfollowup',
            constraint=models.UniqueConstraint(fields=('item', 'meeting'), name='monthly_follow_up_once'),
        ),
        migrations.AddConstraint(
            model_name='projecthousehold',
            constraint=models.UniqueConstraint(fields=('project', 'household'), name='project_household_once'),
        ),
        migrations.AddIndex(
            model_name='projectmoney',
            index=models.Index(fields=['place_code', 'kind', 'on'], name='project_money_counted'),
        ),
        migrations.AddConstraint(
            model_name='projectmoney',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counters__isnull', True), ('fen__gt', 0)), models.Q(('counters__isnull', False), ('fen__lt', 0)), _connector='OR'), name='project_money_changes_the_right_way'),
        ),
        migrations.AddConstraint(
            model_name='projectmoney',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'applied'), models.Q(('number', ''), _negated=True), _connector='OR'), name='project_money_by_its_paper'),
        ),
        migrations.AddConstraint(
            model_name='projectmoney',
            constraint=models.UniqueConstraint(condition=models.Q(('counters__isnull', True), ('is_countered', False), models.Q(('number', ''), _negated=True)), fields=('project', 'kind', 'number'), name='project_money_number_once'),
        ),
        migrations.AddIndex(
            model_name='returnedtalent',
            index=models.Index(fields=['place_code', 'returned_on'], name='talent_counted'),
        ),
        migrations.AddIndex(
            model_name='returnedtalent',
            index=models.Index(condition=models.Q(('ask_on__isnull', False)), fields=['ask_on'], name='talent_to_ask'),
        ),
        migrations.AddConstraint(
            model_name='returnedtalent',
            constraint=models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('returned_on')), _connector='OR'), name='talent_left_after_returning'),
        ),
        migrations.AddIndex(
            model_name='rotapost',
            index=models.Index(fields=['place_code', 'until'], name='rota_post_running'),
        ),
        migrations.AddConstraint(
            model_name='rotapost',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_rotapost_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='rotapost',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', False)), name='rota_post_ends'),
        ),
        migrations.AddConstraint(
            model_name='rotapost',
            constraint=models.CheckConstraint(condition=models.Q(('wanted__gte', 1)), name='rota_post_wants_somebody'),
        ),
        migrations.AddConstraint(
            model_name='rotapost',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('place', 'name', 'since'), name='rota_post_once'),
        ),
        migrations.AddIndex(
            model_name='rotaday',
            index=models.Index(fields=['day'], name='rota_day'),
        ),
        migrations.AddConstraint(
            model_name='rotaday',
            constraint=models.UniqueConstraint(fields=('post', 'day'), name='rota_day_once'),
        ),
        migrations.AddIndex(
            model_name='postduty',
            index=models.Index(fields=['place_code', 'since', 'until'], name='post_duty_counted'),
        ),
        migrations.AddConstraint(
            model_name='postduty',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_postduty_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='postduty',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', False)), name='post_duty_ends'),
        ),
        migrations.AddConstraint(
            model_name='postduty',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('posting', 'since'), name='post_duty_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='urgentmatter',
            index=models.Index(fields=['place_code', 'state', 'done_on', 'field'], name='matter_counted'),
        ),
        migrations.AddIndex(
            model_name='urgentmatter',
            index=models.Index(fields=['team', 'state'], name='matter_team_state'),
        ),
        migrations.AddIndex(
            model_name='urgentmatter',
            index=models.Index(condition=models.Q(('recheck_on__isnull', False)), fields=['recheck_on'], name='matter_recheck'),
        ),
        migrations.AddConstraint(
            model_name='urgentmatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('done_on__isnull', False), _connector='OR'), name='matter_done_says_when'),
        ),
        migrations.AddConstraint(
            model_name='urgentmatter',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('done_on__gte', models.F('raised_on')), _connector='OR'), name='matter_done_after_raised'),
        ),
        migrations.AddConstraint(
            model_name='urgentmatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cannot'), _negated=True), models.Q(('result', ''), _negated=True), _connector='OR'), name='matter_cannot_says_why'),
        ),
        migrations.AddConstraint(
            model_name='urgentmatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('owner', 'unit'), ('unit__isnull', False)), models.Q(('unit__isnull', True), models.Q(('owner', 'unit'), _negated=True)), _connector='OR'), name='matter_unit_if_its'),
        ),
        migrations.AddIndex(
            model_name='villagecouncil',
            index=models.Index(fields=['place_code', 'kind', 'since'], name='village_council_counted'),
        ),
        migrations.AddConstraint(
            model_name='villagecouncil',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_villagecouncil_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='villagecouncil',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('place', 'kind'), name='village_council_open_once'),
        ),
        migrations.AddConstraint(
            model_name='villagerules',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_villagerules_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='villagerules',
            constraint=models.UniqueConstraint(fields=('place', 'edition'), name='village_rules_edition_once'),
        ),
        migrations.AddConstraint(
            model_name='villagerules',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('place',), name='village_rules_in_force'),
        ),
        migrations.AddConstraint(
            model_name='villagespeciality',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='six_ones_villagespeciality_until_after_since', violation_error_message='结束日期要在开始日期之后'),
        ),
        migrations.AddConstraint(
            model_name='villagespeciality',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('place', 'product'), name='speciality_once'),
        ),
    ]
