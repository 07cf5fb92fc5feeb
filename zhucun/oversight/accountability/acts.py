"""Entering what was decided, and taking back what was entered by mistake: the only writer of accountability."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster import noting
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import NoteKind
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.accountability import rules
from zhucun.oversight.accountability.models import COUNTY_DIGITS, AccountabilityRecord
from zhucun.oversight.accountability.rules import About, Kind

OF_DISCIPLINE = (Kind.ADMONITION, Kind.ORGANISATIONAL, Kind.DISCIPLINE)


@act("accountability.record", "登记问责", needs=rules.KEEP)
def record(
    county: Place,
    *,
    kind: Kind,
    document: str,
    decided_on: date,
    decided_by: str,
    reason: str,
    posting: Posting | None = None,
    person_name: str = "",
    duty: str = "",
    unit: Unit | None = None,
    team: Team | None = None,
    effect_until: date | None = None,
    by: Actor,
) -> AccountabilityRecord:
    """One 人次: a posted member, somebody named with their unit, a unit, or a team; with the document that says so."""
    whom = {"posting": posting, "person_name": person_name, "duty": duty, "unit": unit, "team": team}
    told = {"kind": kind, "document": document, "decided_on": decided_on, "decided_by": decided_by, "reason": reason}
    return _record([Told(county, {**told, **whom, "effect_until": effect_until})], by=by)[0]


@record.as_many
def _record(calls: Sequence[Told], *, by: Actor) -> list[AccountabilityRecord]:
    rows = insert_many(each(calls, lambda call: _judged(call, by)))
    for row in rows:
        if row.posting:
            _write_down(row.posting, row)
    return rows


def _judged(call: Told, by: Actor) -> AccountabilityRecord:
    given, county = call.given, call.row
    rules.must_be_founded(given["document"], given["decided_on"], by.today, given["effect_until"])
    if not given["reason"].strip() or not given["decided_by"].strip():
        raise Refused("写清事由和决定机关。", field="reason")
    if given["kind"] not in Kind.values:
        raise Refused("选一种问责。", field="kind")
    about = _about(given)
    _must_be_of_here(given, county, by)
    return AccountabilityRecord(
        county_code=county.code[:COUNTY_DIGITS],
        about=about,
        recorded_by=by.name,
        **{**given, **{name: given[name].strip() for name in ("document", "decided_by", "reason", "person_name")}},
    )


def _about(given: Any) -> About:
    if given["posting"] or given["person_name"].strip():
        if given["posting"] and given["person_name"].strip():
            raise Refused("选了队员，就不另写姓名。", field="person_name")
        return About.PERSON
    if bool(given["team"]) == bool(given["unit"]):
        raise Refused("写清问责的是谁：一个人，一个单位，或者一支队。", field="person_name", rule="R-TLK-08")
    return About.TEAM if given["team"] else About.UNIT


def _must_be_of_here(given: Any, county: Place, by: Actor) -> None:
    posting, team, unit = given["posting"], given["team"], given["unit"]
    codes = [row.place_code for row in (posting, team) if row] + ([unit.county_code] if unit else [])
    if not all(code.startswith(county.code) for code in codes):
        raise Refused("不是本县的人、队或者单位。")
    if posting and posting.cadre.person_id in by.persons:
        raise Refused("不能给自己登记，由别人登记。", rule="R-SEC-14")


def _write_down(posting: Posting, row: AccountabilityRecord) -> None:
    """What lasts is written to the posting with its end, so that selection reads it (R-TLK-06)."""
    lasts = row.effect_until is not None or row.kind in OF_DISCIPLINE
    noting.write_down(
        posting,
        on=row.decided_on,
        kind=NoteKind.DISCIPLINE if lasts else NoteKind.CIRCULAR,
        sentence=str(row.get_kind_display()),
        document=row.document,
        source=(row._meta.label_lower, row.pk),
        effect_until=row.effect_until,
        is_restricted=True,
    )


@act("accountability.withdraw", "撤回问责登记", needs=rules.KEEP)
def withdraw(row: AccountabilityRecord, *, reason: str, by: Actor) -> AccountabilityRecord:
    """Entered by mistake, or the decision was revoked: it stays readable and counts no more."""
    if not reason.strip():
        raise Refused("写一句为什么撤回。", field="reason")
    if row.withdrawn_on:
        raise Refused("已经撤回了。")
    row.withdrawn_on, row.withdrawn_because = by.today, reason.strip()
    row.save()
    noting.take_back((row._meta.label_lower, row.pk))
    return row
