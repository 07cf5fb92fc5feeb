"""Grouping a figure's rows by place says the same as asking for each place, for every figure that is grouped."""

from datetime import timedelta

from tests.cast import COUNTY
from zhucun.lib.figure import Question, all_figures, ask_many
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account
from zhucun.org.places.models import Place
from zhucun.reports.told_apart.answering import Asked, answered, may_be_grouped
from zhucun.reports.told_apart.whose import Of, Whose


def test_what_is_grouped_by_place_is_what_each_place_is_told(demo: None) -> None:
    actor = actor_for(Account.objects.get(log_in="lijingwen"), door="desk")
    question = Question(actor, COUNTY, actor.today, actor.today - timedelta(days=400), actor.today)
    figures = [figure for figure in all_figures() if may_be_grouped(figure)]

    for kind, step in (("township", 7), ("village", 140)):
        codes = Place.objects.filter(kind=kind, code__startswith=COUNTY).order_by("code").values_list("code", flat=True)
        some = [Whose(Of.PLACE, code) for code in codes[::step]]
        found = answered((Asked(figure, one) for figure in figures for one in some), question)
        for one in some:
            told = ask_many([figure.id for figure in figures], question.within(one.key))
            differ = {f.id for f in figures if (a := found.get(Asked(f, one))) and a.value != told[f.id].value}
            assert differ == set(), (one.key, differ)
