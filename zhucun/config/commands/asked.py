"""What a command was asked, by whom and for which county; and what it answers."""

import getpass
import json
from argparse import Namespace
from dataclasses import dataclass, field, replace
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.org.accounts.actors import actor_for, office_of
from zhucun.org.accounts.models import Account
from zhucun.org.places.models import CountyOffice, Place

DOOR = "cli"
COUNTY = 6  # digits of its code
NO_COUNTY = "还没有开通县。开通：zhucun init --county 代码 --name 县名"


@dataclass(frozen=True)
class Outcome:
    """`value` is the JSON document, `lines` are what people read; `status` is 0 done, 1 the answer is no."""

    value: Any
    lines: list[str] = field(default_factory=list)
    status: int = 0

    def print(self, *, as_json: bool) -> None:
        if as_json:
            print(json.dumps(self.value, ensure_ascii=False, indent=2, default=str), flush=True)
        else:
            print(*self.lines, sep="\n", flush=True)


class Asked:
    """The told arguments as attributes; actor and county are looked up when first needed."""

    def __init__(self, told: Namespace) -> None:
        self.told = told

    def __getattr__(self, name: str) -> Any:
        return getattr(self.told, name)

    def county_code(self) -> str:
        """The one named, else that of the account, else the only one there is. Raises WrongUse."""
        opened = dict(CountyOffice.objects.order_by("county__code").values_list("county__code", "county__name"))
        if self.county:
            if self.county not in opened:
                raise WrongUse(
                    f"没有开通代码为 {self.county} 的县。开通：zhucun init --county {self.county} --name 县名"
                )
            return self.county
        if self.account:
            return self._account().county_code
        if not opened:
            raise WrongUse(NO_COUNTY)
        if len(opened) > 1:
            listed = "、".join(f"{code} {name}" for code, name in opened.items())
            raise WrongUse(f"库里有几个县，用 --county 写明是哪一个：{listed}。")
        return next(iter(opened))

    def actor(self) -> Actor:
        """Whoever is named by --as, else the local operator over the whole county."""
        if self.account:
            return actor_for(self._account(), door=DOOR)
        return operator(self.county_code())

    def home(self) -> Place:
        return Place.objects.get(code=self.county_code(), until__isnull=True)

    def _account(self) -> Account:
        found = Account.objects.filter(log_in=self.account.strip().lower(), is_active=True).first()
        if found is None:
            raise WrongUse(f"没有登录名为“{self.account}”的账号，或者它停用了。")
        return found


def operator(reach: str) -> Actor:
    """Named in the audit with the name by which the machine knows them."""
    office = office_of(_county_of(reach))
    by = Actor.system(f"本机操作员（{_user()}）", reach=reach, now=office.now, door=DOOR)
    return replace(by, is_demo=office.is_demo, office=office.name)


def _county_of(reach: str) -> str:
    """Above a county its clock is asked for where it is the only one there, so that the demo's stands still too."""
    if len(reach) >= COUNTY:
        return reach[:COUNTY]
    opened = CountyOffice.objects.filter(within_prefixes("county__code", [reach]))
    below = list(opened.values_list("county__code", flat=True)[:2])
    return below[0] if len(below) == 1 else ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name is known for the number under which a container runs
        return "无名"
