"""The round of selection that runs in the invented county, and the people whom units have to send."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from zhucun.demo.invented import Dice, Need, Person, Place, Posting, Round, Tagging, Unit
from zhucun.demo.invented_facts import Facts
from zhucun.demo.invented_names import Registry
from zhucun.demo.invented_people import Card, Maker
from zhucun.demo.invented_places import COUNTY

SEED = 20220704
OPENED_ON, HOLDS_FROM = date(2022, 7, 4), date(2022, 9, 1)
TITLE = "2022年下半年选派"
REMARK = "补齐缺额，单位要求轮换的一并换。"
LEAVERS = 26
RAISED, STUDIED = 55, 60  # per cent of the places, and of those that have raised theirs
TOWNSHIP_DIGITS, VILLAGE_DIGITS = 9, 12

BANDS = "A A B B B C C D E F"
OF_TAGS = {
    "industry_village": "industry e_commerce farming_technique",
    "weak_party_branch": "party_building mediation",
    "weak_collective_economy": "collective_economy finance industry",
    "hard_to_govern": "mediation law",
    "tourism_resources": "culture_tourism planning_building",
    "resettlement": "living_environment school_health_liaison industry",
}
OF_ANY = "industry party_building collective_economy planning_building living_environment farming_technique finance"
NOTES = {
    "industry": "有一片老茶园，想找懂加工的。",
    "e_commerce": "柑橘卖不出去，要懂网上卖的。",
    "party_building": "支部刚换届，要有人带。",
    "collective_economy": "村集体一年收入不到十万。",
    "mediation": "林地纠纷多，要会做工作的。",
    "planning_building": "通组路今年要修完。",
    "farming_technique": "水稻病虫害，要懂技术的。",
    "living_environment": "垃圾清运没人管。",
    "law": "合同签了不少，没人看得懂。",
}


def invent_reserve(units: Sequence[Unit], codes: Mapping[str, str], registry: Registry) -> tuple[Person, ...]:
    """Three to five a unit of the county, one of those above it; some of whom the conditions do not let go."""
    dice = Dice(SEED)
    maker = Maker(dice, registry)
    facts = Facts({code: name for name, code in codes.items() if len(code) > TOWNSHIP_DIGITS})
    found = []
    for unit in units:
        for _ in range(dice.between(3, 5) if unit.place_code == COUNTY else 1):
            card = Card(dice.pick(BANDS.split()), dice.chance(60))
            found.append(facts.of_pool(maker.person(card, unit, leads=dice.chance(55)), dice))
    return tuple(found)


def invent_round(
    places: Sequence[Place], tags: Sequence[Tagging], postings: Sequence[Posting], untold: frozenset[str]
) -> Round:
    dice = Dice(SEED)
    of_place: dict[str, set[str]] = {}
    for tag in tags:
        of_place.setdefault(tag.place, set()).add(tag.tag)
    running = [one for one in postings if one.end is None and one.since < date(2022, 1, 1)]
    free = [one for one in running if one.person.name not in untold and one.person.unit.place_code == COUNTY]
    one_a_unit = {one.person.unit: one for one in dice.shuffled(free)}
    served = sorted({place for one in postings for place in (one.team.seat, *one.team.also)})
    needs = [_need(dice, code, of_place.get(code, set())) for code in served if dice.chance(RAISED)]
    return Round(TITLE, OPENED_ON, HOLDS_FROM, REMARK, tuple(one_a_unit.values())[:LEAVERS], tuple(needs))


def _need(dice: Dice, code: str, tags: set[str]) -> Need:
    known = " ".join(OF_TAGS[tag] for tag in sorted(tags) if tag in OF_TAGS) or OF_ANY
    kinds = tuple(dict.fromkeys(dice.pick(known.split()) for _ in range(dice.between(1, 3))))
    raised = OPENED_ON + timedelta(days=dice.between(1, 4))
    studied = raised + timedelta(days=dice.between(1, 2)) if dice.chance(STUDIED) else None
    note = NOTES.get(kinds[0], "") if dice.chance(45) else ""
    return Need(code, kinds, note, raised, studied)
