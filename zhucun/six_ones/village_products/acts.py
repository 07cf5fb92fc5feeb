"""A village's speciality is named and ends; its collective income of a year is told, corrected, taken out."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import taken_out
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.six_ones import plain_text
from zhucun.six_ones.industries.rules import KEEP
from zhucun.six_ones.serving import Serving
from zhucun.six_ones.village_products import rules
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality


def _must_be_ones_own(place: Place, serving: Serving, by: Actor) -> None:
    """A village of one's territory, or one that one's team serves."""
    if place.kind not in SERVED:
        raise Refused("登记在村、社区、安置点。", field="place")
    reach = by.scope(KEEP)
    if not (reach.covers_place(place.code) or serving.team_of(place.pk, by.today) in reach.team):
        raise OutOfReach()


@act("speciality.name", "登记一村一品", needs=KEEP, remote=True, undo="speciality.take_out")
def name(place: Place, *, product: str, since: date, note: str = "", by: Actor) -> VillageSpeciality:
    return _name([Told(place, {"product": product, "since": since, "note": note})], by=by)[0]


@name.as_many
def _name(calls: Sequence[Told], *, by: Actor) -> list[VillageSpeciality]:
    places = {call.row.pk for call in calls}
    serving = Serving(places)
    held = set(VillageSpeciality.objects.current().filter(place__in=places).values_list("place", "product"))
    return insert_many(each(calls, lambda call: _named(call, serving, held, call.hand(by))))


def _named(call: Told, serving: Serving, held: set[tuple[int, str]], by: Actor) -> VillageSpeciality:
    place, given = call.row, call.given
    _must_be_ones_own(place, serving, by)
    product = plain_text.said(given["product"], "写是什么产品，比如“香菇”。", field="product")
    rules.must_have_begun(given["since"], by.today)
    if (key := (place.pk, product)) in held:
        raise Refused(f"{place.name}的一品里已经有“{product}”。", field="product")
    held.add(key)
    told = {"note": plain_text.without_private(given["note"], field="note"), "told_by": by.name}
    return VillageSpeciality(place=place, place_code=place.code, product=product, since=given["since"], **told)


@act("speciality.end", "不再是一村一品", needs=KEEP, remote=True, undo="speciality.reopen")
def end(row: VillageSpeciality, *, until: date, by: Actor) -> VillageSpeciality:
    """`until` is the first day on which it is not."""
    _must_be_ones_own(row.place, Serving([row.place_id]), by)
    if row.until is not None:
        raise Refused("已经结束了。")
    rules.must_end_after(until, row.since, by.today)
    row.until = until
    row.save()
    return row


@act("speciality.reopen", "恢复一村一品", needs=KEEP)
def reopen(row: VillageSpeciality, *, by: Actor) -> VillageSpeciality:
    _must_be_ones_own(row.place, Serving([row.place_id]), by)
    if VillageSpeciality.objects.current().filter(place=row.place_id, product=row.product).exists():
        raise Refused("这一品又登记了一次，不用恢复。")
    row.until = None
    row.save()
    return row


@act("speciality.take_out", "撤掉登记错的一村一品", needs=KEEP, remote=True)
def take_out(row: VillageSpeciality, *, by: Actor) -> VillageSpeciality:
    """It never was; the audit line keeps what it said."""
    _must_be_ones_own(row.place, Serving([row.place_id]), by)
    return taken_out(row)


@act("income.tell", "登记村集体经济收入", needs=KEEP, remote=True, undo="income.take_out")
def tell(place: Place, *, year: int, fen: int, note: str = "", by: Actor) -> CollectiveIncome:
    """One sum a village and year."""
    return _tell([Told(place, {"year": year, "fen": fen, "note": note})], by=by)[0]


@tell.as_many
def _tell(calls: Sequence[Told], *, by: Actor) -> list[CollectiveIncome]:
    places = {call.row.pk for call in calls}
    serving = Serving(places)
    held = set(CollectiveIncome.objects.filter(place__in=places).values_list("place", "year"))
    return insert_many(each(calls, lambda call: _told(call, serving, held, call.hand(by))))


def _told(call: Told, serving: Serving, held: set[tuple[int, int]], by: Actor) -> CollectiveIncome:
    place, given = call.row, call.given
    _must_be_ones_own(place, serving, by)
    rules.must_be_a_year_that_began(given["year"], by.today)
    rules.must_be_an_amount(given["fen"])
    if (key := (place.pk, given["year"])) in held:
        raise Refused(f"{place.name} {given['year']} 年的已经登记了，要改就改那一笔。", field="year")
    held.add(key)
    note = plain_text.without_private(given["note"], field="note")
    told = {"year": given["year"], "fen": given["fen"], "note": note, "told_by": by.name}
    return CollectiveIncome(place=place, place_code=place.code, **told)


@act("income.correct", "改村集体经济收入", needs=KEEP, remote=True)
def correct(row: CollectiveIncome, *, fen: int, note: str = "", by: Actor) -> CollectiveIncome:
    """The audit line keeps what it was before."""
    _must_be_ones_own(row.place, Serving([row.place_id]), by)
    rules.must_be_an_amount(fen)
    row.fen, row.note = fen, plain_text.without_private(note, field="note")
    row.save()
    return row


@act("income.take_out", "撤掉登记错的村集体经济收入", needs=KEEP, remote=True)
def take_out_income(row: CollectiveIncome, *, by: Actor) -> CollectiveIncome:
    _must_be_ones_own(row.place, Serving([row.place_id]), by)
    return taken_out(row)
