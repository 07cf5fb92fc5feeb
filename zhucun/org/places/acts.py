"""Opening a county and keeping its places, names, tags and households."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.lib.positions import fault_of
from zhucun.org.places import rules
from zhucun.org.places.models import CountyOffice, Household, Place, PlaceName, PlaceTag, VillageGroup
from zhucun.org.places.rules import Kind, short_name


@act("place.add", "登记点位", needs=rules.KEEP, undo="place.close")
def add(
    parent: Place,
    *,
    name: str,
    kind: str,
    since: date,
    code: str = "",
    is_local_code: bool = False,
    position: int = 0,
    sketch_x: int | None = None,
    sketch_y: int | None = None,
    by: Actor,
) -> Place:
    """Add a place under another. Without a code it gets the next free local one; a site's suffix is always local."""
    told = {k: v for k, v in locals().items() if k not in ("by", "parent")}
    return _add_places([Told(parent, told)], by=by)[0]


@add.as_many
def _add_places(calls: Sequence[Told], *, by: Actor) -> list[Place]:
    held = _Held.under(calls)
    made = each(calls, lambda call: _new_place(call, held))
    insert_many(made)
    insert_many(PlaceName(place=place, name=place.name, since=place.since) for place in made)
    return made


@dataclass(frozen=True)
class _Held:
    """Codes of places that stand, all codes ever given (a local one is never given twice), names by parent."""

    standing: set[str]
    ever: set[str]
    names: set[tuple[int, str]]

    @classmethod
    def under(cls, calls: Sequence[Told]) -> "_Held":
        parents = {call.row.pk for call in calls}
        codes = [call.given["code"] for call in calls if call.given["code"]]
        siblings = Place.objects.filter(parent__in=parents).values_list("code", "until", "parent_id", "name")
        rows = [*siblings, *_with_codes(codes)]
        standing = {code for code, until, *_ in rows if until is None}
        names = {(parent, name) for _, until, parent, name in rows if until is None}
        return cls(standing, {code for code, *_ in rows}, names)


def _with_codes(codes: list[str]) -> Iterator[tuple]:
    for begin in range(0, len(codes), 800):
        rows = Place.objects.filter(code__in=codes[begin : begin + 800])
        yield from rows.values_list("code", "until", "parent_id", "name")


def _new_place(call: Told, held: _Held) -> Place:
    given, parent = dict(call.given), call.row
    rules.must_stand_under(given["kind"], parent.kind)
    if not given["code"]:
        given["code"] = rules.free_code(parent.code, given["kind"], held.ever)
        given["is_local_code"] = given["kind"] != Kind.SITE
    rules.must_fit(given["code"], given["kind"], parent.code)
    if parent.until is not None:
        raise Refused(f"{parent.name}已经撤并，不能再在它下面登记。", field="parent")
    if given["code"] in held.standing:
        raise Refused(f"代码 {given['code']} 已经登记过了。", field="code")
    if (parent.pk, given["name"]) in held.names:
        raise Refused(f"{parent.name}已经有{given['name']}了。", field="name")
    held.standing.add(given["code"])
    held.ever.add(given["code"])
    held.names.add((parent.pk, given["name"]))
    return Place(parent=parent, short_name=short_name(given["name"]), **given)


@act("place.rename", "点位更名", needs=rules.KEEP)
def rename(place: Place, *, name: str, since: date, reason: str = "", by: Actor) -> Place:
    current = place.names.filter(until__isnull=True).get()
    if since <= current.since:
        raise Refused(
            f"新名要晚于现名的启用日（{current.since:%Y-%m-%d}）。写错了名字，请用“更正名称”。", field="since"
        )
    _must_be_a_new_name(place, name)
    current.until = since
    current.save()
    PlaceName.objects.create(place=place, name=name, since=since)
    place.name, place.short_name = name, short_name(name)
    place.save()
    return place


@act("place.correct", "更正点位名称", needs=rules.KEEP)
def correct(place: Place, *, name: str, by: Actor) -> Place:
    """The name was written wrongly; it never was what stood here, so no day keeps it."""
    _must_be_a_new_name(place, name)
    place.names.filter(until__isnull=True).update(name=name)
    place.name, place.short_name = name, short_name(name)
    place.save()
    return place


@act("place.locate", "定经纬度", needs=rules.KEEP)
def locate(place: Place, *, north: int | None, east: int | None, by: Actor) -> Place:
    """In hundred-thousandths of a degree; both None where it was wrong and is not known. A village without a position
    is looked for at its township's seat."""
    return _locate([Told(place, {"north": north, "east": east})], by=by)[0]


@locate.as_many
def _locate(calls: Sequence[Told], *, by: Actor) -> list[Place]:
    located = each(calls, _located)
    update_many(located, ["north", "east"])
    return located


def _located(call: Told) -> Place:
    north, east = call.given["north"], call.given["east"]
    if fault := fault_of(north, east):
        raise Refused(fault, field="north")
    call.row.north, call.row.east = north, east
    return call.row


def _must_be_a_new_name(place: Place, name: str) -> None:
    if name == place.name:
        raise Refused("名字没有变。", field="name")
    if Place.objects.filter(parent=place.parent_id, name=name, until__isnull=True).exists():
        raise Refused(f"{place.parent}已经有{name}了。", field="name")


@act("place.close", "撤并点位", needs=rules.KEEP, undo="place.reopen")
def close(place: Place, *, last_day: date, reason: str, merged_into: Place | None = None, by: Actor) -> Place:
    """A merged or dissolved place keeps its history. It may not be closed while something below it stands.

    Its categories end with it. What else hangs on it (a team) must be settled first: those topics refuse.
    """
    if place.until is not None:
        raise Refused(f"{place.name}已经撤并了。")
    if last_day < place.since:
        raise Refused(f"最后一天要不早于登记之日（{place.since:%Y-%m-%d}）。", field="last_day")
    if place.children.filter(until__isnull=True).exists():
        raise Refused("它下面还有点位，先撤并下级。")
    _must_take_it_in(place, merged_into)
    place.until, place.merged_into = last_day + timedelta(days=1), merged_into
    place.save()
    for row in place.tags.filter(Q(until__isnull=True) | Q(until__gt=place.until)):
        row.until = max(place.until, row.since + timedelta(days=1))
        row.save()
    return place


def _must_take_it_in(place: Place, other: Place | None) -> None:
    if other is None:
        return
    if other.pk == place.pk:
        raise Refused("不能并入自己。", field="merged_into")
    if other.until is not None or other.kind not in rules.SERVED or other.code[:6] != place.code[:6]:
        raise Refused("要并入本县一个还在的村、社区或安置点。", field="merged_into")


@act("place.reopen", "恢复点位", needs=rules.KEEP)
def reopen(place: Place, *, reason: str = "", by: Actor) -> Place:
    """Closing was a mistake: the place stands again, with the categories that ended with it."""
    if place.until is None:
        raise Refused(f"{place.name}没有撤并。")
    if Place.objects.filter(code=place.code, until__isnull=True).exists():
        raise Refused(f"代码 {place.code} 已经给了别处。")
    for row in place.tags.filter(until=place.until):
        row.until = None
        row.save()
    place.until, place.merged_into = None, None
    place.save()
    return place


@act("place.tag", "加村类别", needs=rules.KEEP, undo="place.withdraw_tag")
def tag(place: Place, *, tag: str, since: date, basis: str = "", by: Actor) -> PlaceTag:
    return _tag_places([Told(place, {"tag": tag, "since": since, "basis": basis})], by=by)[0]


@tag.as_many
def _tag_places(calls: Sequence[Told], *, by: Actor) -> list[PlaceTag]:
    places = {call.row.pk for call in calls}
    held = set(PlaceTag.objects.filter(place__in=places, until__isnull=True).values_list("place_id", "tag"))
    made = each(calls, lambda call: _new_tag(call, held))
    return insert_many(made)


def _new_tag(call: Told, held: set[tuple[int, str]]) -> PlaceTag:
    place, label = call.row, rules.Tag(call.given["tag"]).label
    if place.kind not in rules.SERVED:
        raise Refused(f"{place.name}不是村、社区或安置点，不能加类别。")
    if not place.holds(call.given["since"]):
        raise Refused(f"{place.name}在 {call.given['since']:%Y-%m-%d} 还没有登记或已撤并。", field="since")
    if (place.pk, call.given["tag"]) in held:
        raise Refused(f"{place.name}已经是{label}。", field="tag")
    held.add((place.pk, call.given["tag"]))
    return PlaceTag(place=place, **call.given)


@act("place.untag", "去掉村类别", needs=rules.KEEP, undo="place.resume_tag")
def untag(tag: PlaceTag, *, last_day: date, reason: str = "", by: Actor) -> PlaceTag:
    if tag.until is not None:
        raise Refused("这个类别已经结束了。")
    if last_day < tag.since:
        raise Refused(f"结束日要不早于开始日（{tag.since:%Y-%m-%d}）。", field="last_day")
    tag.until = last_day + timedelta(days=1)
    tag.save()
    return tag


@act("place.resume_tag", "恢复村类别", needs=rules.KEEP)
def resume_tag(tag: PlaceTag, *, reason: str = "", by: Actor) -> PlaceTag:
    """Ending it was a mistake."""
    if tag.until is None:
        raise Refused("这个类别没有结束。")
    if PlaceTag.objects.filter(place=tag.place_id, tag=tag.tag, until__isnull=True).exists():
        raise Refused("后来又加了同一个类别，不用恢复。")
    tag.until = None
    tag.save()
    return tag


@act("place.withdraw_tag", "撤回村类别", needs=rules.KEEP)
def withdraw_tag(tag: PlaceTag, *, reason: str = "", by: Actor) -> PlaceTag:
    """It was entered by mistake and held on no day. One that really held is ended by `place.untag`."""
    tag.withdrawn_at = by.now
    tag.until = tag.until or tag.since + timedelta(days=1)
    tag.save()
    return tag


@act("county.open", "开通一个县", needs=rules.OPEN_COUNTY)
def open_county(
    county: Place, *, office_name: str, is_demo: bool = False, clock_stands_at: datetime | None = None, by: Actor
) -> CountyOffice:
    if county.kind != Kind.COUNTY:
        raise Refused("只有县（市、区）可以开通。")
    if CountyOffice.objects.filter(county=county).exists():
        raise Refused(f"{county.name}已经开通了。")
    return CountyOffice.objects.create(
        county=county, name=office_name, is_demo=is_demo, clock_stands_at=clock_stands_at
    )


@act("county.start", "定建账日", needs=rules.KEEP)
def start_county(office: CountyOffice, *, started_on: date, by: Actor) -> CountyOffice:
    """The day from which facts are recorded here; what came before is carried in as opening values 期初."""
    if started_on > by.today:
        raise Refused("建账日不能晚于今天。", field="started_on")
    office.started_on = started_on
    office.save()
    return office


@act("group.add", "登记村民小组", needs=rules.KEEP, undo="group.end")
def add_group(village: Place, *, name: str, since: date, by: Actor) -> VillageGroup:
    return _add_groups([Told(village, {"name": name, "since": since})], by=by)[0]


@add_group.as_many
def _add_groups(calls: Sequence[Told], *, by: Actor) -> list[VillageGroup]:
    running = VillageGroup.objects.filter(village__in={call.row.pk for call in calls}, until__isnull=True)
    held = set(running.values_list("village_id", "name"))
    return insert_many(each(calls, lambda call: _new_group(call, held)))


def _new_group(call: Told, held: set[tuple[int, str]]) -> VillageGroup:
    village, name = call.row, call.given["name"]
    if (village.pk, name) in held:
        raise Refused(f"{village.name}已经有{name}了。", field="name")
    held.add((village.pk, name))
    return VillageGroup(village=village, **call.given)


@act("group.end", "撤销村民小组", needs=rules.KEEP)
def end_group(group: VillageGroup, *, last_day: date, reason: str = "", by: Actor) -> VillageGroup:
    return _ended(group, last_day)


@act("household.add", "登记农户", needs=rules.KEEP, undo="household.end")
def add_household(
    village: Place,
    *,
    head_name: str,
    since: date,
    group: VillageGroup | None = None,
    code: str = "",
    person_count: int | None = None,
    by: Actor,
) -> Household:
    told = {k: v for k, v in locals().items() if k not in ("by", "village")}
    return _add_households([Told(village, told)], by=by)[0]


@add_household.as_many
def _add_households(calls: Sequence[Told], *, by: Actor) -> list[Household]:
    villages = {call.row.pk for call in calls}
    numbered = Household.objects.filter(village__in=villages, until__isnull=True).exclude(code="")
    held = set(numbered.values_list("village_id", "code"))
    return insert_many(each(calls, lambda call: _new_household(call, held)))


def _new_household(call: Told, held: set[tuple[int, str]]) -> Household:
    """Heads of two households may bear one name; a household's number is its own."""
    village, given = call.row, call.given
    if given["group"] is not None and given["group"].village_id != village.pk:
        raise Refused(f"{given['group']}不是{village.name}的组。", field="group")
    if given["code"] and (village.pk, given["code"]) in held:
        raise Refused(f"户编号 {given['code']} 已经登记过了。", field="code")
    held.add((village.pk, given["code"]))
    return Household(village=village, **given)


@act("household.correct", "更正农户", needs=rules.KEEP)
def correct_household(
    household: Household,
    *,
    head_name: str,
    group: VillageGroup | None = None,
    code: str = "",
    person_count: int | None = None,
    by: Actor,
) -> Household:
    """Written wrongly, moved to another group, or another head: it is the same household."""
    told = {k: v for k, v in locals().items() if k not in ("by", "household")}
    return _correct_households([Told(household, told)], by=by)[0]


@correct_household.as_many
def _correct_households(calls: Sequence[Told], *, by: Actor) -> list[Household]:
    villages = {call.row.village_id for call in calls}
    numbered = Household.objects.filter(village__in=villages, until__isnull=True).exclude(code="")
    held = {(village, code): key for village, code, key in numbered.values_list("village_id", "code", "pk")}
    rows = each(calls, lambda call: _corrected(call, held))
    update_many(rows, ["head_name", "group", "code", "person_count"])
    return rows


def _corrected(call: Told, held: dict[tuple[int, str], int]) -> Household:
    home, given = call.row, call.given
    if home.until is not None:
        raise Refused(f"{home.head_name}家已经销户。")
    if given["group"] is not None and given["group"].village_id != home.village_id:
        raise Refused(f"{given['group']}不是这个村的组。", field="group")
    if given["code"] and held.setdefault((home.village_id, given["code"]), home.pk) != home.pk:
        raise Refused(f"户编号 {given['code']} 已经登记过了。", field="code")
    home.head_name, home.group = given["head_name"], given["group"]
    home.code, home.person_count = given["code"], given["person_count"]
    return home


@act("household.end", "销户", needs=rules.KEEP)
def end_household(household: Household, *, last_day: date, reason: str = "", by: Actor) -> Household:
    """Moved away or merged with another household; the row is kept."""
    return _ended(household, last_day)


def _ended(row: VillageGroup | Household, last_day: date) -> VillageGroup | Household:
    if row.until is not None:
        raise Refused(f"{row}已经结束了。")
    if last_day < row.since:
        raise Refused(f"最后一天要不早于登记之日（{row.since:%Y-%m-%d}）。", field="last_day")
    row.until = last_day + timedelta(days=1)
    row.save()
    return row
