import django.db.models.deletion
import zhucun.acts.rows
import zhucun.org.people.sealed_text
import zhucun.org.roles
from django.conf import settings
from django.db import migrations, models

from zhucun.acts.at_once import TablesAtOnce


class Migration(TablesAtOnce):

    replaces = [('org', '0001_initial'), ('org', '0002_log_in'), ('org', '0003_offices'), ('org', '0004_contacts_and_aid'), ('org', '0005_api_token'), ('org', '0006_facts'), ('org', '0007_positions')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('county_code', zhucun.acts.rows.CodeField(db_index=True, max_length=6, verbose_name='县')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('name_key', models.CharField(blank=True, max_length=120, verbose_name='姓名笔画序')),
                ('sex', models.CharField(blank=True, choices=[('male', '男'), ('female', '女')], max_length=6, verbose_name='性别')),
                ('birth_month', models.DateField(blank=True, null=True, verbose_name='出生年月')),
                ('id_number', zhucun.org.people.sealed_text.SealedTextField(blank=True, default='', verbose_name='证件号')),
                ('id_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('phone', zhucun.org.people.sealed_text.SealedTextField(blank=True, default='', verbose_name='电话')),
                ('phone_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('phone_tail', models.CharField(blank=True, editable=False, max_length=4)),
            ],
            options={
                'verbose_name': '自然人',
                'indexes': [models.Index(fields=['county_code', 'name'], name='person_name'), models.Index(condition=models.Q(('phone_hash', ''), _negated=True), fields=['phone_hash'], name='person_phone')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('id_hash', ''), _negated=True), fields=('county_code', 'id_hash'), name='person_id_once'), models.CheckConstraint(condition=models.Q(('birth_month__isnull', True), ('birth_month__day', 1), _connector='OR'), name='person_birth_month_first_day')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='代码')),
                ('kind', models.CharField(choices=[('province', '省'), ('prefecture', '市州'), ('county', '县'), ('township', '乡镇（街道）'), ('village', '村'), ('community', '社区'), ('site', '集中安置点')], max_length=10, verbose_name='类别')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('short_name', models.CharField(db_index=True, max_length=60, verbose_name='简称')),
                ('is_local_code', models.BooleanField(default=False, verbose_name='本地代码')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('sketch_x', models.PositiveSmallIntegerField(null=True, verbose_name='示意图横坐标')),
                ('sketch_y', models.PositiveSmallIntegerField(null=True, verbose_name='示意图纵坐标')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='org.place', verbose_name='上级')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='org.place', verbose_name='并入')),
                ('east', models.PositiveIntegerField(null=True, verbose_name='经度')),
                ('north', models.PositiveIntegerField(null=True, verbose_name='纬度')),
            ],
            options={
                'verbose_name': '点位',
                'indexes': [models.Index(fields=['code'], name='place_code'), models.Index(fields=['kind', 'code'], name='place_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_place_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('code',), name='place_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('east__isnull', True), ('north__isnull', True)), models.Q(('east__isnull', False), ('north__isnull', False)), _connector='OR'), name='place_position_whole')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('county_code', zhucun.acts.rows.CodeField(db_index=True, max_length=6, verbose_name='在哪个县的册上')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=12, verbose_name='所属层级代码')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('kind', models.CharField(choices=[('party_government', '党政部门'), ('economic', '经济部门'), ('political_legal', '政法部门'), ('agricultural', '涉农部门'), ('culture_tourism', '文旅部门'), ('education_health', '教育卫生'), ('enterprise', '企业'), ('township', '乡镇'), ('other', '其他')], default='other', max_length=20, verbose_name='类别')),
                ('head_name', models.CharField(blank=True, max_length=40, verbose_name='主要负责人')),
                ('deputy_name', models.CharField(blank=True, max_length=40, verbose_name='分管负责人')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('staff_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='在编人数')),
            ],
            options={
                'verbose_name': '单位',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_unit_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('county_code', 'name'), name='unit_name_once')],
            },
        ),
        migrations.CreateModel(
            name='WrongTries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True, verbose_name='摘要')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='次数')),
                ('since', models.DateTimeField(verbose_name='自')),
            ],
            options={
                'verbose_name': '输错次数',
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('log_in', models.CharField(max_length=40, unique=True, verbose_name='登录名')),
                ('kind', models.CharField(choices=[('desk', '办公账号'), ('phone', '手机账号')], max_length=8, verbose_name='类别')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('county_code', zhucun.acts.rows.CodeField(db_index=True, max_length=6, verbose_name='县')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('entered_at', models.DateTimeField(null=True, verbose_name='首次进入')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='首次核对')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='要改密码')),
                ('password_set_on', models.DateField(null=True, verbose_name='密码设于')),
                ('old_passwords', models.JSONField(default=list, verbose_name='旧密码')),
                ('code', models.CharField(blank=True, max_length=128, verbose_name='一次性码')),
                ('code_until', models.DateTimeField(null=True, verbose_name='一次性码到')),
                ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='连续输错')),
                ('locked_until', models.DateTimeField(null=True, verbose_name='锁到')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='org.person', verbose_name='本人')),
                ('password_due_on', models.DateField(null=True, verbose_name='密码用到')),
                ('asked_place_code', zhucun.acts.rows.CodeField(blank=True, max_length=14, verbose_name='待授的地域')),
                ('asked_role', models.CharField(blank=True, choices=zhucun.org.roles.role_choices, max_length=30, verbose_name='待授的角色')),
                ('asked_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='待授的单位')),
            ],
            options={
                'verbose_name': '账号',
            },
        ),
        migrations.CreateModel(
            name='CountyOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(max_length=80, verbose_name='驻村办名称')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示数据')),
                ('clock_stands_at', models.DateTimeField(blank=True, null=True, verbose_name='时钟停在')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='建账日')),
                ('county', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='office', to='org.place', verbose_name='县')),
            ],
            options={
                'verbose_name': '县驻村办',
            },
        ),
        migrations.CreateModel(
            name='PlaceName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='org.place')),
            ],
            options={
                'verbose_name': '点位名称',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_placename_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('place',), name='place_one_current_name')],
            },
        ),
        migrations.CreateModel(
            name='PlaceTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('tag', models.CharField(choices=[('lifted_from_poverty', '脱贫村'), ('key_assistance', '乡村振兴重点帮扶村'), ('demonstration', '示范创建村'), ('resettlement', '易地搬迁集中安置点'), ('weak_party_branch', '党组织软弱涣散村'), ('weak_collective_economy', '集体经济薄弱村'), ('hard_to_govern', '治理难村'), ('industry_village', '产业村'), ('tourism_resources', '旅游资源村')], max_length=30, verbose_name='类别')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tags', to='org.place', verbose_name='点位')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='撤回')),
            ],
            options={
                'verbose_name': '村类别',
                'indexes': [models.Index(fields=['tag', 'since'], name='tag_since')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_placetag_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('until__isnull', True), ('withdrawn_at__isnull', True)), fields=('place', 'tag'), name='tag_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Cadre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('county_code', zhucun.acts.rows.CodeField(db_index=True, max_length=6, verbose_name='县')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='职务')),
                ('rank', models.CharField(blank=True, max_length=40, verbose_name='职级')),
                ('employment', models.CharField(blank=True, choices=[('civil_servant', '公务员'), ('public_institution', '事业编制'), ('enterprise', '企业职工'), ('manual_worker', '工勤'), ('temporary', '临聘')], max_length=20, verbose_name='身份')),
                ('education', models.PositiveSmallIntegerField(blank=True, choices=[(10, '小学'), (20, '初中'), (30, '高中（中专）'), (40, '大专'), (50, '本科'), (60, '硕士研究生'), (70, '博士研究生')], null=True, verbose_name='学历')),
                ('party_joined_on', models.DateField(blank=True, null=True, verbose_name='入党时间')),
                ('work_started_on', models.DateField(blank=True, null=True, verbose_name='参加工作时间')),
                ('has_rural_experience', models.BooleanField(blank=True, null=True, verbose_name='有农村工作经历')),
                ('rural_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='农村工作月数')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cadre', to='org.person', verbose_name='自然人')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cadres', to='org.unit', verbose_name='单位')),
                ('fitness_confirmed_on', models.DateField(blank=True, null=True, verbose_name='单位确认能派驻')),
                ('home', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.place', verbose_name='家在')),
                ('skills', models.JSONField(blank=True, default=list, verbose_name='专长')),
            ],
            options={
                'verbose_name': '干部',
                'constraints': [models.CheckConstraint(condition=models.Q(('rural_months__isnull', True), models.Q(('has_rural_experience', False), ('rural_months', 0)), models.Q(('has_rural_experience', True), ('rural_months__gt', 0)), _connector='OR'), name='cadre_rural_months_agree')],
            },
        ),
        migrations.CreateModel(
            name='UnitAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county_code', zhucun.acts.rows.CodeField(max_length=6, verbose_name='县')),
                ('name', models.CharField(max_length=80, verbose_name='写法')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='org.unit')),
            ],
            options={
                'verbose_name': '单位别名',
                'constraints': [models.UniqueConstraint(fields=('county_code', 'name'), name='unit_alias_once')],
            },
        ),
        migrations.CreateModel(
            name='VillageGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('name', models.CharField(max_length=40, verbose_name='组名')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='org.place', verbose_name='村')),
            ],
            options={
                'verbose_name': '村民小组',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_villagegroup_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('village', 'name'), name='group_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='职务')),
                ('phone', zhucun.org.people.sealed_text.SealedTextField(blank=True, default='', verbose_name='电话')),
                ('phone_tail', models.CharField(blank=True, editable=False, max_length=4)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='org.place', verbose_name='点位')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='org.unit', verbose_name='单位')),
            ],
            options={
                'verbose_name': '联系人',
                'indexes': [models.Index(fields=['place', 'name'], name='contact_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_contact_until_after_since', violation_error_message='结束日期要在开始日期之后')],
            },
        ),
        migrations.CreateModel(
            name='VillageAid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据文号')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aid_units', to='org.place', verbose_name='点位')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aided_places', to='org.unit', verbose_name='结对帮扶单位')),
            ],
            options={
                'verbose_name': '结对帮扶单位',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_villageaid_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('place', 'unit'), name='village_aid_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Deputation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('role', models.CharField(choices=zhucun.org.roles.role_choices, max_length=30, verbose_name='角色')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地域')),
                ('kind', models.CharField(choices=[('presiding', '主持工作'), ('acting', '代理'), ('leave_cover', '休假代办')], max_length=12, verbose_name='种类')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deputations', to=settings.AUTH_USER_MODEL, verbose_name='代行人')),
                ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputised', to=settings.AUTH_USER_MODEL, verbose_name='代谁')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit', verbose_name='单位')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='撤销')),
            ],
            options={
                'verbose_name': '代行',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_deputation_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'leave_cover'), _negated=True), ('held_by__isnull', False), _connector='OR'), name='leave_cover_names_whom')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('role', models.CharField(choices=zhucun.org.roles.role_choices, max_length=30, verbose_name='角色')),
                ('place_code', zhucun.acts.rows.CodeField(max_length=14, verbose_name='地域')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='依据')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='org.unit', verbose_name='单位')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='撤销')),
            ],
            options={
                'verbose_name': '任职',
                'indexes': [models.Index(fields=['role', 'place_code'], name='appointment_office')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_appointment_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('unit__isnull', True), ('until__isnull', True)), fields=('account', 'role', 'place_code'), name='appointment_open_once'), models.UniqueConstraint(condition=models.Q(('unit__isnull', False), ('until__isnull', True)), fields=('account', 'role', 'unit'), name='appointment_of_unit_open_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('cadre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unit_spells', to='org.cadre')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
            options={
                'verbose_name': '单位履历',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_unitspell_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('cadre',), name='cadre_one_unit')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('head_name', models.CharField(max_length=40, verbose_name='户主')),
                ('code', models.CharField(blank=True, max_length=30, verbose_name='户编号')),
                ('person_count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='人口')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='org.place', verbose_name='村')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='org.villagegroup', verbose_name='组')),
            ],
            options={
                'verbose_name': '农户',
                'indexes': [models.Index(fields=['village', 'head_name'], name='household_head')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_household_until_after_since', violation_error_message='结束日期要在开始日期之后')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('name', models.CharField(max_length=40, verbose_name='用在哪里')),
                ('token_hash', models.CharField(max_length=64, unique=True, verbose_name='摘要')),
                ('tail', models.CharField(max_length=4, verbose_name='末四位')),
                ('made_at', models.DateTimeField(verbose_name='开于')),
                ('last_day', models.DateField(verbose_name='用到')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='收回')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '接口令牌',
            },
        ),
        migrations.CreateModel(
            name='KeptApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('county_code', zhucun.acts.rows.CodeField(db_index=True, max_length=6, verbose_name='县')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.cadre', verbose_name='一人')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.cadre', verbose_name='另一人')),
            ],
            options={
                'verbose_name': '不放在一队',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_keptapart_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('one', 'other'), name='kept_apart_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='kept_apart_in_order')],
            },
        ),
        migrations.CreateModel(
            name='RuralSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('where', models.CharField(max_length=60, verbose_name='在哪里做什么')),
                ('cadre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rural_spells', to='org.cadre', verbose_name='干部')),
            ],
            options={
                'verbose_name': '农村工作经历',
                'indexes': [models.Index(fields=['cadre', 'since'], name='rural_spell_cadre')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_ruralspell_until_after_since', violation_error_message='结束日期要在开始日期之后')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdAid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('since', models.DateField(verbose_name='自')),
                ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                ('household_count', models.PositiveSmallIntegerField(default=1, verbose_name='户数')),
                ('helper_name', models.CharField(max_length=40, verbose_name='责任人')),
                ('rank', models.CharField(blank=True, max_length=40, verbose_name='职级')),
                ('phone', zhucun.org.people.sealed_text.SealedTextField(blank=True, default='', verbose_name='电话')),
                ('phone_tail', models.CharField(blank=True, editable=False, max_length=4)),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aids', to='org.household', verbose_name='农户')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='household_aids', to='org.place', verbose_name='点位')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='household_aids', to='org.unit', verbose_name='单位')),
            ],
            options={
                'verbose_name': '结对帮扶责任人',
                'indexes': [models.Index(fields=['place', 'helper_name'], name='household_aid_helper')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='org_householdaid_until_after_since', violation_error_message='结束日期要在开始日期之后'), models.CheckConstraint(condition=models.Q(('household__isnull', True), ('household_count', 1), _connector='OR'), name='household_aid_one_named_household')],
            },
        ),
    ]
