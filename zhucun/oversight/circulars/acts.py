"""Drafting a circular: opened, findings picked into it, its words, dropped."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out
from zhucun.dispatch.roster.models import TeamBacking
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.circulars import rules
from zhucun.oversight.circulars.models import CircularLine, InspectionCircular
from zhucun.oversight.circulars.rules import FLOW, TOWNSHIP_DIGITS, Naming, State
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.onsite.rules import FindingState

TITLE = "关于驻村帮扶工作督查情况的通报"
RECIPIENT = "有关乡镇人民政府，县直有关单位"


@act("circular.open", "起草督查通报", needs=rules.WRITE)
def open_circular(
    county: Place,
    *,
    since: date,
    last_on: date,
    title: str = "",
    naming: Naming = Naming.VILLAGE,
    number: int = 0,
    by: Actor,
) -> InspectionCircular:
    """The next number of the year unless one is told."""
    if last_on < since or last_on > by.today:
        raise Refused("写查的是哪几天：从早到晚，不晚于今天。", field="last_on")
    return InspectionCircular.objects.create(
        county_code=county.code,
        year=by.today.year,
        number=number_of(county.code, by.today.year, number),
        title=title.strip() or TITLE,
        recipient=RECIPIENT,
        since=since,
        last_on=last_on,
        naming=Naming(naming),
        drafted_on=by.today,
        drafted_by=by.name,
    )


def number_of(county_code: str, year: int, told: int = 0) -> int:
    held = InspectionCircular.objects.filter(county_code=county_code, year=year).exclude(state=State.DROPPED)
    if told and held.filter(number=told).exists():
        raise Refused(f"{year} 年第 {told} 期已经有了。", field="number")
    return told or (held.aggregate(most=Max("number"))["most"] or 0) + 1


@act("circular.pick", "把问题写进督查通报", needs=rules.WRITE)
def pick(circular: InspectionCircular, *, finding: Finding, by: Actor) -> CircularLine:
    """As it was found; the office words it afterwards."""
    return _pick([Told(circular, {"finding": finding})], by=by)[0]


@pick.as_many
def _pick(calls: Sequence[Told], *, by: Actor) -> list[CircularLine]:
    facts = _Facts([call.given["finding"] for call in calls], by)
    told = CircularLine.objects.filter(finding__in=facts.findings).exclude(circular__state=State.DROPPED)
    held = {line.finding_id: line.circular for line in told.select_related("circular")}
    return insert_many(each(calls, lambda call: _picked(call, facts, held)))


class _Facts:
    """Of all findings at once: names of their places, who stands behind their teams."""

    def __init__(self, findings: Sequence[Finding], by: Actor) -> None:
        self.findings = findings
        codes = {one.place_code for one in findings}
        places = Place.objects.as_of(by.today).filter(code__in=codes | {code[:TOWNSHIP_DIGITS] for code in codes})
        self._names: Mapping[str, str] = dict(places.values_list("code", "name"))
        backings = TeamBacking.objects.as_of(by.today).filter(team__in={one.team_id for one in findings})
        self._backing: Mapping[int, Unit] = {one.team_id: one.unit for one in backings.select_related("unit")}

    def township(self, code: str) -> str:
        return self._names.get(code[:TOWNSHIP_DIGITS], "")

    def place(self, code: str) -> str:
        return self.township(code) + (self._names.get(code, "") if len(code) > TOWNSHIP_DIGITS else "")

    def unit(self, finding: Finding) -> Unit | None:
        return finding.unit or self._backing.get(finding.team_id)


def _picked(call: Told, facts: _Facts, held: dict[int, InspectionCircular]) -> CircularLine:
    circular, finding = call.row, call.given["finding"]
    must_be(circular, State.DRAFTING)
    if not finding.place_code.startswith(circular.county_code):
        raise Refused("只能通报本县发现的问题。", field="finding")
    if finding.state == FindingState.DROPPED:
        raise Refused("这个问题定了不交办，不能通报。", field="finding")
    if finding.pk in held:
        raise Refused(f"“{finding.text}”已经写在{held[finding.pk]}里了。", field="finding")
    held[finding.pk] = circular
    text = finding.text.rstrip("。；;")
    names = {"place_name": facts.place(finding.place_code), "township_name": facts.township(finding.place_code)}
    as_found = {name: getattr(finding, name) for name in ("place_code", "kind", "kind_label", "about", "found_on")}
    told = {"team": finding.team, "unit": facts.unit(finding), "text": text, "as_found": text}
    return CircularLine(circular=circular, finding=finding, **names, **as_found, **told)


def must_be(circular: InspectionCircular, *states: State) -> None:
    if circular.state not in states:
        raise Refused(f"{circular}{circular.get_state_display()}，不能再改。")


@act("circular.take_out", "从督查通报里拿掉问题", needs=rules.WRITE)
def take_out(line: CircularLine, *, by: Actor) -> CircularLine:
    """Of a draft nobody has read; later it is left out, with a reason that stays."""
    must_be(line.circular, State.DRAFTING)
    return taken_out(line)


@act("circular.word_line", "改通报里一条的说法", needs=rules.WRITE)
def word_line(line: CircularLine, *, text: str, by: Actor) -> CircularLine:
    must_be(line.circular, State.DRAFTING)
    line.text = rules.said(text, "text", "写一句是什么问题。")
    line.save()
    return line


@act("circular.word", "改督查通报的文字", needs=rules.WRITE)
def word(
    circular: InspectionCircular,
    *,
    title: str,
    recipient: str,
    naming: Naming,
    opening: str = "",
    praised: str = "",
    closing: str = "",
    by: Actor,
) -> InspectionCircular:
    """Title, addressees, what stands before and after; left empty, the system writes it. How places are named is fixed
    once the inspected have been asked."""
    must_be(circular, State.DRAFTING, State.CONFIRMING)
    if circular.state == State.CONFIRMING and naming != circular.naming:
        raise Refused("已经送核实，点名的办法不能再改。", field="naming")
    circular.title = rules.said(title, "title", "写通报的标题。")
    circular.recipient, circular.naming = rules.said(recipient, "recipient", "写主送哪些单位。", least=2), naming
    circular.opening, circular.praised, circular.closing = opening.strip(), praised.strip(), closing.strip()
    circular.save()
    return circular


@act("circular.drop", "督查通报不发了", needs=rules.WRITE)
def drop(circular: InspectionCircular, *, reason: str, by: Actor) -> InspectionCircular:
    """Its number is free again, its findings may stand in another; what it would have said stays to be read."""
    FLOW.step(circular, "drop")
    circular.reason = rules.said(reason, "reason", "写一句为什么不发了。")
    circular.save()
    return circular
