"""Office holders of the invented county: whoever has an account and is on no team."""

from collections.abc import Iterable, Sequence

from zhucun.demo.invented import Dice, Office, Team, Unit
from zhucun.demo.invented_names import Registry
from zhucun.demo.invented_places import COUNTY, TOWNSHIPS, YAO_TOWNSHIPS
from zhucun.lib.names import pinyin

PREFECTURE, PROVINCE = "9901", "99"

# The same people as in every test: role → where → name.
FIXED = {
    "county_office_leader": {COUNTY: "唐志远"},
    "county_officer": {COUNTY: "李静文"},
    "county_leader": {COUNTY: "贺国平"},
    "organisation_department": {COUNTY: "卢敏"},
    "prefecture_reader": {PREFECTURE: "秦望"},
    "province_reader": {PROVINCE: "江远帆"},
    "system_admin": {COUNTY: "钟系"},
    "security_admin": {COUNTY: "安全"},
    "audit_admin": {COUNTY: "沈纪"},
    "township_secretary": {"990126101": "蒋大为", "990126102": "骆西平"},
    "attendance_clerk": {"990126101": "周小禾"},
    "village_secretary": {"990126101201": "石有田"},
    "talks_officer": {COUNTY: "冯雨桐"},
}
LIAISONS = {"县档案馆": "欧阳岚"}
FIXED_NAMES = {name for holders in FIXED.values() for name in holders.values()} | set(LIAISONS.values())

OF_THE_COUNTY = (
    "county_office_leader",
    "county_officer",
    "county_leader",
    "organisation_department",
    "prefecture_reader",
    "province_reader",
    "system_admin",
    "security_admin",
    "audit_admin",
)
OF_A_TOWNSHIP = ("township_secretary", "township_organiser", "attendance_clerk")


def invent_offices(teams: Iterable[Team], units: Sequence[Unit], dice: Dice, registry: Registry) -> tuple[Office, ...]:
    """Desk accounts of county and townships; phone accounts of village secretaries, unit heads and liaisons."""
    filler = _Filler(dice, registry)
    villages = sorted({place[:12] for team in teams for place in (team.seat, *team.also)})
    return (
        *(filler.desk(role, place, name) for role in OF_THE_COUNTY for place, name in FIXED[role].items()),
        *(filler.desk(role, town.code) for town in TOWNSHIPS for role in OF_A_TOWNSHIP),
        *(filler.phone("village_secretary", village) for village in villages),
        *(filler.of_unit("unit_head", unit, unit.head_name) for unit in units),
        *(filler.of_unit("unit_liaison", unit, LIAISONS.get(unit.name)) for unit in units),
        *(filler.of_unit("unit_deputy", unit, unit.deputy_name) for unit in units),
        *(filler.desk("talks_officer", place, name) for place, name in FIXED["talks_officer"].items()),
    )


class _Filler:
    """Fills offices one by one: with those who are told of, else with whom the registry names."""

    def __init__(self, dice: Dice, registry: Registry) -> None:
        self._dice, self._registry = dice, registry
        self._log_ins: set[str] = set()

    def desk(self, role: str, place: str, name: str | None = None) -> Office:
        name = name or self._name(role, place)
        return Office(name, self._registry.phone(), self._log_in(name), "desk", role, place)

    def phone(self, role: str, place: str) -> Office:
        number = self._registry.phone()
        return Office(self._name(role, place), number, number, "phone", role, place)

    def of_unit(self, role: str, unit: Unit, name: str | None) -> Office:
        number = self._registry.phone()
        return Office(name or self._new_name(1978, 1994), number, number, "phone", role, "", unit)

    def _name(self, role: str, place: str) -> str:
        fixed = FIXED.get(role, {}).get(place)
        return fixed or self._new_name(1964, 1988, is_yao=place.startswith(YAO_TOWNSHIPS))

    def _new_name(self, earliest: int, latest: int, *, is_yao: bool = False) -> str:
        sex = "female" if self._dice.chance(25) else "male"
        return self._registry.name(sex, self._dice.between(earliest, latest), is_yao=is_yao)

    def _log_in(self, name: str) -> str:
        """The name in pinyin; a number behind it where two sound alike."""
        plain = "".join(pinyin(name))
        log_in = next(text for n in range(1, 100) if (text := plain if n == 1 else f"{plain}{n}") not in self._log_ins)
        self._log_ins.add(log_in)
        return log_in
