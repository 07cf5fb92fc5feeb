"""Pages that show every shared part with invented contents: browser tests look at them, new pages copy from them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from zhucun.web.templatetags.zhucun import labels, stage

TODAY = date(2022, 7, 11)


@dataclass(frozen=True)
class Officer:
    name: str = "李静文"
    office: str = "东岭县委组织部 · 县驻村办"
    account_id: int = 1
    is_demo: bool = True
    today: date = TODAY

    def may(self, permission: str) -> bool:
        return True


@dataclass(frozen=True)
class Line:
    """As zhucun.acts.waiting.Waiting."""

    tile: str
    sentence: str
    note: str
    count: int
    unit: str
    due_on: date | None
    verb: str
    url: str = "#waiting"

    @property
    def message(self) -> str:
        return f"{self.sentence}（{self.count}{self.unit}）"


class LeaveForm(forms.Form):
    """One of each kind of control."""

    use_required_attribute = False
    sent = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="哪一种", widget=forms.RadioSelect, choices=[("leave", "请假"), ("trip", "公务离村"), ("rest", "轮休")]
    )
    since = forms.DateField(label="从哪天", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="到哪天", widget=forms.DateInput(attrs={"type": "date"}))
    unit = forms.CharField(label="派出单位", help_text="打两三个字就出来，写简称也行", max_length=60)
    phone = forms.CharField(label="联系电话", max_length=11, required=False)
    cover = forms.ChoiceField(label="这几天谁顶着", choices=[("", "—"), ("1", "周文清"), ("2", "石小满")])
    tell = forms.MultipleChoiceField(
        label="同时告诉谁",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("unit", "派出单位"), ("village", "村书记"), ("team", "队里其他人，已经在群里说过的不用再选")],
    )
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), help_text="一句话就够")
    urgent = forms.BooleanField(label="急事，已打过电话", required=False, help_text="两天内补")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("until") and given.get("since") and given["until"] < given["since"]:
            self.add_error("until", "结束日期要在开始日期之后")
        return given


class RecallForm(forms.Form):
    use_required_attribute = False
    why = forms.CharField(label="理由", max_length=80)


WAITING = [
    Line(
        "派",
        "东岭镇石坪村队缺 1 人，派出单位还没推荐",
        "已发函 14 天，按办法应在 15 天内补齐",
        1,
        "支",
        date(2022, 7, 12),
        "看人选",
    ),
    Line("管", "请假待批", "都在 3 天以上，乡镇已审", 3, "人", date(2022, 7, 11), "去审批"),
    Line(
        "管", "第 9 期整改交办函有反馈待复核", "都附了现场照片，最早一项等了 3 天", 4, "项", date(2022, 7, 15), "去复核"
    ),
    Line("训", "岗前培训还有人没参加", "补训班 7月20日开", 2, "人", date(2022, 8, 20), "去安排"),
    Line("数", "花名册导入好了", "496 行，2 行要人看", 2, "行", None, "去核对"),
]
MENU = [
    {
        "label": "首页",
        "icon": "home",
        "url": "/overview/",
        "active": False,
        "items": [{"label": "首页", "url": "/overview/"}],
    },
    {
        "label": "选派",
        "tile": "派",
        "url": "/teams/",
        "active": True,
        "items": [
            {"label": "覆盖与过筛子", "url": "#", "active": False, "count": 6},
            {"label": "工作队", "url": "/teams/", "active": True, "count": 166},
            {"label": "队员", "url": "#", "active": False, "count": 496},
            {"label": "调整与召回", "url": "#", "active": False, "count": None},
        ],
    },
    {"label": "培训", "tile": "训", "url": "#", "active": False, "items": []},
    {"label": "监管", "tile": "管", "url": "#", "active": False, "items": []},
    {"label": "激励使用", "tile": "用", "url": "#", "active": False, "items": []},
    {"label": "六个一成果", "tile": "六", "url": "#", "active": False, "items": []},
    {"label": "数字与材料", "icon": "report-analytics", "url": "#", "active": False, "items": []},
    {"label": "设置", "icon": "settings", "url": "#", "active": False, "items": []},
]
SWATCHES = [
    ("松绿", "#1E5F4E", "主按钮、链接、选中；管"),
    ("深松", "#173F35", "顶栏"),
    ("朱砂", "#B0362A", "逾期、不能撤回、印章"),
    ("稻黄", "#7D5006", "提醒"),
    ("靛蓝", "#2A5B88", "派；进行中、说明"),
    ("绛紫", "#7A4768", "用；待复核"),
]
TEAMS = [
    (
        "枫木冲村",
        "云台镇",
        ["脱贫村", "重点帮扶村"],
        "周文清",
        "县林业局",
        "石小满、唐玉成",
        True,
        True,
        3,
        "2 项",
        "6月30日",
    ),
    (
        "石坪村",
        "东岭镇",
        ["脱贫村", "重点帮扶村"],
        "何建平",
        "县农机事务中心",
        "黄翠云",
        False,
        True,
        2,
        "无",
        "6月21日",
    ),
    ("青塘村", "青禾镇", ["脱贫村"], "骆文斌", "县文化馆", "郑爱兰、李孝先", True, True, 3, "无", "7月6日"),
    (
        "牛角岭安置点",
        "九岭乡",
        ["易地搬迁安置点"],
        "盘志雄",
        "县林业服务站",
        "蒋晓雯、赵德全",
        True,
        False,
        3,
        "1 项",
        "5月18日",
    ),
    ("长冲村", "大坪镇", ["示范创建村"], "潘建华", "县市场监管所", "黄巧、周友林", True, True, 3, "无", "4月26日"),
]


def team_rows() -> list[dict[str, Any]]:
    heads = ["工作队", "村类别", "队长（第一书记）", "其他队员", "配备", "今天", "未销号", "最近督查"]
    rows = []
    for village, town, tags, leader, unit, others, old, deep, there, items, visit in TEAMS:
        mix = stage("done" if old else "soon", "老新") + " " + stage("done" if deep else "soon", "深浅")
        cells = [
            {"text": village, "sub": town, "url": "#team"},
            {"text": labels(tags)},
            {"text": leader, "sub": unit},
            {"text": others},
            {"text": mix},
            {"template": "web/pages/_stage.html", "context": {"state": "done", "word": f"在村 {there}"}},
            {"text": items, "url": "" if items == "无" else "#items", "numeric": True},
            {"text": visit},
        ]
        rows.append(
            {"key": village, "cells": [{"label": head, **cell} for head, cell in zip(heads, cells, strict=True)]}
        )
    return rows


def teams_table(**more: Any) -> dict[str, Any]:
    towns = [
        "云台镇",
        "东岭镇",
        "青禾镇",
        "九岭乡",
        "大坪镇",
        "石桥镇",
        "柳溪镇",
        "枫林镇",
        "白沙镇",
        "太和镇",
        "南岭镇",
        "新圩镇",
        "双江镇",
    ]
    return {
        "caption": "工作队",
        "count_text": "38 支队、112 人",
        "columns": [
            {"label": "工作队", "sort_url": "?sort=-name", "sorted": "asc"},
            {"label": "村类别"},
            {"label": "队长（第一书记）"},
            {"label": "其他队员"},
            {"label": "配备"},
            {"label": "今天"},
            {"label": "未销号", "numeric": True, "sort_url": "?sort=open"},
            {"label": "最近督查", "sort_url": "?sort=visit"},
        ],
        "rows": team_rows(),
        "views": [
            {"label": "全部", "count": 166, "url": "?", "active": True},
            {"label": "不足 3 人", "count": 7, "url": "?view=short"},
            {"label": "有未销号问题", "count": 15, "url": "?view=open"},
            {"label": "30 天没督查到", "count": 41, "url": "?view=unvisited"},
        ],
        "filters": [
            {"label": "村类别", "active_label": "重点帮扶村", "clear_url": "?", "options": []},
            {"label": "乡镇", "options": [{"label": town, "count": 8, "url": f"?town={town}"} for town in towns]},
            {
                "label": "派出单位",
                "options": [{"label": "县林业局", "url": "?u=1"}, {"label": "县文化馆", "url": "?u=2"}],
            },
            {"label": "配备", "options": [{"label": "老新深浅没配齐", "count": 4, "url": "?mix=1"}]},
        ],
        "search": {"name": "q", "value": "", "hint": "村名、队员、派出单位"},
        "hidden": [("tag", "key")],
        "clear_url": "?",
        "export_url": "?export=xlsx",
        "page": {"number": 1, "pages": 4, "previous_url": "", "next_url": "?page=2"},
        "note": "第 1–5 支，共 38 支。老新＝队里有 50 岁以上和 40 岁以下；深浅＝农村经历有满 3 年和不满 1 年。",
        **more,
    }


def county_map() -> dict[str, Any]:
    """Twenty squares in a row of five, which is map enough for the drawing."""
    names = (
        "天堂镇 双江镇 柳溪镇 白沙镇 新圩镇 桐坪乡 石桥镇 明德街道 云台镇 大坪镇 "
        "禾亭镇 青禾镇 望江街道 清源镇 九岭乡 龙潭镇 枫林镇 文星街道 太和镇 南岭镇"
    ).split()
    cells = []
    for at, name in enumerate(names):
        left, top = 40 + at % 5 * 184, 30 + at // 5 * 175
        corners = [(0, 12), (92, 0), (184, 12), (176, 95), (184, 187), (92, 175), (0, 187), (8, 95)]
        dots = [
            {
                "x": left + 30 + 24 * (n % 6),
                "y": top + 45 + 60 * (n // 6) + 8 * (n % 3),
                "state": "",
                "url": "#dot",
                "title": f"{name}第 {n + 1} 队，全员在村",
            }
            for n in range(4 + at % 6)
        ]
        dots[0]["state"] = {3: "away", 9: "away", 13: "unclear"}.get(at, "")
        points = " ".join(f"{left + x},{top + y}" for x, y in corners)
        cells.append(
            {
                "name": name,
                "url": "#town",
                "x": left + 92,
                "y": top + 98,
                "points": points,
                "shade": at % 4,
                "dots": dots,
            }
        )
    return {
        "sentence": "全县 166 支队今天的情况：152 支全员在村，12 支有人请假，2 支状态未明",
        "legend": [
            {"state": "", "label": "全员在村或公务", "count": 152},
            {"state": "away", "label": "有人请假", "count": 12},
            {"state": "unclear", "label": "未明", "count": 2, "late": True},
        ],
        "cells": cells,
        "table_url": "#table",
    }


def figures() -> list[dict[str, Any]]:
    return [
        {
            "label": "驻村工作队",
            "value": 166,
            "unit": "支",
            "url": "#records",
            "more_label": "怎么覆盖的",
            "more_url": "#more",
            "subs": [
                {"value": 119, "label": "脱贫村", "url": "#a"},
                {"value": 38, "label": "重点帮扶村", "url": "#b"},
                {"value": 16, "label": "示范创建村", "url": "#c"},
                {"value": 27, "label": "安置点", "url": "#d"},
            ],
        },
        {
            "label": "驻村队员",
            "value": 496,
            "unit": "名",
            "url": "#records",
            "more_label": "名册",
            "more_url": "#more",
            "subs": [
                {"value": 2, "label": "6月轮换", "url": "#a"},
                {"value": 2, "label": "增派", "url": "#b"},
                {"value": 7, "label": "不足3人队", "url": "#c", "late": True},
            ],
        },
        {
            "label": "派出单位",
            "value": 130,
            "unit": "个",
            "url": "#records",
            "source": "派驻台账",
            "as_of": "7月11日 11:30",
            "records": 130,
            "records_url": "#records",
        },
        {"label": "今天在村", "value": 471, "of": 496, "url": "#records", "more_label": "按变动登记，不设打卡"},
    ]


AGES = {
    "items": [
        {"label": "30岁及以下", "value": 84, "url": "#age"},
        {"label": "31–39", "value": 129, "url": "#age"},
        {"label": "40–44", "value": 101, "url": "#age", "tone": "tone-5"},
        {"label": "45–49", "value": 87, "url": "#age", "tone": "tone-5"},
        {"label": "50–54", "value": 61, "url": "#age", "tone": "tone-5"},
        {"label": "55岁以上", "value": 34, "url": "#age", "tone": "tone-2"},
    ],
    "standing": True,
    "table_url": "#table",
}
TODAY_STACK = {
    "sentence": "496 人中 471 人在村，9 人公务离村，14 人请假，2 人未明",
    "parts": [
        {"value": 471, "tone": "tone-1"},
        {"label": "公务离村", "value": 9, "tone": "tone-3", "url": "#trip"},
        {"label": "请假", "value": 14, "tone": "tone-2", "url": "#leave"},
        {"label": "未明", "value": 2, "tone": "tone-late", "url": "#unclear", "late": True},
    ],
}
RHYTHM = [
    {
        "character": "周",
        "span": "week",
        "done": 38,
        "label": "督查",
        "url": "#w",
        "sentence": "第 28 周抽 8 个村，已到 3 个",
        "detail": "下一组 7月12日 出发",
    },
    {
        "character": "月",
        "span": "month",
        "done": 50,
        "label": "调度",
        "url": "#m",
        "sentence": "7月调度会 7月20日，材料齐 2/4",
        "detail": "重点工作提示 7月1日已发",
    },
    {
        "character": "季",
        "span": "quarter",
        "done": 85,
        "label": "考核",
        "url": "#q",
        "sentence": "二季度评分，乡镇已交 17/20",
        "detail": "7月15日收齐，7月18日公示",
    },
    {
        "character": "年",
        "span": "year",
        "done": 50,
        "label": "总账",
        "sentence": "上半年已入账",
        "detail": "年终自动汇成考核底册",
    },
]
STEPS = [
    {"label": "交办", "state": "done", "note": "7月1日"},
    {"label": "签收", "state": "done", "note": "7月2日"},
    {"label": "单位反馈", "state": "done", "note": "7月8日"},
    {"label": "复核", "state": "now", "note": "等你办"},
    {"label": "销号", "state": "todo", "note": "限 7月16日"},
]
EVENTS = [
    {
        "when": "7月8日 周五",
        "measure": "管",
        "kind": "公务离村",
        "sentence": "到县里对接机耕道项目资金，当天返回。",
        "source": "已报备",
    },
    {"when": "6月28日", "measure": "训", "kind": "知识测验", "sentence": "3 人参加，共同错题 2 道已推送。"},
    {
        "when": "6月24日",
        "measure": "六",
        "kind": "产业",
        "sentence": "香菇大棚二期开工。",
        "url": "#project",
        "url_label": "项目",
    },
    {"when": "6月18日", "measure": "派", "kind": "过筛子", "sentence": "3 人全部通过，无需调整。"},
]
HISTORY = [
    {
        "when": "7月4日 09:12",
        "who": "李静文",
        "did": "改了分工",
        "door": "电脑",
        "changes": [{"label": "岗位", "before": "队员", "after": "副队长"}],
        "reason": "原副队长轮换",
    },
    {"when": "2021年5月18日 10:30", "who": "县驻村办", "did": "派驻", "changes": []},
]
SIEVE = [
    {"label": "全部队员", "value": 494, "url": "#s", "note": "6月1日在册，逐人过 8 条", "mesh": "all"},
    {"label": "有一条以上要核实", "value": 31, "url": "#s", "note": "463 人直接通过", "mesh": "some"},
    {"label": "乡镇、单位核实后", "value": 6, "url": "#s", "note": "25 人写明理由、保留", "mesh": "few"},
    {"label": "还没定处理", "value": 3, "url": "#s", "note": "3 人已处理"},
]


def frame(**more: Any) -> dict[str, Any]:
    return {
        "menu": MENU,
        "waiting_count": len(WAITING),
        "may_search": True,
        "demo_notice": True,
        "clock_notice": True,
        "business_day": TODAY,
        "as_of_text": "2022-07-11 11:30",
        **more,
    }


def shown(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    request.actor = Officer()
    return render(request, template, frame(**context))


def components(request: HttpRequest) -> HttpResponse:
    wrong = LeaveForm({"since": "2022-07-14", "until": "2022-07-12", "kind": "leave", "unit": "自然资源", "cover": "1"})
    confirm = {
        "id": "recall",
        "question": "要召回宋家栋吗？",
        "consequences": [
            "他的驻村任期到今天为止，白水村队剩 2 人。",
            "系统已备好 3 位接替人选。",
            "县城建档案馆会收到函。",
        ],
        "final": True,
        "form": RecallForm(),
        "action_url": "#",
        "verb": "召回宋家栋",
        "cancel_label": "先不召回",
        "cancel_url": "#",
    }
    return shown(
        request,
        "web/pages/components.html",
        form=wrong,
        wrong_form=wrong,
        confirm=confirm,
        tags=["脱贫村", "重点帮扶村"],
        swatches=SWATCHES,
        waiting=WAITING,
        rhythm=RHYTHM,
        figures=figures(),
        stack=TODAY_STACK,
        ages=AGES,
        whole={
            "title": "占在册村“两委”干部",
            "items": [
                {"label": "35 周岁及以下", "value": 652, "of": 2288, "url": "#x"},
                {"label": "大专及以上", "value": 977, "of": 2288, "url": "#y"},
            ],
        },
        steps=STEPS,
        events=EVENTS,
        history=HISTORY,
        sieve=SIEVE,
        empty={
            "text": "没有逾期的整改",
            "when": "最近一次逾期是 6月21日。",
            "action_label": "看已销号的 23 项",
            "action_url": "#",
        },
        job={
            "title": "正在排 166 支队",
            "percent": 62,
            "running": True,
            "left_text": "大约还要 20 秒",
            "certain": ["已满足全部硬性要求，正在让更多队“一深一浅”。"],
            "poll_url": "/components/",
            "stop_url": "#",
        },
        pick_table=teams_table(
            part="pick",
            views=[],
            filters=[],
            search=None,
            clear_url="",
            export_url="",
            pick={"action_url": "#", "name": "team", "label": "提醒打勾的", "unit": "支"},
        ),
        none=teams_table(
            part="none",
            rows=[],
            views=[],
            filters=[],
            search=None,
            count_text="0 支队",
            empty={"text": "没有符合这些条件的队", "when": "去掉一个条件再看。"},
        ),
        map=county_map(),
        saved={"text": "已存", "undo_url": "#undo", "fields": [("line", "1")]},
    )


def teams(request: HttpRequest) -> HttpResponse:
    return shown(
        request,
        "web/pages/list.html",
        heading="工作队",
        question="找到一支队，看它缺什么、好不好。导出的表可直接用 WPS 打开。",
        table=teams_table(),
    )


urlpatterns = [
    path("components/", components),
    path("teams/", teams),
]
