"""Cards on other pages: 保障 in a person's file (P5), what a unit still owes on its page and first page (H2, P12)."""

from collections.abc import Collection, Iterator, Sequence

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.parts import Part, member_page_parts_come_from, unit_page_parts_come_from
from zhucun.incentives.benefits.due import Line, Standing
from zhucun.incentives.benefits.models import is_reached
from zhucun.incentives.benefits.rules import SEE
from zhucun.incentives.caring import words
from zhucun.incentives.caring.reading import lines_of
from zhucun.incentives.caring.words import Shown
from zhucun.org.people.models import Unit
from zhucun.policy.benefit_values import HEALTH_CHECK, INSURANCE, LIVING, PHONE

Said = tuple[str, str, str, str]  # label, state, word, note
MOST_UNITS = 4


@member_page_parts_come_from
def of_member(file: MemberFile) -> Iterator[Part]:
    actor = file.actor
    if not actor.may(SEE) or not file.postings:
        return
    reached = [posting for posting in file.postings if is_reached(posting, actor)]
    lines = lines_of(reached, actor.today.year, actor)
    if lines:
        context = {"cadre_id": file.cadre.pk, "lines": list(said_of(lines, actor.today.year))}
        yield Part("incentives/caring/pages/_card.html", context, order=60, is_aside=True)


def said_of(lines: Sequence[Line], year: int) -> Iterator[Said]:
    """The latest of each: cover, check, allowances."""
    for what, label in ((INSURANCE, "意外伤害险"), (HEALTH_CHECK, f"{year} 年体检")):
        if found := [line for line in lines if line.what == what]:
            one = Shown(found[-1])
            yield label, one.state, one.word, one.line.note
    money = [line for line in lines if line.what in (LIVING, PHONE)]
    if money:
        missing = [line for line in money if line.standing is Standing.MISSING]
        months = "，".join(
            f"{label}发到{month}"
            for what, label in ((LIVING, "生活"), (PHONE, "通讯"))
            if (month := words.paid_until(money, what))
        )
        if missing:
            yield "补助", "overdue", "没发齐", words.owed_sentence(missing)
        else:
            yield "补助", "done", "到期的发齐了", months


@unit_page_parts_come_from
def of_units(units: Collection[int], actor: Actor) -> Iterator[Part]:
    """The sentence comes in once the page is there, so that it holds no first page up (R-CARE-11)."""
    if actor.may(SEE) and units:
        keys = sorted(units)[:MOST_UNITS]
        names = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "name")) if len(keys) > 1 else {}
        told = [(names.get(key, ""), reverse("incentives:benefits.unit", args=[key])) for key in keys]
        yield Part("incentives/caring/pages/_unit_card.html", {"units": told}, order=5)
