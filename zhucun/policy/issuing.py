"""Under which name and number the county's office writes: in full on paper, whatever its screens call it (R-DOC-24)."""

from datetime import date

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.policy.profile import Papers

FULL = "驻村帮扶工作办公室"
COUNTY_DIGITS = 6


def issuer_of(county_code: str, actor: Actor, day: date | None = None) -> str:
    """青岭县驻村帮扶工作办公室, or as the county says; by the values of the day on which it was signed."""
    return _papers(county_code, actor, day).office.strip() or f"{_county(county_code)}{FULL}"


def committee_of(township_code: str) -> str:
    """中共青岭县东岭镇委员会, of a 街道 its 工作委员会: who signs what a township's secretary sends."""
    township = Place.objects.filter(code=township_code).latest("since").name
    body = "工作委员会" if township.endswith("街道") else "委员会"
    return f"中共{_county(township_code[:COUNTY_DIGITS])}{township}{body}"


def letter_code(county_code: str, actor: Actor) -> str:
    """青驻办函〔2022〕: what stands before the number of a letter here."""
    code = _papers(county_code, actor, None).code.strip() or f"{_county(county_code)[:1]}驻办"
    return f"{code}函〔{actor.today.year}〕"


def _papers(county_code: str, actor: Actor, day: date | None) -> Papers:
    return policy.known_to(actor, day or actor.today, [county_code])[county_code].papers


def _county(code: str) -> str:
    return Place.objects.get(code=code, until__isnull=True).name
