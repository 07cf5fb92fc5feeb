"""What may be taken away: the sixteen ledgers as they are printed, and the lists as their pages show them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.acts.permissions import Permission
from zhucun.dispatch.roster.rules import SEE as SEE_ROSTER
from zhucun.org import roles
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.people.rules import SEE_UNITS
from zhucun.org.places.rules import SEE as SEE_PLACES
from zhucun.sheets.columns import Sheet
from zhucun.web.exporting import TAKEN
from zhucun.web.ledgers import PEN, Asked, Ledger, Per, all_ledgers, asked_of
from zhucun.web.tables import EXPORT

AS_SHEET = "?export=xlsx"


@dataclass(frozen=True)
class Listed:
    """A list that its own page gives away; `route` leads there, or to the page that asks which one."""

    label: str
    note: str
    route: str
    needs: Permission
    query: str = AS_SHEET

    @property
    def url(self) -> str:
        return f"{reverse(self.route)}{self.query}"


LISTS = (
    Listed("花名册，可选次序", "改好了能再导入；写明理由的，电话写全", "dispatch:members.export", SEE_PEOPLE, query=""),
    Listed("队员", "现在在册的人和基本情况", "dispatch:members", SEE_PEOPLE),
    Listed("工作队", "驻地、后盾单位、核定和实有人数", "dispatch:teams", SEE_ROSTER),
    Listed("村、社区、安置点", "代码、类别、谁在驻", "dispatch:villages", SEE_PLACES),
    Listed("单位", "层级、负责人、派了谁、后盾哪些队", "dispatch:units", SEE_UNITS),
)


def lists_for(actor: Actor) -> list[Listed]:
    return [one for one in LISTS if actor.may(one.needs)]


@dataclass(frozen=True)
class Offered:
    """A ledger on the page, with when it was last taken away within one's reach."""

    ledger: Ledger
    last: AccessLog | None

    @property
    def url(self) -> str:
        return reverse("reports:transfers.ledger", args=[self.ledger.key])


def ledgers_for(actor: Actor, taken: QuerySet[AccessLog]) -> list[Offered]:
    """Two queries."""
    mine = [one for one in all_ledgers() if one.may_be_taken_by(actor)]
    last = last_taken([one.title for one in mine], taken)
    return [Offered(one, last.get(one.title)) for one in mine]


def last_taken(titles: list[str], taken: QuerySet[AccessLog]) -> dict[str, AccessLog]:
    latest = taken.filter(what__in=[f"{TAKEN}{title}" for title in titles]).order_by().values("what")
    found = AccessLog.objects.filter(pk__in=latest.annotate(last=Max("pk")).values("last"))
    return {one.what.removeprefix(TAKEN): one for one in found}


def who_may(one: Ledger) -> list[str]:
    """Roles by name."""
    return [role.label for role in roles.ROLES.values() if {one.needs, EXPORT} <= set(role.permissions)]


def left_to_the_pen(sheet: Sheet) -> list[str]:
    return [column.label for column in sheet.in_form if column.kind.name == PEN.name]


def default_days(one: Ledger, actor: Actor) -> Asked:
    """As the form stands when it is opened: of months the last that is over."""
    return asked_of(one, actor, day=_last_month(actor.today) if one.per is Per.MONTH else None)


def _last_month(today: date) -> date:
    return date.fromordinal(today.replace(day=1).toordinal() - 1)
