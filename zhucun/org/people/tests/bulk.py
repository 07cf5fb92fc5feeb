"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests.bulk import plan
from tests.cast import SINCE, TODAY, XIHE, Cast
from zhucun.acts.recording import Told


@plan("unit.add")
def units(cast: Cast) -> list[Told]:
    return [
        Told(cast.county, {"name": "县林业局", "since": SINCE, "head_name": "林森"}),
        Told(cast.county, {"name": "云台镇人民政府", "since": TODAY, "place_code": XIHE, "kind": "township"}),
    ]


@plan("cadre.add")
def cadres(cast: Cast) -> list[Told]:
    full = {"birth_month": date(1984, 3, 1), "phone": "13800000001", "rural_months": 30, "sex": "female"}
    return [
        Told(cast.county, {"name": "周文清", "since": SINCE, "unit": cast.archive, **full}),
        Told(cast.county, {"name": "欧阳小满", "since": TODAY}),
    ]


@plan("cadre.correct")
def corrections(cast: Cast) -> list[Told]:
    return [
        Told(cast.spare, {"changes": {"post": "科员", "rural_months": 0, "name": "候补壹"}}),
        Told(cast.member.cadre, {"changes": {"education": 50, "phone": "13800000002"}}),
    ]


@plan("cadre.set_rural_work")
def rural_work(cast: Cast) -> list[Told]:
    first = {"where": "西河镇政府", "since": date(2008, 7, 1), "until": date(2011, 7, 1)}
    return [
        Told(cast.spare, {"spells": [first, {"where": "河湾村", "since": date(2015, 1, 1), "until": None}]}),
        Told(cast.member.cadre, {"spells": []}),
    ]


@plan("cadre.confirm_fitness")
def fitness(cast: Cast) -> list[Told]:
    return [Told(cast.spare, {"on": TODAY}), Told(cast.member.cadre, {"on": SINCE})]


@plan("person.correct")
def persons(cast: Cast) -> list[Told]:
    return [
        Told(cast.accounts["liaison"].person, {"changes": {"phone": "13800000003"}}),
        Told(cast.accounts["officer"].person, {"changes": {"name": "李静雯"}}),
    ]


@plan("contact.add")
def contacts(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "石会计", "since": SINCE}),
        Told(cast.liuxi, {"name": "水小江", "since": TODAY, "unit": cast.water, "phone": "13800000004"}),
    ]
