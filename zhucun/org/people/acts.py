"""Keeping units, persons, cadres and contacts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many, insert_plain
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.lib.identity import id_number_problem
from zhucun.lib.phones import normal_phone, phone_problem
from zhucun.lib.strokes import stroke_key
from zhucun.org.people import rules
from zhucun.org.people.models import Cadre, Contact, Person, Unit, UnitAlias, UnitSpell
from zhucun.org.people.sealed_text import blind_index
from zhucun.org.places.models import Place

PERSON_FIELDS = ("name", "sex", "birth_month", "id_number", "phone")


@act("unit.add", "登记单位", needs=rules.KEEP_UNITS)
def add_unit(
    county: Place,
    *,
    name: str,
    since: date,
    place_code: str = "",
    kind: str = rules.UnitKind.OTHER,
    head_name: str = "",
    deputy_name: str = "",
    staff_count: int | None = None,
    position: int = 0,
    by: Actor,
) -> Unit:
    """`place_code` is the code of the unit's own level; the county's own when left out."""
    told = {k: v for k, v in locals().items() if k not in ("by", "county")}
    return _add_units([Told(county, told)], by=by)[0]


@add_unit.as_many
def _add_units(calls: Sequence[Told], *, by: Actor) -> list[Unit]:
    counties = {call.row.code for call in calls}
    held = set(Unit.objects.filter(county_code__in=counties, until__isnull=True).values_list("county_code", "name"))
    aliases = UnitAlias.objects.filter(county_code__in=counties).values_list("county_code", "name", "unit__name")
    written = {(county, name): unit for county, name, unit in aliases}
    return insert_many(each(calls, lambda call: _new_unit(call, held, written)))


def _new_unit(call: Told, held: set[tuple[str, str]], written: Mapping[tuple[str, str], str]) -> Unit:
    county, given = call.row, dict(call.given)
    if other := written.get((county.code, given["name"])):
        raise Refused(f"“{given['name']}”是{other}的另一种写法，不用另外登记。", field="name")
    if (county.code, given["name"]) in held:
        raise Refused(f"单位“{given['name']}”已经登记过了。", field="name")
    held.add((county.code, given["name"]))
    given["place_code"] = given["place_code"] or county.code
    return Unit(county_code=county.code, **given)


@act("unit.correct", "更正单位资料", needs=rules.KEEP_UNITS)
def correct_unit(
    unit: Unit,
    *,
    name: str | None = None,
    kind: str | None = None,
    place_code: str | None = None,
    head_name: str | None = None,
    deputy_name: str | None = None,
    staff_count: int | None = None,
    by: Actor,
) -> Unit:
    """A changed name stays known as an alias, so that old files still find the unit."""
    if name and name != unit.name:
        _must_be_free(unit, name)
        UnitAlias.objects.filter(unit=unit, name=name).delete()
        UnitAlias.objects.get_or_create(county_code=unit.county_code, name=unit.name, defaults={"unit": unit})
    changes: dict[str, str | int | None] = {"name": name, "kind": kind, "place_code": place_code}
    changes |= {"head_name": head_name, "deputy_name": deputy_name, "staff_count": staff_count}
    for field, value in changes.items():
        if value is not None:
            setattr(unit, field, value)
    unit.save()
    return unit


def _must_be_free(unit: Unit, name: str) -> None:
    if Unit.objects.filter(county_code=unit.county_code, name=name, until__isnull=True).exclude(pk=unit.pk).exists():
        raise Refused(f"已经有单位叫“{name}”了。", field="name")
    other = UnitAlias.objects.filter(county_code=unit.county_code, name=name).exclude(unit=unit).first()
    if other is not None:
        raise Refused(f"“{name}”是{other.unit}的另一种写法。", field="name")


@act("unit.alias", "记住单位写法", needs=rules.KEEP_UNITS)
def learn_alias(unit: Unit, *, name: str, by: Actor) -> Unit:
    _must_be_free(unit, name)
    UnitAlias.objects.get_or_create(county_code=unit.county_code, name=name, defaults={"unit": unit})
    return unit


@act("unit.forget_alias", "去掉单位写法", needs=rules.KEEP_UNITS)
def forget_alias(unit: Unit, *, name: str, by: Actor) -> Unit:
    """The way of writing means another unit, or was learnt by mistake."""
    if not UnitAlias.objects.filter(unit=unit, name=name).delete()[0]:
        raise Refused(f"“{name}”不是{unit}的写法。", field="name")
    return unit


@act("unit.end", "撤并单位", needs=rules.KEEP_UNITS, undo="unit.reopen")
def end_unit(unit: Unit, *, last_day: date, reason: str, by: Actor) -> Unit:
    """The unit keeps its history. What still rests on it, teams behind which it stands and people it sent, refuses."""
    if unit.until is not None:
        raise Refused(f"{unit}已经撤并了。")
    if last_day < unit.since:
        raise Refused(f"最后一天要不早于登记之日（{unit.since:%Y-%m-%d}）。", field="last_day")
    unit.until = last_day + timedelta(days=1)
    unit.save()
    return unit


@act("unit.reopen", "恢复单位", needs=rules.KEEP_UNITS)
def reopen_unit(unit: Unit, *, reason: str = "", by: Actor) -> Unit:
    """Ending it was a mistake."""
    if unit.until is None:
        raise Refused(f"{unit}没有撤并。")
    _must_be_free(unit, unit.name)
    unit.until = None
    unit.save()
    return unit


@act("cadre.add", "登记干部", needs=rules.KEEP)
def add_cadre(
    county: Place,
    *,
    name: str,
    unit: Unit | None = None,
    since: date,
    sex: str = "",
    birth_month: date | None = None,
    id_number: str = "",
    phone: str = "",
    post: str = "",
    rank: str = "",
    employment: str = "",
    education: int | None = None,
    party_joined_on: date | None = None,
    work_started_on: date | None = None,
    has_rural_experience: bool | None = None,
    rural_months: int | None = None,
    skills: Sequence[str] = (),
    home: Place | None = None,
    fitness_confirmed_on: date | None = None,
    remark: str = "",
    by: Actor,
) -> Cadre:
    """A new natural person and their file. `since` is the day from which they belong to the unit."""
    told = {k: v for k, v in locals().items() if k not in ("by", "county")}
    return _add_cadres([Told(county, told)], by=by)[0]


@add_cadre.as_many
def _add_cadres(calls: Sequence[Told], *, by: Actor) -> list[Cadre]:
    held = _held_id_hashes(calls)
    people = each(calls, lambda call: _new_person(call, held))
    insert_many(people)
    made = [_new_cadre(call, person) for call, person in zip(calls, people, strict=True)]
    insert_many(made)
    spells = [
        {"cadre_id": cadre.pk, "unit_id": cadre.unit_id, "since": call.given["since"], "until": None}
        for call, cadre in zip(calls, made, strict=True)
        if cadre.unit_id
    ]
    insert_plain(UnitSpell, spells)
    return made


@act("cadre.correct", "更正干部资料", needs=rules.KEEP)
def correct_cadre(cadre: Cadre, *, changes: Mapping[str, Any], by: Actor) -> Cadre:
    """Column → new value, of the person or of the cadre's file. The unit changes by `cadre.move`."""
    return _correct_cadres([Told(cadre, {"changes": changes})], by=by)[0]


@correct_cadre.as_many
def _correct_cadres(calls: Sequence[Told], *, by: Actor) -> list[Cadre]:
    """Three queries to read, two to write for so many. A change of the person alone counts as one of the file, so that
    a second editor of the file is told of it."""
    cadres = [call.row for call in calls]
    prefetch_related_objects(cadres, "person")
    of_persons: list[Told] = []
    columns: set[str] = set()
    for cadre, call in zip(cadres, calls, strict=True):
        changes = dict(call.given["changes"])
        if of_person := {name: changes.pop(name) for name in PERSON_FIELDS if name in changes}:
            of_persons.append(Told(cadre.person, {"changes": of_person}))
        for name, value in _agreeing(changes).items():
            setattr(cadre, name, value)
            columns.add(name)
    corrected = {person.pk: person for person in correct_person.many(of_persons, by=by)}
    for cadre in cadres:
        cadre.person = corrected.get(cadre.person_id, cadre.person)
    update_many(cadres, sorted(columns))
    return cadres


@act("person.correct", "更正个人资料", needs=rules.KEEP)
def correct_person(person: Person, *, changes: Mapping[str, Any], by: Actor) -> Person:
    """The part of a cadre's file that belongs to the natural person, with a line of its own in the history."""
    return _correct_persons([Told(person, {"changes": changes})], by=by)[0]


DERIVED = ("id_hash", "phone_hash", "phone_tail", "name_key")


@correct_person.as_many
def _correct_persons(calls: Sequence[Told], *, by: Actor) -> list[Person]:
    persons = each(calls, lambda call: set_person(call.row, **call.given["changes"]))
    _must_be_nobody_else(
        person for person, call in zip(persons, calls, strict=True) if "id_number" in call.given["changes"]
    )
    update_many(persons, sorted({*DERIVED, *(name for call in calls for name in call.given["changes"])}))
    return persons


def _must_be_nobody_else(persons: Iterable[Person]) -> None:
    """An ID number that another person of the county bears is nobody's second one."""
    wanted = {person.id_hash: person for person in persons if person.id_hash}
    for twin in Person.objects.filter(id_hash__in=wanted).exclude(pk__in=[person.pk for person in wanted.values()]):
        if twin.county_code == wanted[twin.id_hash].county_code:
            raise Refused(f"{wanted[twin.id_hash].name}的证件号在册上是{twin.name}的。", field="id_number")


@act("cadre.move", "干部换单位", needs=rules.KEEP)
def move_cadre(cadre: Cadre, *, unit: Unit, since: date, by: Actor) -> Cadre:
    current = cadre.unit_spells.filter(until__isnull=True).first()
    if current and since <= current.since:
        raise Refused(f"新单位要晚于现单位的起始日（{current.since:%Y-%m-%d}）。", field="since")
    if current:
        current.until = since
        current.save()
    UnitSpell.objects.create(cadre=cadre, unit=unit, since=since)
    cadre.unit = unit
    cadre.save()
    return cadre


@act("contact.add", "登记联系人", needs=rules.KEEP, undo="contact.end")
def add_contact(
    place: Place, *, name: str, since: date, unit: Unit | None = None, phone: str = "", post: str = "", by: Actor
) -> Contact:
    """Somebody to ring about the place; with `unit`, somebody of that aid unit. One person, one number a row."""
    told = {k: v for k, v in locals().items() if k not in ("by", "place")}
    return _add_contacts([Told(place, told)], by=by)[0]


@add_contact.as_many
def _add_contacts(calls: Sequence[Told], *, by: Actor) -> list[Contact]:
    running = Contact.objects.filter(place__in={call.row.pk for call in calls}, until__isnull=True)
    held = set(running.values_list("place_id", "unit_id", "name"))
    return insert_many(each(calls, lambda call: _new_contact(call, held)))


def _new_contact(call: Told, held: set[tuple[int, int | None, str]]) -> Contact:
    place, given = call.row, call.given
    unit = given["unit"]
    if unit is not None and not place.code.startswith(unit.county_code):
        raise Refused(f"{unit}不在这个县的册上。", field="unit")
    known = (place.pk, unit and unit.pk, given["name"])
    if known in held:
        raise Refused(f"{given['name']}已经是{unit or place}的联系人了。", field="name")
    held.add(known)
    return _with_phone(
        Contact(place=place, unit=unit, name=given["name"], post=given["post"], since=given["since"]), given["phone"]
    )


@act("contact.correct", "更正联系人", needs=rules.KEEP)
def correct_contact(
    contact: Contact, *, name: str | None = None, post: str | None = None, phone: str | None = None, by: Actor
) -> Contact:
    """What is None stays; another person is another contact, the one before ends."""
    contact.name = contact.name if name is None else name
    contact.post = contact.post if post is None else post
    if phone is not None:
        _with_phone(contact, phone)
    contact.save()
    return contact


@act("contact.end", "不再是联系人", needs=rules.KEEP)
def end_contact(contact: Contact, *, last_day: date, reason: str = "", by: Actor) -> Contact:
    if contact.until is not None:
        raise Refused(f"{contact}已经不是联系人了。")
    if last_day < contact.since:
        raise Refused(f"结束日要不早于开始日（{contact.since:%Y-%m-%d}）。", field="last_day")
    contact.until = last_day + timedelta(days=1)
    contact.save()
    return contact


def _with_phone(contact: Contact, phone: str) -> Contact:
    if phone and (problem := phone_problem(phone)):
        raise Refused(problem, field="phone")
    contact.phone = normal_phone(phone) if phone else ""
    contact.phone_tail = contact.phone[-4:]
    return contact


def set_person(person: Person, **given: Any) -> Person:
    """Put values on a person, with everything that is derived from them. Raises Refused."""
    if id_number := given.get("id_number"):
        if problem := id_number_problem(id_number):
            raise Refused(problem, field="id_number", rule="R-DAT-04")
        person.id_hash = blind_index(id_number.upper(), "id")
    elif "id_number" in given:
        person.id_hash = ""
    if phone := given.get("phone"):
        given["phone"] = normal_phone(phone)
        person.phone_hash, person.phone_tail = blind_index(given["phone"], "phone"), given["phone"][-4:]
    elif "phone" in given:
        person.phone_hash, person.phone_tail = "", ""
    for name, value in given.items():
        setattr(person, name, value)
    person.name_key = stroke_key(person.name)
    return person


def _new_person(call: Told, held: set[tuple[str, str]]) -> Person:
    given = {name: call.given[name] for name in PERSON_FIELDS}
    person = set_person(Person(county_code=call.row.code), **given)
    if person.id_hash and (person.county_code, person.id_hash) in held:
        raise Refused(f"{person.name}的证件号在册上已有。", field="id_number")
    if person.id_hash:
        held.add((person.county_code, person.id_hash))
    return person


def _held_id_hashes(calls: Sequence[Told]) -> set[tuple[str, str]]:
    """Only of the numbers told: a county's people need not all be read to add a few."""
    counties = {call.row.code for call in calls}
    hashes = [blind_index(number.upper(), "id") for call in calls if (number := call.given["id_number"])]
    held: set[tuple[str, str]] = set()
    for begin in range(0, len(hashes), 800):
        same = Person.objects.filter(county_code__in=counties, id_hash__in=hashes[begin : begin + 800])
        held.update(same.values_list("county_code", "id_hash"))
    return held


def _new_cadre(call: Told, person: Person) -> Cadre:
    given = {name: value for name, value in call.given.items() if name not in (*PERSON_FIELDS, "since")}
    return Cadre(person=person, county_code=person.county_code, **_agreeing(given))


def _agreeing(given: dict[str, Any]) -> dict[str, Any]:
    """Months of rural work say whether there was any; skills have an order."""
    if given.get("rural_months") is not None:
        given["has_rural_experience"] = given["rural_months"] > 0
    if "skills" in given:
        given["skills"] = rules.skills_in_order(given["skills"])
    return given
