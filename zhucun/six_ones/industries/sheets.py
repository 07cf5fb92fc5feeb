"""The columns of 产业项目台账 (R-DOC-15), as townships keep it and bring it in."""

from zhucun.org.places.sheets import PLACE, PLACE_NAME, PLACE_SYNONYMS, REMARK, TOWNSHIP
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.kinds import KindSignature, Sign, register_kind
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, bare, choice, refused, text, whole
from zhucun.six_ones.industries.models import NAME, PRODUCT
from zhucun.six_ones.industries.rules import MOST_HOUSEHOLDS, TENTHS, Field, shown_mu

WHAT = ("项目名称", "产业项目", "产业项目名称", "项目", "产业名称", "规划项目")
START = ("计划开工", "计划开工日期", "计划开工时间", "拟开工日期", "计划启动时间", "计划动工日期")
STARTED = ("开工日期", "开工时间", "实际开工日期", "动工日期", "启动时间")
FINISHED = ("完成日期", "完成时间", "完工日期", "竣工日期", "实际完成日期", "竣工时间")
FIELD = choice(
    dict(Field.choices),
    {
        "种植业": "planting",
        "养殖业": "breeding",
        "农产品加工": "processing",
        "加工业": "processing",
        "旅游": "tourism",
        "乡村旅游": "tourism",
        "文旅": "tourism",
        "电商": "trade",
        "商贸": "trade",
        "物流": "trade",
        "基础设施": "facility",
        "配套设施": "facility",
    },
    "类别",
)


def _mu(cell: Cell, _setting: Setting) -> Reading:
    found = bare(cell).replace(",", "").removesuffix("亩").strip()
    if not found:
        return BLANK
    whole_part, _, rest = found.partition(".")
    if not whole_part.isdigit() or not (rest or "0").isdigit() or len(rest.rstrip("0")) > 1:
        return refused(f"“{text_of(cell)}”不是亩数。写数字，最多一位小数，如 12.5。")
    return Reading(int(whole_part) * TENTHS + int((rest or "0")[0]))


MU = Kind(
    "mu", _mu, "亩，最多一位小数", "12.5", writes=lambda value: shown_mu(value).removesuffix(" 亩"), is_text=False
)
PROJECTS = Sheet(
    "projects",
    "产业项目台账",
    (
        Column("name", WHAT[0], text(NAME), WHAT[1:], is_required=True, width=30),
        TOWNSHIP,
        Column("place", PLACE.label, PLACE_NAME, PLACE_SYNONYMS, is_required=True, width=16),
        Column("product", "主打产品", text(PRODUCT), ("产品", "主导产品", "产业", "品种"), width=12),
        Column("field", "哪一类", FIELD, ("类别", "产业类别", "项目类别", "类型", "项目类型"), width=12),
        Column("plan", "列在哪份规划里", text(NAME), ("规划", "规划名称", "所属规划"), width=20),
        Column("planned_on", "列入规划", day(), ("立项日期", "列入规划日期", "规划日期", "立项时间"), width=12),
        Column("planned_start", START[0], day(), START[1:], width=12),
        Column(
            "planned_finish",
            "计划完成",
            day(),
            ("计划完成日期", "计划完工日期", "拟完工日期", "计划竣工日期"),
            width=12,
        ),
        Column("started_on", STARTED[0], day(), STARTED[1:], width=12),
        Column("finished_on", FINISHED[0], day(), FINISHED[1:], width=12),
        Column("land_tenths", "用地（亩）", MU, ("用地", "占地", "占地面积", "用地面积", "面积（亩）"), width=10),
        Column(
            "households_meant",
            "打算带动户数",
            whole(0, MOST_HOUSEHOLDS),
            ("带动户数", "受益户数", "带动农户", "联结农户", "受益农户数"),
            width=12,
        ),
        REMARK,
    ),
    note="一个项目一行。有完成日期的算完成，有开工日期的算实施中，都没有的写计划哪天开工。钱写在“产业项目资金”表里。",
)
PROJECTS_KIND = register_kind(
    KindSignature(
        "projects",
        "产业项目台账",
        needs=(Sign("项目名称", WHAT), Sign("开工日期", (*START, *STARTED))),
        speaks_for=(Sign("完成日期", FINISHED), Sign("主打产品", ("主打产品", "主导产品"))),
        title_words=("产业", "项目"),
        sheet=PROJECTS,
        ledger="产业项目台账",
    )
)
