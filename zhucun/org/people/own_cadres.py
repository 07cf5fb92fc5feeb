"""A unit registers one of its own people, whom the county has not on file yet: to name them in a selection round."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.people import acts as people
from zhucun.org.people import rules
from zhucun.org.people.models import Cadre, Person, Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind


@act("unit.add_cadre", "登记本单位干部", needs=rules.ADD_OWN)
def add_own(
    unit: Unit,
    *,
    name: str,
    sex: str = "",
    birth_month: date | None = None,
    phone: str = "",
    post: str = "",
    employment: str = "",
    party_joined_on: date | None = None,
    work_started_on: date | None = None,
    rural_months: int | None = None,
    by: Actor,
) -> Cadre:
    """Somebody of the same name and month is on file already: then it is they who are named."""
    facts = {key: value for key, value in locals().items() if key not in ("unit", "by")}
    same = Person.objects.filter(county_code=unit.county_code, name=name, birth_month=birth_month)
    if same.filter(cadre__isnull=False).exists():
        raise Refused(f"册上已经有{name}，在名单里找；单位登记得不对的，请县驻村办改。", field="name")
    county = Place.objects.get(code=unit.county_code, kind=Kind.COUNTY, until__isnull=True)
    # by the rule of the county's own act, under the authority of this one
    return people.add_cadre.function(county, unit=unit, since=by.today, **facts, by=by)
