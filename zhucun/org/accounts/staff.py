"""Reading the list by which accounts are asked for: what each row means, and what stands in its way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing

from zhucun.acts.actor import Actor
from zhucun.lib.names import normal_name
from zhucun.org.accounts.models import Account
from zhucun.org.accounts.opening import Wanted
from zhucun.org.accounts.rules import SEE_OFFICES, AccountKind
from zhucun.org.accounts.sheets import STAFF
from zhucun.org.people.models import Unit, UnitAlias
from zhucun.org.people.sealed_text import blind_index
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED, Kind
from zhucun.org.roles import ROLES, label
from zhucun.sheets.columns import known_labels
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.header import find_tables
from zhucun.sheets.mapping import map_columns
from zhucun.sheets.matching_places import PlaceCandidate, PlaceMatcher
from zhucun.sheets.matching_units import UnitCandidate, UnitMatcher
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.rows import Rows, read_rows

ON_PHONE = {"village_secretary", "unit_liaison", "unit_deputy", "unit_head"}  # R-SEC-01
SALT = "zhucun.staff"
MOST_ROWS = 5_000


@dataclass
class StaffRow:
    """One row: who, which office, and either what to open or why not."""

    number: int
    name: str
    role: str
    where: str
    problem: str = ""
    has_account: bool = False
    wanted: Wanted | None = None

    @property
    def role_label(self) -> str:
        return label(self.role) if self.role else ""


def read_staff(data: bytes, file_name: str, *, by: Actor) -> list[StaffRow]:
    """Every data row of the first table. Raises Unreadable."""
    rows = _rows(data, file_name, by.today)
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"一次最多 {MOST_ROWS} 行，这里有 {len(rows)} 行。请分几次。", reason="large")
    ground = _Ground(by)
    return [ground.judge(rows, at) for at in range(len(rows))]


def _rows(data: bytes, file_name: str, today: date) -> Rows:
    known = known_labels([STAFF])
    for grid in read_bytes(data, file_name).filled:
        for table in find_tables(grid, known):
            mapping = map_columns(STAFF, table)
            if not mapping.missing:
                return read_rows(table, mapping, today=today)
    wanted = "、".join(column.label for column in STAFF.required)
    raise Unreadable(f"没找到表头。要有“{wanted}”这几列；可以下载空表来填。", reason="header")


class _Ground:
    """What the county knows, read once: places, units, accounts."""

    def __init__(self, by: Actor) -> None:
        self.county_code = by.county_code
        places = list(Place.objects.visible_to(by, SEE_OFFICES).filter(until__isnull=True))
        self.places = _place_matcher(places, by.county_code)
        units = Unit.objects.visible_to(by, SEE_OFFICES).filter(until__isnull=True)
        aliases: dict[int, list[str]] = {}
        for unit_id, name in UnitAlias.objects.filter(county_code=by.county_code).values_list("unit", "name"):
            aliases.setdefault(unit_id, []).append(name)
        self.by_unit = {unit.pk: unit for unit in units}
        self.units = UnitMatcher([UnitCandidate(u.pk, u.name, tuple(aliases.get(u.pk, ()))) for u in units])
        held = Account.objects.visible_to(by, SEE_OFFICES).filter(is_active=True).select_related("person")
        self.names = {account.name for account in held}
        self.people = {(a.name, a.person.phone_hash) for a in held if a.person and a.person.phone_hash}
        self.seen: set[tuple[str, str]] = set()

    def judge(self, rows: Rows, at: int) -> StaffRow:
        values = rows[at]
        name, role = values["name"] or "", values["role"] or ""
        row = StaffRow(rows.numbers[at], name, role, "")
        if at in rows.faults:
            row.problem = rows.faults[at][0].problem
            return row
        self._place(row, values)
        if not row.problem:
            self._person(row, values["phone"] or "")
        return row

    def _place(self, row: StaffRow, values: Mapping[str, Any]) -> None:
        """Puts where the office is on the row, as a Wanted without a person yet."""
        level, township = ROLES[row.role].level, values["township"] or ""
        kind = AccountKind.PHONE if row.role in ON_PHONE else AccountKind.DESK
        if level == "unit":
            match, where = self.units.find(values["unit"] or ""), values["unit"] or ""
        elif level == "village":
            match, where = self.places.find(values["place"] or "", township), f"{township}{values['place'] or ''}"
        elif level == "township":
            match, where = self.places.find_township(township), township
        else:
            row.where, row.wanted = "县", Wanted(row.name, kind, role=row.role, place_code=self.county_code)
            return
        row.where = where
        if not where:
            row.problem = (
                f"{row.role_label}要写明是哪个{ {'unit': '单位', 'village': '村', 'township': '乡镇'}[level] }。"
            )
        elif not match.is_sure:
            row.problem = match.problem
        elif level == "unit":
            unit = self.by_unit[match.found]
            row.wanted = Wanted(row.name, kind, role=row.role, place_code=self.county_code, unit=unit)
        else:
            row.wanted = Wanted(row.name, kind, match.found[:9], role=row.role, place_code=match.found)

    def _person(self, row: StaffRow, phone: str) -> None:
        wanted, name = row.wanted, normal_name(row.name)
        hashed = blind_index(phone, "phone") if phone else ""
        if phone and (name, hashed) in self.people:
            row.has_account, row.wanted = True, None
        elif not phone and name in self.names:
            row.problem, row.wanted = "已有同名的人有账号。填上手机号，才知道是不是同一个人。", None
        elif (name, hashed) in self.seen:
            row.problem, row.wanted = "这个人前面已经有一行了。同名的，填上手机号分清。", None
        else:
            row.wanted = Wanted(**{**vars(wanted), "phone": phone})
        self.seen.add((name, hashed))


def _place_matcher(places: Iterable[Place], county_code: str) -> PlaceMatcher:
    names = {place.code: place.name for place in places}
    candidates = [
        PlaceCandidate(place.code, place.name, place.kind, names.get(place.code[:9], ""))
        for place in places
        if place.kind == Kind.TOWNSHIP or place.kind in SERVED
    ]
    return PlaceMatcher(candidates, names.get(county_code, ""))


def kept(rows: list[StaffRow]) -> str:
    """What the confirming page carries, signed, so that the file is read once."""
    told = [
        [w.name, w.kind, w.township_code, w.phone, w.role, w.place_code, w.unit.pk if w.unit else None]
        for row in rows
        if (w := row.wanted)
    ]
    return signing.dumps(told, salt=SALT, compress=True)


def read_kept(text: str, *, by: Actor) -> list[Wanted]:
    """Raises signing.BadSignature."""
    told = signing.loads(text, salt=SALT, max_age=3600)
    units = {unit.pk: unit for unit in Unit.objects.visible_to(by, SEE_OFFICES)}
    return [
        Wanted(name, kind, township, phone, None, role, place, units[unit] if unit else None)
        for name, kind, township, phone, role, place, unit in told
    ]
