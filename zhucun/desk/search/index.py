"""Keeps the entries: which words a row is found by. Written within the acts that change a name, or rebuilt."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db.models import Q

from zhucun.acts.inserting import insert_many
from zhucun.acts.scope import within_prefixes
from zhucun.desk.search.models import Kind, SearchEntry
from zhucun.dispatch.roster.models import Team, TeamPlace
from zhucun.lib.names import sounds
from zhucun.org.people.models import Cadre, Unit, UnitAlias
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.org.places.rules import Kind as PlaceKind
from zhucun.oversight.rectification.models import RectificationLetter

AT_ONCE, FEW = 500, 20
COUNTY_DIGITS, TOWNSHIP_DIGITS = 6, 9
Said = Callable[[Sequence[int]], Iterator[SearchEntry]]


def index(kind: Kind, keys: Iterable[int]) -> None:
    """Write the entries of these rows anew; one whose row has ended goes."""
    remaining = iter(sorted(set(keys)))
    while batch := list(islice(remaining, AT_ONCE)):
        said = {entry.key: entry for entry in SAID[kind](batch)}
        held = _held(kind, batch) if len(batch) > FEW else set(batch)
        entries = [said[key] for key in batch if key in said]  # in the order of the keys, which no set keeps
        insert_many(one for one in entries if one.key not in held)
        _write_anew([one for one in entries if one.key in held])
        if gone := set(batch) - said.keys():
            SearchEntry.objects.filter(kind=kind, key__in=gone).delete()


def _held(kind: Kind, keys: Sequence[int]) -> set[int]:
    """To ask which are there pays where many are new: these are inserted without looking for a conflict."""
    return set(SearchEntry.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True))


def _write_anew(entries: Sequence[SearchEntry]) -> None:
    if entries:
        SearchEntry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["county_code", "words"]
        )


def rebuild(reach: str = "") -> int:
    """All entries of a territory, of every county when none is named. Returns how many there are now."""
    for kind, keys in _all_keys(reach).items():
        index(kind, keys)
    return SearchEntry.objects.filter(_within("county_code", reach)).count()


def _within(column: str, reach: str) -> Q:
    return within_prefixes(column, [reach[:COUNTY_DIGITS]]) if reach else Q()


def _all_keys(reach: str) -> dict[Kind, list[int]]:
    rows = {
        Kind.PERSON: Cadre.objects.all(),
        Kind.TEAM: Team.objects.all(),
        Kind.PLACE: Place.objects.all(),
        Kind.UNIT: Unit.objects.all(),
        Kind.LETTER: RectificationLetter.objects.filter(issued_on__isnull=False),
    }
    column = {Kind.PLACE: "code", Kind.LETTER: "issue__county_code"}
    return {
        kind: list(found.filter(_within(column.get(kind, "county_code"), reach)).values_list("pk", flat=True))
        for kind, found in rows.items()
    }


def plain(text: str) -> str:
    """As words are kept and asked for: half-width, in lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def entry(kind: Kind, key: int, county_code: str, *words: str) -> SearchEntry:
    said = dict.fromkeys(plain(word).replace(" ", "") for word in words if word)
    return SearchEntry(kind=kind, key=key, county_code=county_code, words=f" {' '.join(said)}"[:600])


def _people(keys: Sequence[int]) -> Iterator[SearchEntry]:
    found = Cadre.objects.filter(pk__in=keys)
    for key, county_code, name in found.values_list("pk", "county_code", "person__name"):
        yield entry(Kind.PERSON, key, county_code, name, *sounds(name))


def _teams(keys: Sequence[int]) -> Iterator[SearchEntry]:
    places = _served(keys)
    for team in Team.objects.filter(pk__in=keys, until__isnull=True):
        sounding = [sound for place in places[team.pk] for sound in sounds(place)]
        yield entry(Kind.TEAM, team.pk, team.county_code, team.name, team.number, *places[team.pk], *sounding)


def _served(teams: Sequence[int]) -> Mapping[int, list[str]]:
    """Team → the names of the places it serves."""
    names = defaultdict(list)
    served = TeamPlace.objects.filter(team__in=teams, until__isnull=True).order_by("-is_main", "pk")
    for team, name in served.values_list("team", "place__short_name"):
        names[team].append(name)
    return names


def _places(keys: Sequence[int]) -> Iterator[SearchEntry]:
    found = list(Place.objects.filter(pk__in=keys, until__isnull=True, kind__in=(PlaceKind.TOWNSHIP, *SERVED)))
    township_codes = {place.code[:TOWNSHIP_DIGITS] for place in found}
    townships = dict(Place.objects.filter(code__in=township_codes, until__isnull=True).values_list("code", "name"))
    for place in found:
        within = townships.get(place.code[:TOWNSHIP_DIGITS], "") if len(place.code) > TOWNSHIP_DIGITS else ""
        yield entry(
            Kind.PLACE,
            place.pk,
            place.code[:COUNTY_DIGITS],
            within + place.name,
            place.code,
            *sounds(place.short_name),
        )


def _units(keys: Sequence[int]) -> Iterator[SearchEntry]:
    aliases = defaultdict(list)
    for unit, name in UnitAlias.objects.filter(unit__in=keys).values_list("unit", "name"):
        aliases[unit].append(name)
    for key, county_code, name in Unit.objects.filter(pk__in=keys, until__isnull=True).values_list(
        "pk", "county_code", "name"
    ):
        yield entry(Kind.UNIT, key, county_code, name, *sounds(name), *aliases[key])


def _letters(keys: Sequence[int]) -> Iterator[SearchEntry]:
    """By document number, 第 9 期 and to whom."""
    found = RectificationLetter.objects.filter(pk__in=keys, issued_on__isnull=False)
    columns = ("pk", "issue__county_code", "number", "issue__number", "addressee")
    for key, county_code, number, issue, addressee in found.values_list(*columns):
        yield entry(Kind.LETTER, key, county_code, number, f"第{issue}期", addressee)


SAID: dict[Kind, Said] = {
    Kind.PERSON: _people,
    Kind.TEAM: _teams,
    Kind.PLACE: _places,
    Kind.UNIT: _units,
    Kind.LETTER: _letters,
}
