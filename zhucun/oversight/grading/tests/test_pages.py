"""The pages of an assessment, by whoever opens them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests import assessing
from tests.assessing import scored, sheet_of
from tests.cast import DONGLING, Cast
from zhucun.oversight.assessment.models import AssessmentCycle, Score, ScoreSheet
from zhucun.oversight.schemes.models import Scheme

LogIn = Callable[[str], Client]


@pytest.fixture
def quarter(cast: Cast) -> AssessmentCycle:
    return assessing.cycle(cast)


def of(cycle: AssessmentCycle, page: str, **query: object) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse(f'oversight:assessment.{page}', args=[cycle.pk])}?{asked}"


def test_the_office_decides_ticked_and_one_by_one(cast: Cast, quarter: AssessmentCycle, log_in: LogIn) -> None:
    office = log_in("officer")
    one = scored(cast, sheet_of(quarter, cast.first_secretary), 88, 86)
    other = scored(cast, sheet_of(quarter, cast.member), 65)

    shown = office.get(of(quarter, "one", township=DONGLING, open=other.pk)).content.decode()
    assert "派出单位还没有" not in shown
    assert "等派出单位评" in shown
    assert "平时看到的" in shown
    office.post(of(quarter, "decide_ticked"), {"sheet": [one.pk], "township": DONGLING})
    assert ScoreSheet.objects.get(pk=one.pk).grade == 1

    sheet = ScoreSheet.objects.get(pk=other.pk)
    decide = reverse("oversight:assessment.decide", args=[other.pk])
    assert 'form="decide"' not in office.get(decide).content.decode()
    refused = office.post(decide, {"grade": "3", "seen": sheet.version, "reason": ""}).content.decode()
    assert "派出单位还没有评" in refused
    office.post(decide, {"grade": "3", "seen": sheet.version, "reason": "单位说不了解"})
    assert ScoreSheet.objects.get(pk=other.pk).grade_called == "一般"
    late = log_in("office_leader").post(
        decide, {"grade": "1", "seen": sheet.version, "reason": "我看可以"}, follow=True
    )
    assert "李静文已经在 2022-07-11 核定为“一般”，你这一次没有记" in late.content.decode()
    assert "核定了" in office.get(of(quarter, "list")).content.decode()
    assert "没有人变" in office.get(of(quarter, "sensitivity")).content.decode()


def test_a_township_scores_its_people_on_one_page(cast: Cast, quarter: AssessmentCycle, log_in: LogIn) -> None:
    town = log_in("secretary")
    one = sheet_of(quarter, cast.member)

    page = town.get(of(quarter, "rate")).content.decode()
    assert "盘小妹" in page
    assert "骆远" not in page
    wrong = town.post(of(quarter, "rate"), {f"n_{one.pk}_all": "八十"}).content.decode()
    assert "写 0 到 100 的数" in wrong
    town.post(of(quarter, "rate"), {f"n_{one.pk}_all": "86.5"})
    assert Score.objects.get().hundredths == 8650
    shown = town.get(of(quarter, "one")).content.decode()
    assert "乡镇评分，还有 1 人" in shown
    assert "全县分布" not in shown
    assert town.get(of(quarter, "sensitivity")).status_code == 403


def test_the_assessed_reads_their_own_sheet_only(cast: Cast, quarter: AssessmentCycle, log_in: LogIn) -> None:
    """R-ASS-16: what the records say at once, what people gave once it is decided."""
    own = scored(cast, sheet_of(quarter, cast.first_secretary), 88, 86)
    other = sheet_of(quarter, cast.member)
    me = log_in("first_secretary")

    shown = me.get(reverse("oversight:assessment.sheet", args=[own.pk])).content.decode()
    assert "核定以后看得到" in shown
    assert "88" not in shown.split("<main", 1)[1]
    assert me.get(reverse("oversight:assessment.sheet", args=[other.pk])).status_code == 404
    stating = reverse("oversight:assessment.state", args=[own.pk])
    assert stating in shown
    assert "自己写两三句" in me.get(stating).content.decode()  # drafted from records (R-LOG-06)
    me.post(stating, {"text": "修通了石坪组的路。"})
    assert ScoreSheet.objects.get(pk=own.pk).own_statement == "修通了石坪组的路。"
    log_in("officer").post(of(quarter, "decide_ticked"), {"sheet": [own.pk]})
    shown = me.get(reverse("oversight:assessment.sheet", args=[own.pk])).content.decode()
    assert "平时看到的" in shown
    assert me.get(reverse("oversight:assessment.paper", args=[own.pk])).status_code == 200


def test_the_neighbours_get_nothing(cast: Cast, quarter: AssessmentCycle, log_in: LogIn) -> None:
    sheet = sheet_of(quarter, cast.member)
    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(reverse("oversight:assessment.sheet", args=[sheet.pk])).status_code == 404
    assert log_in("neighbour_county").get(of(quarter, "one")).status_code == 404


def test_the_page_of_a_quarter_costs_few_queries(
    cast: Cast, quarter: AssessmentCycle, log_in: LogIn, django_assert_max_num_queries: Callable
) -> None:
    office = log_in("officer")
    office.get(of(quarter, "one"))
    with django_assert_max_num_queries(12):
        office.get(of(quarter, "one"))
    with django_assert_max_num_queries(14):  # who said what of the one that is opened
        office.get(of(quarter, "one", open=sheet_of(quarter, cast.member).pk))


def test_a_scheme_is_drafted_written_and_put_in_force(cast: Cast, log_in: LogIn) -> None:
    office, leader = log_in("officer"), log_in("office_leader")
    office.post(reverse("oversight:schemes.new"), {"object_kind": "person", "cycle": "quarter"})
    draft = Scheme.objects.get()

    page = office.get(reverse("oversight:schemes.edit", args=[draft.pk]))
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    changed = {**sent, "weight_0": "20", "seen": draft.version, "sent": ""}
    office.post(reverse("oversight:schemes.edit", args=[draft.pk]), changed)
    one = reverse("oversight:schemes.one", args=[draft.pk])
    assert "加起来是 105" in office.get(one).content.decode()
    office.post(reverse("oversight:schemes.edit", args=[draft.pk]), {**changed, "weight_0": "15", "seen": ""})
    leader.post(reverse("oversight:schemes.enforce", args=[draft.pk]), {"basis": "青组发〔2022〕4号"})
    assert Scheme.objects.get().state == "in_force"
    assert "按记录算" in log_in("secretary").get(one).content.decode()
