"""产业项目台账 as it is printed: each project with its stage, its money, its households (R-DOC-15)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.db.models import Count, QuerySet, Sum

from zhucun.dispatch.roster.placed import TOWNSHIP, VILLAGE, placed
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.money import money
from zhucun.sheets.values import text, whole
from zhucun.six_ones.industries.models import IndustryProject, ProjectHousehold
from zhucun.six_ones.industries.rules import MOST_HOUSEHOLDS, SEE
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.project_money.rules import Kind
from zhucun.six_ones.village_products.models import CollectiveIncome
from zhucun.web.ledgers import Asked, Ledger, Per, Row, ledger

SHEET = Sheet(
    "projects",
    "产业项目台账",
    (
        TOWNSHIP,
        VILLAGE,
        Column("name", "项目", text(), width=26),
        Column("kind", "哪一类", text(), width=12),
        Column("planned_start", "计划开工", day(), width=12),
        Column("planned_finish", "计划完成", day(), width=12),
        Column("stage", "走到哪一步", text(), width=12),
        Column("granted", "批复资金（元）", money(), width=14),
        Column("arrived", "到账资金（元）", money(), width=14),
        Column("meant", "打算带动户数", whole(0, MOST_HOUSEHOLDS), width=10),
        Column("homes", "已联结户数", whole(0, MOST_HOUSEHOLDS), width=10),
        Column("income", "村集体收入（元）", money(), width=14),
        Column("remark", "备注", text(), width=26),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """As things are; money and households to the day. The village's collective income is that of the year before."""
    seen = IndustryProject.objects.visible_to(asked.by).standing().filter(planned_on__lte=asked.last)
    projects = list(placed(seen.select_related("place"), asked.last, "planned_on"))
    money_of, homes = _money(asked), _homes(asked)
    incomes = dict(_incomes(asked))
    for row in projects:
        came = money_of[row.pk]
        yield {
            "township": row.township,
            "village": row.place.name,
            "name": row.name,
            "kind": row.get_field_display(),
            "planned_start": row.planned_start,
            "planned_finish": row.planned_finish,
            "stage": row.get_state_display(),
            "granted": came.get(Kind.GRANTED),
            "arrived": came.get(Kind.ARRIVED),
            "meant": row.households_meant,
            "homes": homes.get(row.pk, 0),
            "income": incomes.get(row.place_id),
            "remark": row.stop_reason or row.late_reason,
        }


def _money(asked: Asked) -> Mapping[int, Mapping[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = ProjectMoney.objects.visible_to(asked.by).filter(on__lte=asked.last).order_by()
    for project, kind, fen in rows.values_list("project", "kind").annotate(fen=Sum("fen")):
        found[project][kind] = fen
    return found


def _homes(asked: Asked) -> dict[int, int]:
    linked = ProjectHousehold.objects.visible_to(asked.by).filter(since__lte=asked.last).order_by()
    return dict(linked.values("project").annotate(n=Count("pk")).values_list("project", "n"))


def _incomes(asked: Asked) -> QuerySet:
    of_year = CollectiveIncome.objects.visible_to(asked.by).filter(year=asked.last.year - 1)
    return of_year.values_list("place", "fen")


PROJECTS_LEDGER = ledger(
    Ledger(
        "projects",
        "R-DOC-15",
        SHEET.title,
        "一个项目一行：计划、进度、批复和到账的钱、带动的户；村集体收入是上一年的。",
        SEE,
        Per.DAY,
        SHEET,
        rows_of,
        ("制表人", "村党组织书记", "乡镇负责人", "县农业农村局"),
        is_wide=True,
    )
)
