"""The ledgers that may be taken away as a sheet, each where its own page offers it."""

from dataclasses import dataclass

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.dispatch.roster.rules import SEE as SEE_ROSTER
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.people.rules import SEE_UNITS
from zhucun.org.places.rules import SEE as SEE_PLACES

AS_SHEET = "?export=xlsx"


@dataclass(frozen=True)
class Ledger:
    """`route` leads to the sheet itself, or to the page that asks which one."""

    label: str
    note: str
    route: str
    needs: Permission
    query: str = AS_SHEET

    @property
    def url(self) -> str:
        return f"{reverse(self.route)}{self.query}"


LEDGERS = (
    Ledger("驻村工作队花名册", "按规定的列，可选日期、带不带电话", "dispatch:members.export", SEE_PEOPLE, query=""),
    Ledger("队员", "现在在册的人和基本情况", "dispatch:members", SEE_PEOPLE),
    Ledger("工作队", "驻地、后盾单位、核定和实有人数", "dispatch:teams", SEE_ROSTER),
    Ledger("村、社区、安置点", "代码、类别、谁在驻", "dispatch:villages", SEE_PLACES),
    Ledger("单位", "层级、负责人、派了谁、后盾哪些队", "dispatch:units", SEE_UNITS),
)


def ledgers_for(actor: Actor) -> list[Ledger]:
    return [ledger for ledger in LEDGERS if actor.may(ledger.needs)]
