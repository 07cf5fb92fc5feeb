"""What may not stand in a text that villagers or strangers read: numbers, houses, health, names of heads (R-MON-05)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from zhucun.acts.refused import Refused
from zhucun.lib.private_numbers import NUMBERS
from zhucun.org.places.models import Household, Place

HEAD, TAIL = 3, 2  # of a number that is pointed at
HOUSE = re.compile(r"[\u4e00-\u9fff\d]{1,4}组\d{1,4}号")
HEALTH = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:癌症?|肿瘤|尿毒症|精神病|精神分裂|艾滋病?|残疾证|[一二三四]级残疾|重病|大病|患病|慢性病|高血压|糖尿病|"
    r"核酸阳性|阳性病例|确诊病例|密切接触者|密接|发烧|发热|孕妇)"
)


@dataclass(frozen=True)
class Private:
    """What was found, and as what: shown without the middle of a number."""

    what: str
    shown: str

    def __str__(self) -> str:
        return f"{self.what}“{self.shown}”"


def private_in(text: str, heads: Collection[str] = (), *, health: bool = True) -> list[Private]:
    """What a machine can find; a person reads the text all the same, since a name on no list is not found."""
    return list(_found(text, heads, health=health))


def _found(text: str, heads: Collection[str], *, health: bool) -> Iterator[Private]:
    for number in dict.fromkeys(NUMBERS.findall(text)):
        yield Private("号码", f"{number[:HEAD]}…{number[-TAIL:]}")
    for house in dict.fromkeys(HOUSE.findall(text)):
        yield Private("门牌", house)
    if health:
        for said in dict.fromkeys(one.group() for one in HEALTH.finditer(text)):
            yield Private("健康情况", said)
    for name in sorted({one for one in heads if len(one) > 1 and one in text}):
        yield Private("户主姓名", name)


def heads_in(place: Place) -> set[str]:
    """The names of the place's heads of households."""
    rows = Household.objects.filter(village__code=place.code[:12], until__isnull=True)
    return set(rows.values_list("head_name", flat=True))


def must_be_public(text: str, heads: Collection[str] = (), *, field: str = "text", health: bool = True) -> str:
    """As it is kept. Raises Refused naming what to take out."""
    found = private_in(text, heads, health=health)
    if found:
        told = "、".join(str(one) for one in found)
        raise Refused(f"里面有{told}。去掉，或者改成“一户”“老人”这样的话。", field=field, rule="R-MON-05")
    return text.strip()
