"""What people say on a sheet: raters their numbers, the assessed their account, the office a fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Posting
from zhucun.oversight.assessment import rules, scoring
from zhucun.oversight.assessment.models import AssessmentCycle, Score, ScoreSheet
from zhucun.oversight.assessment.reading import parts_of
from zhucun.oversight.assessment.rules import AS_WHOM, CycleState
from zhucun.oversight.schemes.registry import all_facts
from zhucun.oversight.schemes.rules import Rater, SchemeRules
from zhucun.policy import in_force as policy

HUNDRED = 100
HIGHEST = 100 * HUNDRED
Slot = tuple[int, int | None, str]  # sheet, indicator or all, rater


@act("assessment.rate", "考核评分", needs=rules.RATE, remote=True)
def rate(
    sheet: ScoreSheet, *, rater: Rater, hundredths: int, why: str = "", indicator: int | None = None, by: Actor
) -> Score:
    """One number out of 100 for all that this side rates, or for one indicator; said again it replaces the first.

    Far from what the records say it needs a line of why (R-ASS-08). Nobody rates themselves, through whatever role.
    """
    told = {"rater": rater, "hundredths": hundredths, "why": why, "indicator": indicator}
    return _rate_many([Told(sheet, told)], by=by)[0]


@rate.as_many
def _rate_many(calls: Sequence[Told], *, by: Actor) -> list[Score]:
    ground, rights = Ground.of([call.row for call in calls], by), _rights(calls, by)
    seen: set[Slot] = set()
    scores = each(calls, lambda call: _judged(call, ground, rights[_key(call.hand(by))], seen, call.hand(by)))
    if again := [one for one in scores if one.pk is not None]:
        update_many(again, ["hundredths", "why", "given_on", "by_name", "by_person"])
    insert_many(one for one in scores if one.pk is None)
    return scores


@dataclass(frozen=True)
class Ground:
    """What judging these sheets needs, read once for all of them."""

    cycles: dict[int, AssessmentCycle]
    schemes: dict[int, SchemeRules]
    given: dict[Slot, Score]
    far: dict[str, int]

    @classmethod
    def of(cls, sheets: Sequence[ScoreSheet], by: Actor) -> "Ground":
        keys = {one.pk for one in sheets}
        cycles = AssessmentCycle.objects.select_related("scheme").in_bulk({one.cycle_id for one in sheets})
        counties = {one.county_code for one in cycles.values()}
        numbers = policy.known_to(by, by.today, counties)
        return cls(
            cycles=cycles,
            schemes={key: one.scheme.rules() for key, one in cycles.items()},
            given={(one.sheet_id, one.indicator_id, one.rater): one for one in Score.objects.filter(sheet__in=keys)},
            far={code: numbers[code].assessment.far_points * HUNDRED for code in counties},
        )


@dataclass(frozen=True)
class Rights:
    """Which sheets one hand reaches as which side, and which are about themselves."""

    reached: dict[str, set[int]]
    own: set[int]


def _key(hand: Actor) -> tuple[int | None, date]:
    return hand.account_id, hand.today


def _rights(calls: Sequence[Told], by: Actor) -> dict[tuple[int | None, date], Rights]:
    """Hand → their rights; one hand, unless the house carries over what many said."""
    by_hand: dict[tuple[int | None, date], list[Told]] = {}
    for call in calls:
        by_hand.setdefault(_key(call.hand(by)), []).append(call)
    return {key: _rights_of(own[0].hand(by), own) for key, own in by_hand.items()}


def _rights_of(hand: Actor, calls: Sequence[Told]) -> Rights:
    keys, raters = {call.row.pk for call in calls}, {call.given["rater"] for call in calls}
    return Rights({str(who): _reached(keys, who, hand) for who in raters}, own_sheets(keys, hand))


def _reached(sheets: Iterable[int], rater: str, by: Actor) -> set[int]:
    permission = AS_WHOM.get(rater)
    if permission is None or not by.may(permission):
        return set()
    return set(ScoreSheet.objects.visible_to(by, permission).filter(pk__in=sheets).values_list("pk", flat=True))


def own_sheets(sheets: Iterable[int], by: Actor) -> set[int]:
    """Sheets of the actor, or of whom the actor acts for; of their team; of the unit whose account it is (R-SEC-14)."""
    rows = ScoreSheet.objects.filter(pk__in=list(sheets))
    units = by.scope(rules.RATE_UNIT).sender
    teams = Posting.objects.there_on(by.today).filter(cadre__person__in=by.persons).values("team")
    own = rows.filter(posting__cadre__person__in=by.persons) | rows.filter(posting__isnull=True, team__in=teams)
    own = own | rows.filter(team__isnull=True, unit__in=units)
    return set(own.values_list("pk", flat=True))


def _judged(call: Told, ground: Ground, rights: Rights, seen: set[Slot], by: Actor) -> Score:
    sheet, rater, indicator = call.row, str(Rater(call.given["rater"])), call.given["indicator"]
    cycle, scheme = ground.cycles[sheet.cycle_id], ground.schemes[sheet.cycle_id]
    _must_rate(sheet, cycle, rater, rights)
    _must_be_rated_by(rater, indicator, scheme)
    slot = (sheet.pk, indicator, rater)
    if slot in seen:
        raise Refused("同一项评了两次。")
    seen.add(slot)
    hundredths, why = call.given["hundredths"], call.given["why"].strip()
    if not 0 <= hundredths <= HIGHEST:
        raise Refused("分数在 0 到 100 之间。", field="hundredths")
    _must_say_why(sheet, scheme, hundredths, why, ground.far[cycle.county_code])
    score = ground.given.get(slot) or Score(sheet=sheet, indicator_id=indicator, rater=rater)
    score.hundredths, score.why = hundredths, why
    score.given_on, score.by_name, score.by_person = by.today, by.name, by.person_id
    return score


def _must_rate(sheet: ScoreSheet, cycle: AssessmentCycle, rater: str, rights: Rights) -> None:
    if sheet.pk in rights.own:
        raise Refused("不能给自己、自己的队、自己的单位评分。", rule="R-SEC-14")
    if rater not in AS_WHOM:
        raise Refused("村干部、群众的评议从测评和问卷的合计里来，不在这里评。", field="rater", rule="R-ASS-12")
    if sheet.pk not in rights.reached[rater]:
        raise OutOfReach()
    if cycle.state != CycleState.COLLECTING:
        raise Refused("评分已经截止。要改，请县驻村办重新放开评分。")
    if sheet.is_decided:
        raise Refused("已经核定，不再评分。")


def _must_be_rated_by(rater: str, indicator: int | None, scheme: SchemeRules) -> None:
    rated = [leaf for leaf in scheme.leaves if dict(leaf.raters).get(rater)]
    if not rated:
        raise Refused(f"这个方案里没有{Rater(rater).label}要评的。", field="rater", rule="R-ASS-03")
    if indicator is not None and indicator not in {leaf.key for leaf in rated}:
        raise Refused(f"这一项不由{Rater(rater).label}评。", field="indicator")


def _must_say_why(sheet: ScoreSheet, scheme: SchemeRules, hundredths: int, why: str, far: int) -> None:
    say = scoring.records_say(parts_of(scheme, sheet.computed, {}))
    if say is not None and abs(hundredths - say) >= far and not why:
        points = f"{say // HUNDRED} 分"
        raise Refused(
            f"记录算出来约 {points}，相差 {far // HUNDRED} 分以上，写一句为什么。", field="why", rule="R-ASS-08"
        )


@act("assessment.send_back", "退回乡镇再议", needs=rules.DECIDE)
def send_back(sheet: ScoreSheet, *, reason: str, by: Actor) -> ScoreSheet:
    """The township's numbers go; it is asked again, with why."""
    if sheet.is_decided or sheet.cycle.state != CycleState.COLLECTING:
        raise Refused("已经核定，或者评分已经截止，不能退回。")
    if not reason.strip():
        raise Refused("写一句要再议什么。", field="reason")
    gone, _ = sheet.scores.filter(rater=Rater.TOWNSHIP).delete()
    if not gone:
        raise Refused("乡镇还没有评，不用退回。")
    sheet.sent_back_because = reason.strip()
    sheet.save()
    return sheet


@act("assessment.put_fact", "登记一票否决情形", needs=rules.DECIDE)
def put_fact(sheet: ScoreSheet, *, fact: str, document: str, by: Actor) -> ScoreSheet:
    """What no ledger here holds, with the document that found it; empty takes it back (R-ASS-09)."""
    kind = all_facts().get(fact)
    if kind is None or kind.counts is not None:
        raise Refused("这种情形从台账里来，不用登记。", field="fact")
    if sheet.is_decided:
        raise Refused("已经核定；先撤回核定，再登记。")
    facts = dict(sheet.facts)
    facts.pop(fact, None)
    if document.strip():
        facts[fact] = {"count": 1, "sentence": f"{kind.label}，{document.strip()}", "evidence": [], "is_entered": True}
    sheet.facts = facts
    sheet.save()
    return sheet


@act("assessment.state", "写述职", needs=rules.STATE_OWN, remote=True)
def state_own(sheet: ScoreSheet, *, text: str, by: Actor) -> ScoreSheet:
    """Their own words, before it is decided; what the records say is there already (R-ASS-04)."""
    if sheet.is_decided or not sheet.cycle.is_open:
        raise Refused("已经核定，述职不再改。有不同意见，公示期内可以申诉。")
    if not text.strip():
        raise Refused("写几句。", field="text")
    sheet.own_statement, sheet.stated_on = text.strip(), by.today
    sheet.save()
    return sheet
