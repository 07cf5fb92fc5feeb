import django.db.models.deletion
import django.db.models.expressions
import zhucun.acts.rows
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0013_doubts_of_teams"),
        ("org", "0007_positions"),
        ("records", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnnualTaskList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("year", models.PositiveSmallIntegerField(verbose_name="哪一年")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=14, verbose_name="驻地")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "在写"), ("handed", "等乡镇定"), ("agreed", "定了")],
                        default="draft",
                        max_length=8,
                        verbose_name="定了没有",
                    ),
                ),
                ("written_by", models.CharField(max_length=80, verbose_name="谁写的")),
                ("handed_by", models.CharField(blank=True, max_length=80, verbose_name="谁报的")),
                ("handed_by_person", models.BigIntegerField(null=True, verbose_name="谁报的（自然人）")),
                ("handed_on", models.DateField(null=True, verbose_name="哪天报的")),
                ("agreed_by", models.CharField(blank=True, max_length=80, verbose_name="谁定的")),
                ("agreed_on", models.DateField(null=True, verbose_name="哪天定的")),
                ("sent_back_because", models.CharField(blank=True, max_length=200, verbose_name="为什么退回")),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_lists",
                        to="dispatch.team",
                        verbose_name="工作队",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度任务单",
                "indexes": [models.Index(fields=["place_code", "year"], name="task_list_place_year")],
                "constraints": [
                    models.UniqueConstraint(fields=("team", "year"), name="task_list_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("handed_on__isnull", False), models.Q(("handed_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="task_list_handed_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_by", ""), ("agreed_on__isnull", True)),
                            models.Q(
                                ("agreed_on__isnull", False),
                                ("state", "agreed"),
                                models.Q(("agreed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_list_agreed_by_and_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CadenceItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("county_code", zhucun.acts.rows.CodeField(max_length=6, verbose_name="县")),
                (
                    "cycle",
                    models.CharField(
                        choices=[("week", "周"), ("month", "月"), ("quarter", "季"), ("year", "年")],
                        max_length=7,
                        verbose_name="哪一档",
                    ),
                ),
                ("period", models.CharField(max_length=8, verbose_name="哪一期")),
                ("due_on", models.DateField(verbose_name="期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("due", "要办"), ("done", "办了"), ("not_needed", "这次不办")],
                        default="due",
                        max_length=10,
                        verbose_name="办了没有",
                    ),
                ),
                ("done_on", models.DateField(null=True, verbose_name="哪天办的")),
                ("done_by", models.CharField(blank=True, max_length=80, verbose_name="谁登记")),
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="凭据")),
                ("evidence_url", models.CharField(blank=True, max_length=200, verbose_name="凭据在哪里")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="为什么不办")),
            ],
            options={
                "verbose_name": "工作节奏",
                "indexes": [models.Index(fields=["county_code", "due_on"], name="cadence_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("county_code", "cycle", "period"), name="cadence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_on__isnull", False),
                                ("state", "done"),
                                models.Q(("done_by", ""), _negated=True),
                                models.Q(("evidence", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("done_by", ""),
                                ("done_on__isnull", True),
                                ("evidence", ""),
                                ("evidence_url", ""),
                            ),
                            _connector="OR",
                        ),
                        name="cadence_done_on_by_and_with",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_needed"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("state", "not_needed"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="cadence_not_needed_because",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=14, verbose_name="驻地")),
                (
                    "side",
                    models.CharField(
                        choices=[("member", "本人"), ("village", "村里"), ("township", "乡镇")],
                        max_length=8,
                        verbose_name="谁说的",
                    ),
                ),
                ("category", models.CharField(max_length=30, verbose_name="类别")),
                ("since_half", models.IntegerField(verbose_name="自（半天）")),
                ("until_half", models.IntegerField(verbose_name="至（半天，不含）")),
                ("reason", models.TextField(blank=True, verbose_name="事由")),
                ("place_text", models.CharField(blank=True, max_length=60, verbose_name="去哪里")),
                ("source", models.CharField(blank=True, max_length=12, verbose_name="由来")),
                ("source_key", models.BigIntegerField(null=True, verbose_name="由来编号")),
                ("entered_on", models.DateField(verbose_name="记于")),
                ("entered_by", models.CharField(max_length=80, verbose_name="谁记的")),
                ("entered_for_reason", models.CharField(blank=True, max_length=120, verbose_name="代记理由")),
                ("asks", models.BooleanField(default=False, verbose_name="说法不一")),
                (
                    "state",
                    models.CharField(
                        choices=[("standing", "有效"), ("withdrawn", "已撤回")],
                        default="standing",
                        max_length=9,
                        verbose_name="有效",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="day_statements",
                        to="org.cadre",
                        verbose_name="干部",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="day_statements",
                        to="dispatch.posting",
                        verbose_name="派驻",
                    ),
                ),
            ],
            options={
                "verbose_name": "变动",
                "indexes": [
                    models.Index(fields=["posting", "since_half"], name="day_statement_posting"),
                    models.Index(condition=models.Q(("asks", True)), fields=["place_code"], name="day_statement_asks"),
                    models.Index(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=["source", "source_key"],
                        name="day_statement_source",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_half__gt", models.F("since_half"))),
                        name="day_statement_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), ("source_key__isnull", True)),
                            models.Q(models.Q(("source", ""), _negated=True), ("source_key__isnull", False)),
                            _connector="OR",
                        ),
                        name="day_statement_source_has_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asks", False), ("state", "standing"), _connector="OR"),
                        name="day_statement_asks_standing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("member", "本人"), ("village", "村里"), ("township", "乡镇")],
                        max_length=8,
                        verbose_name="谁说的",
                    ),
                ),
                ("half", models.IntegerField(verbose_name="半天")),
                ("category", models.CharField(max_length=30, verbose_name="类别")),
                (
                    "cadre",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.cadre",
                        verbose_name="干部",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dispatch.posting",
                        verbose_name="派驻",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="oversight.daystatement",
                        verbose_name="变动",
                    ),
                ),
            ],
            options={
                "verbose_name": "半天",
                "indexes": [models.Index(fields=["posting", "half"], name="day_mark_of_posting")],
                "constraints": [models.UniqueConstraint(fields=("cadre", "side", "half"), name="half_day_once_a_side")],
            },
        ),
        migrations.CreateModel(
            name="EmergencyDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(db_index=True, max_length=9, verbose_name="哪里")),
                ("title", models.CharField(max_length=30, verbose_name="名称")),
                ("document_number", models.CharField(max_length=60, verbose_name="启动应急响应的文号")),
                (
                    "level",
                    models.CharField(
                        choices=[("1", "Ⅰ级"), ("2", "Ⅱ级"), ("3", "Ⅲ级"), ("4", "Ⅳ级")],
                        max_length=1,
                        verbose_name="级别",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(verbose_name="至（不含）")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("declined", "未同意"),
                            ("withdrawn", "已撤回"),
                            ("ended", "提前结束"),
                        ],
                        default="proposed",
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_by", models.CharField(max_length=80, verbose_name="谁提的")),
                ("proposed_by_person", models.BigIntegerField(null=True, verbose_name="提出人")),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("decided_by", models.CharField(blank=True, max_length=80, verbose_name="谁定的")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="定的时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "renews",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewal",
                        to="oversight.emergencyduty",
                        verbose_name="接着哪一次",
                    ),
                ),
            ],
            options={
                "verbose_name": "应急值守",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))), name="emergency_until_after_since"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("approved", "declined", "ended")), _negated=True),
                            models.Q(("decided_at__isnull", False), models.Q(("decided_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="emergency_decided_by_and_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmergencyCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=9, verbose_name="乡镇")),
                ("day", models.DateField(verbose_name="哪天")),
                ("households", models.PositiveIntegerField(verbose_name="转移户数")),
                ("persons", models.PositiveIntegerField(verbose_name="转移人数")),
                ("entered_by", models.CharField(max_length=80, verbose_name="谁报的")),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="oversight.emergencyduty",
                        verbose_name="应急值守",
                    ),
                ),
            ],
            options={
                "verbose_name": "转移人数",
                "constraints": [
                    models.UniqueConstraint(fields=("duty", "place_code", "day"), name="emergency_count_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("persons__gte", models.F("households"))), name="emergency_count_persons"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("kind", models.CharField(max_length=30, verbose_name="哪种期限")),
                ("days", models.PositiveSmallIntegerField(verbose_name="顺延几天")),
                ("reason", models.CharField(max_length=120, verbose_name="理由")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "待批准"), ("approved", "顺延了"), ("declined", "未同意")],
                        default="proposed",
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_by", models.CharField(max_length=80, verbose_name="谁提的")),
                ("proposed_by_person", models.BigIntegerField(null=True, verbose_name="提出人")),
                ("decided_by", models.CharField(blank=True, max_length=80, verbose_name="谁定的")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="定的时间")),
                ("moved", models.PositiveIntegerField(null=True, verbose_name="顺延了几件")),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="oversight.emergencyduty",
                        verbose_name="应急值守",
                    ),
                ),
            ],
            options={
                "verbose_name": "期限顺延",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "declined"), _negated=True),
                        fields=("duty", "kind"),
                        name="deadline_move_once_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "proposed")),
                            models.Q(
                                models.Q(("state", "proposed"), _negated=True),
                                ("decided_at__isnull", False),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_move_decided_by_and_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaveRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=14, verbose_name="驻地")),
                ("kind", models.CharField(max_length=20, verbose_name="假别")),
                ("kind_label", models.CharField(max_length=40, verbose_name="假别名称")),
                ("since_half", models.PositiveIntegerField(verbose_name="从")),
                ("until_half", models.PositiveIntegerField(verbose_name="到（不含）")),
                ("length_halfdays", models.PositiveSmallIntegerField(verbose_name="半天数")),
                ("reason", models.CharField(max_length=120, verbose_name="原因")),
                ("going_to", models.CharField(blank=True, max_length=80, verbose_name="去哪里")),
                ("informed", models.JSONField(default=list, verbose_name="另外告诉谁")),
                ("phoned_on", models.DateField(null=True, verbose_name="电话请假")),
                ("phone_agreed_by", models.CharField(blank=True, max_length=40, verbose_name="电话里谁同意的")),
                ("override_reason", models.CharField(blank=True, max_length=200, verbose_name="特批理由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "等批"),
                            ("granted", "已批准"),
                            ("returned", "已销假"),
                            ("extended", "已续假"),
                            ("refused", "退回"),
                            ("withdrawn", "已撤回"),
                            ("closed", "派驻结束"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="办到哪一步",
                    ),
                ),
                ("open_rank", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("asked_on", models.DateField(verbose_name="提出日")),
                ("asked_by", models.CharField(max_length=80, verbose_name="填单人")),
                ("asker_person", models.BigIntegerField(editable=False, null=True)),
                ("entered_for_reason", models.CharField(blank=True, max_length=120, verbose_name="代填原因")),
                ("granted_on", models.DateField(null=True, verbose_name="批准日")),
                ("return_due_on", models.DateField(verbose_name="应销假")),
                ("returned_on", models.DateField(null=True, verbose_name="销假日")),
                ("back_half", models.PositiveIntegerField(null=True, verbose_name="回村")),
                ("returned_by", models.CharField(blank=True, max_length=80, verbose_name="谁销的")),
                ("closed_note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="org.cadre",
                        verbose_name="干部",
                    ),
                ),
                (
                    "covered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="dispatch.posting",
                        verbose_name="谁顶着",
                    ),
                ),
                (
                    "extends",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extension",
                        to="oversight.leaverequest",
                        verbose_name="续哪一张",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="dispatch.posting",
                        verbose_name="派驻",
                    ),
                ),
                (
                    "sending_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="org.unit",
                        verbose_name="派出单位",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="dispatch.team",
                        verbose_name="工作队",
                    ),
                ),
            ],
            options={
                "verbose_name": "请假单",
                "indexes": [
                    models.Index(fields=["place_code", "state"], name="leave_place_state"),
                    models.Index(fields=["cadre", "since_half"], name="leave_cadre"),
                    models.Index(fields=["team", "since_half"], name="leave_team"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_half__gt", models.F("since_half"))), name="leave_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("granted", "returned", "extended")), _negated=True),
                            ("granted_on__isnull", False),
                            _connector="OR",
                        ),
                        name="leave_granted_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("back_half__isnull", False), ("returned_on__isnull", False), ("state", "returned")
                            ),
                            models.Q(
                                models.Q(("state", "returned"), _negated=True),
                                ("back_half__isnull", True),
                                ("returned_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="leave_returned_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaveStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField()),
                ("role", models.CharField(max_length=24)),
                ("instead_of", models.CharField(blank=True, max_length=24)),
                ("place_code", zhucun.acts.rows.CodeField(max_length=14)),
                ("team_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("agrees", models.BooleanField(null=True)),
                ("opinion", models.CharField(blank=True, max_length=200)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("decided_on", models.DateField(null=True)),
                ("decided_person", models.BigIntegerField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="oversight.leaverequest"
                    ),
                ),
            ],
            options={
                "verbose_name": "批假环节",
                "ordering": ["rank", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "role"), name="leave_step_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agrees__isnull", True), ("decided_by", ""), ("decided_on__isnull", True)),
                            models.Q(
                                ("agrees__isnull", False),
                                ("decided_on__isnull", False),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="leave_step_decided_by_and_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=14, verbose_name="驻地")),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                ("since_half", models.IntegerField(verbose_name="月初（半天）")),
                ("until_half", models.IntegerField(verbose_name="月末（半天，不含）")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "等本人确认"),
                            ("stated", "等村里核对"),
                            ("confirmed", "等乡镇核定"),
                            ("verified", "等县里复核"),
                            ("reviewed", "县里已复核"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="到哪一步",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="开表")),
                ("stated_on", models.DateField(null=True, verbose_name="本人属实")),
                ("stated_by", models.CharField(blank=True, max_length=80, verbose_name="属实由谁")),
                ("stated_for_reason", models.CharField(blank=True, max_length=120, verbose_name="代为确认的理由")),
                ("stated_marks", models.CharField(blank=True, max_length=62, verbose_name="本人确认的")),
                ("confirmed_on", models.DateField(null=True, verbose_name="村里核对")),
                ("confirmed_by", models.CharField(blank=True, max_length=80, verbose_name="核对人")),
                ("confirmed_persons", models.JSONField(default=list, verbose_name="核对人编号")),
                ("on_paper", models.BooleanField(default=False, verbose_name="纸质已签")),
                ("verified_on", models.DateField(null=True, verbose_name="乡镇锁定")),
                ("verified_by", models.CharField(blank=True, max_length=80, verbose_name="核定人")),
                ("reviewed_on", models.DateField(null=True, verbose_name="县复核")),
                ("reviewed_by", models.CharField(blank=True, max_length=80, verbose_name="复核人")),
                ("marks", models.CharField(blank=True, max_length=62, verbose_name="每天")),
                ("totals", models.JSONField(default=dict, verbose_name="合计（半天）")),
                ("counted_halfdays", models.IntegerField(null=True, verbose_name="驻村（半天）")),
                ("working_halfdays", models.IntegerField(null=True, verbose_name="工作日（半天）")),
                ("required_halfdays", models.IntegerField(null=True, verbose_name="应驻村（半天）")),
                (
                    "cadre",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="month_lines",
                        to="org.cadre",
                        verbose_name="干部",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="month_lines",
                        to="dispatch.posting",
                        verbose_name="派驻",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="month_lines",
                        to="dispatch.team",
                        verbose_name="工作队",
                    ),
                ),
            ],
            options={
                "verbose_name": "月表",
                "indexes": [
                    models.Index(fields=["place_code", "month"], name="month_line_place"),
                    models.Index(fields=["state", "place_code"], name="month_line_state"),
                    models.Index(fields=["cadre", "month"], name="month_line_cadre"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("posting", "month"), name="month_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("until_half__gt", models.F("since_half"))),
                        name="month_line_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            models.Q(
                                ("confirmed_on__isnull", True),
                                ("reviewed_on__isnull", True),
                                ("stated_on__isnull", True),
                                ("verified_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="month_line_open_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "stated"), _negated=True),
                            models.Q(
                                ("stated_on__isnull", False),
                                ("confirmed_on__isnull", True),
                                ("reviewed_on__isnull", True),
                                ("verified_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="month_line_stated_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(
                                ("confirmed_on__isnull", False),
                                ("stated_on__isnull", False),
                                ("reviewed_on__isnull", True),
                                ("verified_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="month_line_confirmed_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "verified"), _negated=True),
                            models.Q(
                                ("confirmed_on__isnull", False),
                                ("stated_on__isnull", False),
                                ("verified_on__isnull", False),
                                ("reviewed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="month_line_verified_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "reviewed"), _negated=True),
                            models.Q(
                                ("confirmed_on__isnull", False),
                                ("reviewed_on__isnull", False),
                                ("stated_on__isnull", False),
                                ("verified_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="month_line_reviewed_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("verified", "reviewed")),
                                ("counted_halfdays__isnull", False),
                                ("required_halfdays__isnull", False),
                                ("working_halfdays__isnull", False),
                                models.Q(("marks", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state__in", ("verified", "reviewed")), _negated=True),
                                ("marks", ""),
                                ("counted_halfdays__isnull", True),
                                ("required_halfdays__isnull", True),
                                ("working_halfdays__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="month_line_locked_is_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counted_halfdays__isnull", True),
                            models.Q(
                                ("counted_halfdays__gte", 0),
                                (
                                    "counted_halfdays__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("until_half"), "-", models.F("since_half")
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="month_line_counts_no_more_than_the_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=14, verbose_name="驻地")),
                ("category", models.CharField(max_length=30, verbose_name="类别")),
                ("since_half", models.IntegerField(verbose_name="自（半天）")),
                ("until_half", models.IntegerField(verbose_name="至（半天，不含）")),
                ("reason", models.TextField(verbose_name="理由")),
                ("before_marks", models.CharField(max_length=62, verbose_name="原来的")),
                ("before_totals", models.JSONField(verbose_name="原来的合计")),
                ("before_halfdays", models.IntegerField(verbose_name="原来的驻村（半天）")),
                ("after_marks", models.CharField(max_length=62, verbose_name="更正后")),
                ("after_halfdays", models.IntegerField(verbose_name="更正后的驻村（半天）")),
                ("proposed_on", models.DateField(verbose_name="提出")),
                ("proposed_by", models.CharField(max_length=80, verbose_name="提出人")),
                ("proposed_persons", models.JSONField(default=list, verbose_name="提出人编号")),
                ("decided_on", models.DateField(null=True, verbose_name="决定")),
                ("decided_by", models.CharField(blank=True, max_length=80, verbose_name="决定人")),
                ("opinion", models.TextField(blank=True, verbose_name="意见")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "等批准"), ("approved", "已更正"), ("refused", "不更正")],
                        default="proposed",
                        max_length=9,
                        verbose_name="到哪一步",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="oversight.monthline",
                        verbose_name="月表",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "proposed")), fields=["place_code"], name="correction_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_half__gt", models.F("since_half"))),
                        name="correction_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", True), ("state", "proposed")),
                            models.Q(models.Q(("state", "proposed"), _negated=True), ("decided_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_decided_on",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")), fields=("line",), name="correction_one_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthlyReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=9, verbose_name="县或乡镇")),
                ("is_of_county", models.BooleanField(verbose_name="全县的")),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                ("planned_on", models.DateField(verbose_name="打算哪天开")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "还没开会"), ("held", "开过了")],
                        default="open",
                        max_length=4,
                        verbose_name="开了没有",
                    ),
                ),
                ("held_on", models.DateField(null=True, verbose_name="哪天开的")),
                ("chaired_by", models.CharField(blank=True, max_length=80, verbose_name="谁主持")),
                ("minutes", models.CharField(blank=True, max_length=120, verbose_name="纪要文号或者记在哪里")),
                ("table", models.JSONField(blank=True, default=dict, verbose_name="开会时的调度表")),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="records.meeting",
                        verbose_name="会议记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "月调度",
                "constraints": [
                    models.UniqueConstraint(fields=("place_code", "month"), name="review_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_on__isnull", True), ("state", "open")),
                            models.Q(("held_on__isnull", False), ("state", "held")),
                            _connector="OR",
                        ),
                        name="review_held_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("what", models.CharField(max_length=200, verbose_name="办什么")),
                (
                    "owner",
                    models.CharField(
                        choices=[("office", "县驻村办"), ("township", "乡镇"), ("unit", "单位"), ("team", "工作队")],
                        max_length=8,
                        verbose_name="谁来办",
                    ),
                ),
                ("owner_name", models.CharField(max_length=80, verbose_name="承办")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=14, verbose_name="在哪里")),
                ("due_on", models.DateField(verbose_name="期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "在办"),
                            ("reported", "报了办结，等认可"),
                            ("accepted", "办结"),
                            ("dropped", "不办了"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="办到哪一步",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="办理结果")),
                ("reported_on", models.DateField(null=True, verbose_name="哪天报的办结")),
                ("reported_by", models.CharField(blank=True, max_length=80, verbose_name="谁报的")),
                ("reporter_person", models.BigIntegerField(editable=False, null=True)),
                ("accepted_on", models.DateField(null=True, verbose_name="哪天认可的")),
                ("accepted_by", models.CharField(blank=True, max_length=80, verbose_name="谁认可的")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="退回或不办的理由")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="oversight.monthlyreview",
                        verbose_name="月调度",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_tasks",
                        to="dispatch.team",
                        verbose_name="工作队",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_tasks",
                        to="org.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "调度任务",
                "indexes": [models.Index(fields=["place_code", "state", "due_on"], name="review_task_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", "unit"), ("team__isnull", True), ("unit__isnull", False)),
                            models.Q(("owner", "team"), ("team__isnull", False), ("unit__isnull", True)),
                            models.Q(
                                ("owner__in", ("office", "township")), ("team__isnull", True), ("unit__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="review_task_has_its_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reported_on__isnull", False),
                                ("state__in", ("reported", "accepted")),
                                models.Q(("reported_by", ""), _negated=True),
                            ),
                            ("state__in", ("open", "dropped")),
                            _connector="OR",
                        ),
                        name="review_task_reported_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_on__isnull", False),
                                ("state", "accepted"),
                                models.Q(("accepted_by", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("accepted_by", ""),
                                ("accepted_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="review_task_accepted_by_and_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=14, verbose_name="驻地")),
                ("day", models.DateField(verbose_name="哪天")),
                (
                    "how",
                    models.CharField(
                        choices=[("self", "本人报"), ("leader", "队长代报"), ("telephone", "电话报，乡镇代记")],
                        max_length=9,
                        verbose_name="怎么报的",
                    ),
                ),
                ("need", models.CharField(blank=True, max_length=200, verbose_name="险情、要什么支援")),
                ("reported_by", models.CharField(max_length=80, verbose_name="谁报的")),
                ("reported_at", models.DateTimeField(verbose_name="报的时间")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤回")),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safe_reports",
                        to="dispatch.posting",
                        verbose_name="派驻",
                    ),
                ),
            ],
            options={
                "verbose_name": "报平安",
                "indexes": [models.Index(fields=["place_code", "day"], name="safe_report_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("posting", "day"),
                        name="safe_report_once_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskPromise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("position", models.PositiveSmallIntegerField(verbose_name="第几件")),
                ("text", models.CharField(max_length=120, verbose_name="做什么")),
                ("due_on", models.DateField(verbose_name="哪天办成")),
                (
                    "accepted_by",
                    models.CharField(
                        choices=[("village", "村“两委”"), ("township", "乡镇"), ("office", "县驻村办")],
                        max_length=8,
                        verbose_name="谁来验收",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "在办"), ("done", "等验收"), ("accepted", "验收了"), ("dropped", "不办了")],
                        default="open",
                        max_length=8,
                        verbose_name="办到哪一步",
                    ),
                ),
                ("done_on", models.DateField(null=True, verbose_name="哪天办成的")),
                ("done_note", models.CharField(blank=True, max_length=200, verbose_name="办成什么样")),
                ("done_by", models.CharField(blank=True, max_length=80, verbose_name="谁说的")),
                ("done_by_person", models.BigIntegerField(null=True, verbose_name="谁说的（自然人）")),
                ("closed_on", models.DateField(null=True, verbose_name="哪天验收")),
                ("closed_by", models.CharField(blank=True, max_length=80, verbose_name="谁验收的")),
                ("closing_note", models.CharField(blank=True, max_length=200, verbose_name="验收、退回或者不办的理由")),
                (
                    "of_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="oversight.annualtasklist",
                        verbose_name="任务单",
                    ),
                ),
            ],
            options={
                "verbose_name": "任务单上的一件事",
                "constraints": [
                    models.UniqueConstraint(fields=("of_list", "position"), name="promise_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["done", "accepted"]), _negated=True),
                            models.Q(("done_on__isnull", False), models.Q(("done_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="promise_done_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "dropped"]), _negated=True),
                            models.Q(("closed_on__isnull", False), models.Q(("closed_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="promise_closed_by_and_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TownshipStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(max_length=9, verbose_name="乡镇")),
                ("problems", models.TextField(blank=True, max_length=500, verbose_name="问题")),
                ("asks", models.TextField(blank=True, max_length=500, verbose_name="请县里定的")),
                ("said_on", models.DateField(verbose_name="哪天报的")),
                ("said_by", models.CharField(max_length=80, verbose_name="谁报的")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="oversight.monthlyreview",
                        verbose_name="月调度",
                    ),
                ),
            ],
            options={
                "verbose_name": "乡镇情况",
                "constraints": [models.UniqueConstraint(fields=("review", "place_code"), name="statement_once")],
            },
        ),
        migrations.CreateModel(
            name="WorkPrompt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("county_code", zhucun.acts.rows.CodeField(max_length=6, verbose_name="县")),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                ("title", models.CharField(max_length=60, verbose_name="标题")),
                ("opening", models.TextField(blank=True, max_length=300, verbose_name="开头的话")),
                (
                    "audience",
                    models.CharField(
                        choices=[("all", "所有工作队"), ("tag", "一类村的工作队"), ("townships", "几个乡镇的工作队")],
                        default="all",
                        max_length=9,
                        verbose_name="发给谁",
                    ),
                ),
                ("tag", models.CharField(blank=True, max_length=30, verbose_name="哪一类村")),
                ("townships", models.JSONField(blank=True, default=list, verbose_name="哪些乡镇")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "起草中"), ("issued", "发了"), ("withdrawn", "收回了")],
                        default="draft",
                        max_length=9,
                        verbose_name="到哪一步",
                    ),
                ),
                ("issued_on", models.DateField(null=True, verbose_name="哪天发的")),
                ("issued_by", models.CharField(blank=True, max_length=80, verbose_name="谁发的")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="为什么收回")),
            ],
            options={
                "verbose_name": "重点工作提示",
                "indexes": [models.Index(fields=["county_code", "month"], name="prompt_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_on__isnull", False),
                                ("state", "issued"),
                                models.Q(("issued_by", ""), _negated=True),
                            ),
                            models.Q(("state", "issued"), _negated=True),
                            _connector="OR",
                        ),
                        name="prompt_issued_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="prompt_withdrawn_because",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PromptRecipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("place_code", zhucun.acts.rows.CodeField(db_index=True, max_length=14, verbose_name="驻地")),
                ("reached_on", models.DateField(null=True, verbose_name="哪天知道的")),
                (
                    "reached_by",
                    models.CharField(
                        blank=True,
                        choices=[("opened", "队里有人看过"), ("told", "发了纸质或者口头告知")],
                        max_length=6,
                        verbose_name="怎么知道的",
                    ),
                ),
                ("told_by", models.CharField(blank=True, max_length=80, verbose_name="谁告知的")),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prompts",
                        to="dispatch.team",
                        verbose_name="工作队",
                    ),
                ),
                (
                    "prompt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="oversight.workprompt",
                        verbose_name="提示",
                    ),
                ),
            ],
            options={
                "verbose_name": "提示发到的队",
                "constraints": [
                    models.UniqueConstraint(fields=("prompt", "team"), name="prompt_to_a_team_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reached_by", ""), ("reached_on__isnull", True)),
                            models.Q(("reached_on__isnull", False), models.Q(("reached_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="prompt_reached_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reached_by", "told"), models.Q(("told_by", ""), _negated=True)),
                            models.Q(models.Q(("reached_by", "told"), _negated=True), ("told_by", "")),
                            _connector="OR",
                        ),
                        name="prompt_told_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PromptItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版本")),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("text", models.CharField(max_length=120, verbose_name="做什么")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("measure", models.CharField(blank=True, max_length=40, verbose_name="看哪本台账")),
                ("at_least", models.PositiveSmallIntegerField(default=1, verbose_name="至少")),
                (
                    "prompt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="oversight.workprompt",
                        verbose_name="提示",
                    ),
                ),
            ],
            options={
                "verbose_name": "提示事项",
                "constraints": [
                    models.UniqueConstraint(fields=("prompt", "position"), name="prompt_item_once"),
                    models.CheckConstraint(condition=models.Q(("at_least__gte", 1)), name="prompt_item_at_least_one"),
                ],
            },
        ),
    ]
