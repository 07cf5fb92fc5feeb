"""Opening a county and keeping its places, names, tags and households."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places import rules
from zhucun.org.places.models import CountyOffice, Household, Place, PlaceName, PlaceTag, VillageGroup
from zhucun.org.places.rules import Kind, short_name


@act("place.add", "登记点位", needs=rules.KEEP)
def add(
    parent: Place,
    *,
    code: str,
    name: str,
    kind: str,
    since: date,
    is_local_code: bool = False,
    position: int = 0,
    sketch_x: int | None = None,
    sketch_y: int | None = None,
    by: Actor,
) -> Place:
    """Add a place under another. A local code marks a place whose official code is not known."""
    told = {k: v for k, v in locals().items() if k not in ("by", "parent")}
    return _add_places([Told(parent, told)], by=by)[0]


@add.as_many
def _add_places(calls: Sequence[Told], *, by: Actor) -> list[Place]:
    codes = [call.given["code"] for call in calls]
    taken = set(Place.objects.filter(code__in=codes, until__isnull=True).values_list("code", flat=True))
    made = each(calls, lambda call: _new_place(call, taken))
    Place.objects.bulk_create(made, batch_size=500)
    PlaceName.objects.bulk_create(
        (PlaceName(place=place, name=place.name, since=place.since) for place in made), batch_size=500
    )
    return made


def _new_place(call: Told, taken: set[str]) -> Place:
    given, parent = call.given, call.row
    rules.must_fit(given["code"], given["kind"], parent.code)
    if given["code"] in taken:
        raise Refused(f"代码 {given['code']} 已经登记过了。", field="code")
    taken.add(given["code"])
    return Place(parent=parent, short_name=short_name(given["name"]), **given)


@act("place.rename", "点位更名", needs=rules.KEEP)
def rename(place: Place, *, name: str, since: date, reason: str = "", by: Actor) -> Place:
    current = place.names.filter(until__isnull=True).get()
    if since <= current.since:
        raise Refused(f"新名要晚于现名的启用日（{current.since:%Y-%m-%d}）。", field="since")
    current.until = since
    current.save()
    PlaceName.objects.create(place=place, name=name, since=since)
    place.name, place.short_name = name, short_name(name)
    place.save()
    return place


@act("place.close", "撤并点位", needs=rules.KEEP)
def close(place: Place, *, last_day: date, reason: str, by: Actor) -> Place:
    """A merged or dissolved place keeps its history. It may not be closed while something below it stands."""
    if place.children.filter(until__isnull=True).exists():
        raise Refused("它下面还有点位，先撤并下级。")
    place.until = last_day + timedelta(days=1)
    place.save()
    return place


@act("place.tag", "加村类别", needs=rules.KEEP, undo="place.untag")
def tag(place: Place, *, tag: str, since: date, basis: str = "", by: Actor) -> PlaceTag:
    return _tag_places([Told(place, {"tag": tag, "since": since, "basis": basis})], by=by)[0]


@tag.as_many
def _tag_places(calls: Sequence[Told], *, by: Actor) -> list[PlaceTag]:
    places = {call.row.pk for call in calls}
    held = set(PlaceTag.objects.filter(place__in=places, until__isnull=True).values_list("place_id", "tag"))
    made = each(calls, lambda call: _new_tag(call, held))
    return PlaceTag.objects.bulk_create(made, batch_size=500)


def _new_tag(call: Told, held: set[tuple[int, str]]) -> PlaceTag:
    place, label = call.row, rules.Tag(call.given["tag"]).label
    if place.kind not in rules.SERVED:
        raise Refused(f"{place.name}不是村、社区或安置点，不能加类别。")
    if (place.pk, call.given["tag"]) in held:
        raise Refused(f"{place.name}已经是{label}。", field="tag")
    held.add((place.pk, call.given["tag"]))
    return PlaceTag(place=place, **call.given)


@act("place.untag", "去掉村类别", needs=rules.KEEP)
def untag(tag: PlaceTag, *, last_day: date, reason: str = "", by: Actor) -> PlaceTag:
    if tag.until is not None:
        raise Refused("这个类别已经结束了。")
    if last_day < tag.since:
        raise Refused(f"结束日要不早于开始日（{tag.since:%Y-%m-%d}）。", field="last_day")
    tag.until = last_day + timedelta(days=1)
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
    office.started_on = started_on
    office.save()
    return office


@act("group.add", "登记村民小组", needs=rules.KEEP)
def add_group(village: Place, *, name: str, since: date, by: Actor) -> VillageGroup:
    return VillageGroup.objects.create(village=village, name=name, since=since)


@act("household.add", "登记农户", needs=rules.KEEP)
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
    return Household.objects.bulk_create([Household(village=call.row, **call.given) for call in calls], batch_size=500)
