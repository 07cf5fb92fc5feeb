"""What the system holds about the holder of an account: looked at once after the first log-in, kept on 我的账号.

Topics above add theirs: dispatch knows the posting.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zhucun.acts.actor import Actor
from zhucun.lib.phones import masked_phone
from zhucun.org.accounts.models import Account
from zhucun.org.people.models import Cadre, Person


@dataclass(frozen=True)
class Fact:
    """One line; an empty value is shown as missing, so that it can be told."""

    label: str
    value: str


FactsOf = Callable[[Account, Actor], Iterable[Fact]]
_sources: list[FactsOf] = []


def facts_come_from(source: FactsOf) -> FactsOf:
    """Register a topic that knows something about the holder of an account."""
    _sources.append(source)
    return source


def facts_of(account: Account, actor: Actor) -> list[Fact]:
    return [fact for source in _sources for fact in source(account, actor)]


@facts_come_from
def of_the_person(account: Account, actor: Actor) -> Iterable[Fact]:
    yield Fact("姓名", account.name)
    person = account.person
    if person is None:
        return
    yield Fact("电话", masked_phone(person.phone) if person.phone else "")
    if hasattr(person, "cadre"):
        yield from _of_the_cadre(person, person.cadre)


def _of_the_cadre(person: Person, cadre: Cadre) -> Iterable[Fact]:
    born, joined = person.birth_month, cadre.party_joined_on
    yield Fact("性别", person.get_sex_display())
    yield Fact("出生年月", f"{born.year}年{born.month}月" if born else "")
    yield Fact("单位", cadre.unit.name if cadre.unit else "")
    yield Fact("职务", cadre.post)
    yield Fact("入党时间", f"{joined.year}年{joined.month}月" if joined else "")
    yield Fact("农村工作经历", {True: "有", False: "没有", None: ""}[cadre.has_rural_experience])
