"""Drafting a scheme, writing it, putting it in force: the only writer here."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from django.db.models import Max

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.schemes import rules
from zhucun.oversight.schemes.linting import must_be_fair
from zhucun.oversight.schemes.models import Indicator, RaterWeight, Scheme
from zhucun.oversight.schemes.registry import all_facts, sources_of
from zhucun.oversight.schemes.rules import SCHEMES, ObjectKind, Rater, Rounding, SchemeCycle, SchemeState
from zhucun.oversight.schemes.shipped import SHIPPED


class IndicatorTold(TypedDict, total=False):
    """`source` names a ledger, or `raters` says who scores it with what weight; without both the scheme's raters do."""

    block: str
    name: str
    weight: int
    standard: str
    source: str
    raters: dict[str, int]


class CeilingTold(TypedDict):
    fact: str
    at_least: int
    grade: int


@act("scheme.draft", "起草考核方案", needs=rules.KEEP, undo="scheme.withdraw")
def draft(county: Place, *, object_kind: ObjectKind, cycle: SchemeCycle, by: Actor) -> Scheme:
    """From the version in force, else from what ships; one draft of a kind at a time."""
    if county.kind != Kind.COUNTY:
        raise Refused("考核方案由县里定。")
    same = Scheme.objects.filter(county_code=county.code, object_kind=object_kind, cycle=cycle)
    if same.filter(state=SchemeState.DRAFT).exists():
        raise Refused("已经有一份草稿，接着改那一份。")
    last = same.aggregate(Max("number"))["number__max"] or 0
    content = (
        content_of(now) if (now := same.in_force().first()) else SHIPPED[ObjectKind(object_kind), SchemeCycle(cycle)]
    )
    made = Scheme(county_code=county.code, object_kind=object_kind, cycle=cycle, number=last + 1)
    _fill(made, content)
    return made


def content_of(scheme: Scheme) -> dict[str, Any]:
    """A scheme as it is told to `write`."""
    common = {one.rater: one.weight for one in scheme.rater_weights.filter(indicator__isnull=True)}
    common = common or SHIPPED[ObjectKind(scheme.object_kind), SchemeCycle(scheme.cycle)]["raters"]
    return {
        "indicators": [_told(leaf, common) for leaf in scheme.rules().leaves],
        "raters": common,
        "bands": scheme.bands,
        "ceilings": scheme.ceilings,
        "cap_percent": scheme.cap_percent,
        "cap_rounding": scheme.cap_rounding,
        "cap_by_category": scheme.cap_by_category,
        "basis": scheme.basis,
    }


def _told(leaf: rules.Leaf, common: Mapping[str, int]) -> dict[str, Any]:
    own = dict(leaf.raters)
    told = {name: getattr(leaf, name) for name in ("block", "name", "weight", "standard", "source")}
    return {**told, "raters": {} if own == common else own}


@act("scheme.write", "改考核方案", needs=rules.KEEP)
def write(
    scheme: Scheme,
    *,
    indicators: list[IndicatorTold],
    raters: dict[str, int],
    bands: list[int],
    ceilings: list[CeilingTold],
    cap_percent: int | None = None,
    cap_rounding: Rounding = Rounding.FLOOR,
    cap_by_category: bool = True,
    basis: str = "",
    by: Actor,
) -> Scheme:
    """A draft may be unfinished: what is missing is said, and refused when it is put in force."""
    if scheme.state != SchemeState.DRAFT:
        raise Refused("启用过的方案不能改，起草新的一版。", rule="R-ASS-03")
    if cap_percent is not None and cap_percent <= 0:
        raise Refused(
            "评优名额写成 1 到 100 之间的百分数；不设名额就留空，不能写 0。", field="cap_percent", rule="R-ASS-06"
        )
    told = {"indicators": indicators, "raters": raters, "bands": bands, "ceilings": ceilings, "basis": basis.strip()}
    _fill(
        scheme, {**told, "cap_percent": cap_percent, "cap_rounding": cap_rounding, "cap_by_category": cap_by_category}
    )
    return scheme


def _fill(scheme: Scheme, content: Mapping[str, Any]) -> None:
    for name in ("bands", "ceilings", "cap_percent"):
        setattr(scheme, name, content[name])
    for name in ("cap_rounding", "cap_by_category", "basis"):
        setattr(scheme, name, content.get(name, getattr(scheme, name)))
    scheme.save()
    scheme.rater_weights.all().delete()
    scheme.indicators.all().delete()
    _weigh(scheme, None, content["raters"])
    _put_indicators(scheme, content["indicators"])


def _put_indicators(scheme: Scheme, told: Sequence[Mapping[str, Any]]) -> None:
    blocks: dict[str, Indicator] = {}
    position = 0
    for one in told:
        name = one["name"].strip()
        block = (one.get("block") or name).strip()
        if block not in blocks:
            position += 1
            blocks[block] = scheme.indicators.create(is_block=True, position=position, name=block)
        position += 1
        leaf = scheme.indicators.create(
            parent=blocks[block],
            position=position,
            name=name,
            weight=one.get("weight") or 0,
            standard=(one.get("standard") or "").strip(),
            source=one.get("source") or "",
        )
        if not leaf.source:
            _weigh(scheme, leaf, one.get("raters") or {})


def _weigh(scheme: Scheme, indicator: Indicator | None, raters: Mapping[str, int]) -> None:
    for rater in Rater:
        if weight := raters.get(rater.value):
            RaterWeight.objects.create(scheme=scheme, indicator=indicator, rater=rater, weight=weight)


@act("scheme.enforce", "启用考核方案", needs=rules.ENFORCE)
def enforce(scheme: Scheme, *, basis: str = "", by: Actor) -> Scheme:
    """Whole and fair, or it is refused with a sentence; the version before it is retired."""
    said = scheme.rules()
    rules.must_be_whole(said, sources_of(scheme.object_kind), all_facts())
    rules.must_be_reached(said, scheme.object_kind)
    must_be_fair(said.leaves)
    scheme.basis = basis.strip() or scheme.basis
    if not scheme.basis:
        raise Refused("写上依据的文号，考核要有依据。", field="basis")
    earlier = Scheme.objects.filter(
        county_code=scheme.county_code, object_kind=scheme.object_kind, cycle=scheme.cycle, state=SchemeState.IN_FORCE
    ).first()
    if earlier is not None:
        retire(earlier, by=by)
    _drop_unused_weights(scheme)
    SCHEMES.step(scheme, "enforce")
    scheme.enforced_on, scheme.enforced_by = by.today, by.name
    scheme.save()
    return scheme


def _drop_unused_weights(scheme: Scheme) -> None:
    """Weights for all are kept where some indicator goes by them: whoever has a weight is asked to score."""
    weighed = scheme.rater_weights.filter(indicator__isnull=False).values("indicator")
    if not scheme.indicators.filter(is_block=False, source="").exclude(pk__in=weighed).exists():
        scheme.rater_weights.filter(indicator__isnull=True).delete()


@act("scheme.retire", "停用考核方案", needs=rules.ENFORCE)
def retire(scheme: Scheme, *, by: Actor) -> Scheme:
    """Cycles that were opened by it go on by it."""
    SCHEMES.step(scheme, "retire")
    scheme.save()
    return scheme


@act("scheme.withdraw", "不要这份草稿", needs=rules.KEEP)
def withdraw(scheme: Scheme, *, by: Actor) -> Scheme:
    SCHEMES.step(scheme, "withdraw")
    scheme.save()
    return scheme
