"""Writing down what was announced: the only writer of outcomes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.benefits.reading import COUNTY_DIGITS
from zhucun.incentives.outcomes import rules
from zhucun.incentives.outcomes.models import AnnouncedOutcome, DocumentTotal, ReserveTotal
from zhucun.incentives.outcomes.rules import Advancement, Level, OutcomeGroup
from zhucun.org.people.models import Cadre
from zhucun.org.places.models import Place

Key = tuple[int, str, str, str]


@act("outcome.announce", "登记四个一批结果", needs=rules.RECORD, remote=True, undo="outcome.withdraw")
def announce(
    posting: Posting,
    *,
    group: OutcomeGroup,
    level: Level,
    what: str,
    document: str,
    on: date,
    kind: Advancement | None = None,
    by: Actor,
) -> AnnouncedOutcome:
    """What was decided outside and announced with a document (R-USE-01)."""
    told = {"group": group, "level": level, "what": what, "document": document, "on": on, "kind": kind}
    return _announce([Told(posting, told)], by=by)[0]


@dataclass(frozen=True)
class Known:
    """What calls are judged by: whose cadres they are, and what is on file; each adds to it for those after it."""

    persons: Mapping[int, int]
    keys: set[Key]


def known_of(cadres: Collection[int]) -> Known:
    rows = AnnouncedOutcome.objects.standing().of_cadres(cadres)
    persons = dict(Cadre.objects.filter(pk__in=cadres).values_list("pk", "person"))
    return Known(persons, set(rows.values_list("cadre", "group", "kind", "document")))


def key_of(call: Told) -> Key:
    given = call.given
    return call.row.cadre_id, str(given["group"]), str(given["kind"] or ""), given["document"].strip()


@announce.as_many
def _announce(calls: Sequence[Told], *, by: Actor) -> list[AnnouncedOutcome]:
    known = known_of({call.row.cadre_id for call in calls})
    return insert_many(each(calls, lambda call: announced(call, known, by)))


def announced(call: Told, known: Known, by: Actor) -> AnnouncedOutcome:
    """The row, or why it is not written down."""
    posting, given, hand = call.row, call.given, call.hand(by)
    if known.persons[posting.cadre_id] in hand.persons:
        raise Refused("自己的结果请别人登记。", rule="R-SEC-14")
    cadre, group, kind, document = key = key_of(call)
    what = given["what"].strip()
    rules.must_be_announced(document, given["on"], hand.today)
    rules.must_be_of_the_group(group, kind, what)
    if given["level"] not in Level.values:
        raise Refused("选一个：哪一级公布的。", field="level")
    if given["on"] < posting.since:
        raise Refused("公布在这个人驻村以前，不是驻村的结果。", field="on", rule="R-USE-01")
    if key in known.keys:
        raise Refused(f"{document} 这一条给这个人登记过了。", field="document")
    known.keys.add(key)
    whose = {"posting": posting, "cadre_id": cadre, "place_code": posting.place_code}
    told = {"group": group, "kind": kind, "level": given["level"], "what": what, "document": document}
    return AnnouncedOutcome(**whose, **told, on=given["on"], recorded_by=hand.name, recorded_on=hand.today)


@act("outcome.withdraw", "撤回一条四个一批结果", needs=rules.RECORD, remote=True)
def withdraw(row: AnnouncedOutcome, *, reason: str = "登错了", by: Actor) -> AnnouncedOutcome:
    """It counts no more and stays readable."""
    if row.cadre.person_id in by.persons:
        raise Refused("自己的结果请别人撤回。", rule="R-SEC-14")
    if row.withdrawn_on:
        raise Refused("已经撤回了。")
    if not reason.strip():
        raise Refused("写一句为什么撤回。", field="reason")
    row.withdrawn_on, row.withdrawn_because = by.today, reason.strip()
    row.save()
    return row


@act("outcome.total_reserve", "登记发现储备总数", needs=rules.RECORD, remote=True)
def total_reserve(place: Place, *, people: int, document: str, on: date, by: Actor) -> ReserveTotal:
    """How many, never who (R-USE-07)."""
    document = document.strip()
    rules.must_be_announced(document, on, by.today)
    rules.must_be_a_total(people)
    county = place.code[:COUNTY_DIGITS]
    if ReserveTotal.objects.filter(county_code=county, document=document).exists():
        raise Refused(f"{document} 登记过了。", field="document")
    told = {"people": people, "document": document, "on": on}
    return ReserveTotal.objects.create(county_code=county, **told, recorded_by=by.name)


@act("outcome.total_document", "登记一份文件的总人数", needs=rules.RECORD, remote=True)
def total_document(place: Place, *, document: str, kind: Advancement, people: int, by: Actor) -> DocumentTotal:
    """So that it can be said how many of those promoted were on post; written anew it is corrected (R-USE-05)."""
    county, document = place.code[:COUNTY_DIGITS], document.strip()
    rows = AnnouncedOutcome.objects.standing().within(county).filter(document=document, kind=kind)
    rules.must_hold_those_on_file(people, rows.count())
    held = DocumentTotal.objects.filter(county_code=county, document=document, kind=kind).first()
    if held is None:
        whose = {"county_code": county, "document": document, "kind": kind}
        return DocumentTotal.objects.create(**whose, people=people, recorded_by=by.name)
    held.people, held.recorded_by = people, by.name
    held.save()
    return held
