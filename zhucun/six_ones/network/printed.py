"""党员联系户登记表: who keeps in touch with which household, what it asks for (R-DOC-14)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from zhucun.dispatch.roster.placed import TOWNSHIP, VILLAGE, placed
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.network.models import HouseholdLink
from zhucun.six_ones.network.rules import SEE
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

SHEET = Sheet(
    "links",
    "党员联系户登记表",
    (
        TOWNSHIP,
        VILLAGE,
        Column("linker", "联户的人", text(), width=12),
        Column("kind", "身份", text(), width=10),
        by_pen("phone", "电话", width=14),
        Column("head", "户主", text(), width=12),
        Column("group", "组", text(), width=10),
        Column("address", "住哪里", text(), width=18),
        Column("need", "需求", text(), width=34),
        Column("follow_up", "跟进", text(), width=26),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """The telephone is left to the pen: villagers' numbers are not kept (R-DAT-01)."""
    rows = HouseholdLink.objects.visible_to(asked.by).of_homes_there(asked.last)
    loaded = rows.select_related("linker", "village", "household__group")
    links = list(placed(loaded, asked.last, "linker__name", "linker", "household__group"))
    asks = _asked_for(asked, {link.household_id for link in links})
    for link in links:
        yield _values(link, asks.get(link.household_id, []))


def _asked_for(asked: Asked, homes: Collection[int]) -> Mapping[int, list[UrgentMatter]]:
    """Household → what is under way for it."""
    found: dict[int, list[UrgentMatter]] = defaultdict(list)
    for row in UrgentMatter.objects.visible_to(asked.by).under_way().order_by("raised_on", "pk"):
        if row.household_id in homes:
            found[row.household_id].append(row)
    return found


def _values(link: HouseholdLink, asks: Collection[UrgentMatter]) -> Row:
    home, follow = link.household, (row.result or row.get_state_display() for row in asks)
    return {
        "township": link.township,
        "village": link.village.name,
        "linker": link.linker.name,
        "kind": link.linker.get_kind_display(),
        "head": home.head_name,
        "group": str(home.group or ""),
        "address": f"{link.village.name}{home.group or ''}",
        "need": "；".join(row.text for row in asks),
        "follow_up": "；".join(follow),
    }


LINKS_LEDGER = ledger(
    Ledger(
        "links",
        "R-DOC-14",
        SHEET.title,
        "那天的联户，一户一行，带着正在办的需求；电话留给手写。",
        SEE,
        Per.DAY,
        SHEET,
        rows_of,
        ("填表人", "村党组织书记", "乡镇负责人"),
        is_wide=True,
    )
)
