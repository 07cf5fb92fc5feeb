"""What formation reads of a cadre beyond the roster: rural work by dates, the unit's yes, who is kept apart."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_plain
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.org.people import rules
from zhucun.org.people.models import Cadre, KeptApart, RuralSpell
from zhucun.org.people.rules import Spell, SpellTold
from zhucun.org.places.models import Place

ONE_DAY = timedelta(days=1)


@act("cadre.set_rural_work", "登记农村工作经历", needs=rules.KEEP, remote=True)
def set_rural_work(cadre: Cadre, *, spells: Sequence[SpellTold], by: Actor) -> Cadre:
    """All spells `{where, since, until}` at once; the months follow from them, up to the day they are entered."""
    return _set_rural_work([Told(cadre, {"spells": spells})], by=by)[0]


@set_rural_work.as_many
def _set_rural_work(calls: Sequence[Told], *, by: Actor) -> list[Cadre]:
    cadres = each(calls, lambda call: _with_months(call, by.today))
    RuralSpell.objects.filter(cadre__in=[cadre.pk for cadre in cadres]).delete()
    rows = [
        {"cadre_id": cadre.pk, "where": spell.where, "since": spell.since, "until": spell.until}
        for cadre, call in zip(cadres, calls, strict=True)
        for spell in _spells(call)
    ]
    insert_plain(RuralSpell, rows)
    update_many(cadres, ["rural_months", "has_rural_experience"])
    return cadres


def _spells(call: Told) -> list[Spell]:
    return [Spell(**one) for one in call.given["spells"]]


def _with_months(call: Told, today: date) -> Cadre:
    spells, cadre = _spells(call), call.row
    rules.must_follow_each_other(spells)
    cadre.rural_months = rules.rural_months(spells, today)
    cadre.has_rural_experience = cadre.rural_months > 0
    return cadre


@act("cadre.set_skills", "登记专长", needs=rules.KEEP, remote=True)
def set_skills(cadre: Cadre, *, skills: Sequence[str], by: Actor) -> Cadre:
    """All of them at once, of the list of kinds that villages ask for (R-SEL-10)."""
    cadre.skills = rules.skills_in_order(skills)
    cadre.save()
    return cadre


@act("cadre.confirm_fitness", "确认能派驻", needs=rules.CONFIRM_FITNESS, remote=True)
def confirm_fitness(cadre: Cadre, *, on: date, by: Actor) -> Cadre:
    """The unit's yes with its day; never what it rests on (R-SEL-08)."""
    return _confirm_fitness([Told(cadre, {"on": on})], by=by)[0]


@confirm_fitness.as_many
def _confirm_fitness(calls: Sequence[Told], *, by: Actor) -> list[Cadre]:
    cadres = each(calls, lambda call: _confirmed(call, by))
    update_many(cadres, ["fitness_confirmed_on"])
    return cadres


def _confirmed(call: Told, by: Actor) -> Cadre:
    scope, cadre = by.scope(rules.CONFIRM_FITNESS), call.row
    if not scope.covers_place(cadre.county_code) and cadre.unit_id not in scope.sender:
        raise Refused("要由派出单位确认。", rule="R-SEL-08")
    if call.given["on"] > by.today:
        raise Refused("确认的日期还没到，请填已经确认的那天。", field="on")
    cadre.fitness_confirmed_on = call.given["on"]
    return cadre


@act("kept_apart.add", "定两人不放在一队", needs=rules.KEEP_APART, undo="kept_apart.lift")
def keep_apart(county: Place, *, one: int, other: int, by: Actor) -> KeptApart:
    """By the keys of two cadres of the county, so that no name enters the log (R-SEL-08)."""
    if one == other:
        raise Refused("要选两个人。", field="other")
    found = Cadre.objects.filter(pk__in=(one, other), county_code=county.code)
    if found.count() < len((one, other)):
        raise Refused("两个人都要在本县的册上。", field="one")
    first, second = sorted((one, other))
    if KeptApart.objects.filter(one=first, other=second, until__isnull=True).exists():
        raise Refused("这两个人已经定过了。", field="other")
    return KeptApart.objects.create(county_code=county.code, one_id=first, other_id=second, since=by.today)


@act("kept_apart.lift", "不再分开", needs=rules.KEEP_APART)
def lift(pair: KeptApart, *, by: Actor) -> KeptApart:
    """One that was entered today is gone as if it had not been."""
    if pair.until is not None:
        raise Refused("这一条已经不用了。")
    if pair.since >= by.today:
        pair.since, pair.until = by.today - ONE_DAY, by.today
    else:
        pair.until = by.today
    pair.save()
    return pair
