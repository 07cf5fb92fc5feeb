"""Y3: who owes what, a unit in two clicks, every line of one's own."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import TODAY, Cast
from zhucun.acts.refused import Refused
from zhucun.acts.waiting import lines_for
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, CareVisit, HealthCheck
from zhucun.incentives.benefits.tests.test_acts import lock_may
from zhucun.incentives.caring import acts as caring
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.oversight.attendance.models import MonthLine

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]


def test_a_liaison_finds_out_in_two_clicks_what_the_unit_still_owes(cast: Cast, log_in: LogIn) -> None:
    """The first page leads to it and has its sentence once it is there; one click opens whose and how much."""
    client = log_in("liaison")
    home = client.get("/").content.decode()
    address = f"/care/units/{cast.archive.pk}/"

    assert address in home
    page = client.get(address).content.decode()
    assert "通讯补助 500 元（5 人月）" in page
    assert cast.first_secretary.cadre.person.name in page
    assert cast.member.cadre.person.name not in page


def test_the_ticked_months_are_paid_with_one_voucher_and_no_longer_owed(cast: Cast, log_in: LogIn) -> None:
    client, address = log_in("liaison"), f"/care/units/{cast.archive.pk}/pay/"
    sent = {"months": ["phone:2022-01", "phone:2022-02"], "paid_on": TODAY.isoformat(), "voucher": "12号"}

    client.post(address, sent)
    again = client.post(address, sent).content.decode()

    assert [(row.month, row.fen) for row in BenefitPayment.objects.order_by("month")] == [
        ("2022-01", 10_000),
        ("2022-02", 10_000),
    ]
    assert "在列出来的里面选" in again


def test_cover_and_checks_are_registered_for_those_ticked(cast: Cast, log_in: LogIn) -> None:
    client, people = log_in("liaison"), [str(cast.first_secretary.pk)]
    address = f"/care/units/{cast.archive.pk}/record"

    client.post(f"{address}/check/", {"people": people, "done_on": "2022-04-12"})
    cover = {"people": people, "since": "2022-01-01", "last_day": "2022-12-31", "insurer": "某财险公司"}
    client.post(f"{address}/insurance/", cover)

    assert HealthCheck.objects.get().year == 2022
    assert AccidentInsurance.objects.get().until.isoformat() == "2023-01-01"
    own = log_in("first_secretary").get("/care/", follow=True).content.decode()
    assert "我的保障" in own
    assert "保到 2022-12-31" in own


@pytest.mark.parametrize(
    ("thing", "told", "kind"),
    [
        ("insurance", {"since": "2022-01-01", "last_day": "2022-12-31", "insurer": "某财险公司"}, AccidentInsurance),
        ("check", {"done_on": "2022-04-12"}, HealthCheck),
        ("visit", {"on": "2022-04-12", "occasion": "yearly", "visited_by": "工会主席"}, CareVisit),
        (
            "transport",
            {"month": "2022-05", "trips": "2", "km": "10", "fen": "8", "paid_on": TODAY.isoformat(), "voucher": "交1"},
            BenefitPayment,
        ),
    ],
)
def test_each_thing_is_registered_from_its_form(
    cast: Cast, log_in: LogIn, thing: str, told: dict[str, str], kind: Any
) -> None:
    address = f"/care/units/{cast.archive.pk}/record/{thing}/"

    answer = log_in("liaison").post(address, {"people": [str(cast.first_secretary.pk)], **told})

    assert answer.status_code == 302, answer.content.decode()
    assert kind.objects.get().posting == cast.first_secretary


def test_transport_is_refused_at_its_field_and_its_month_is_chosen(cast: Cast, log_in: LogIn) -> None:
    """Months that are not here yet are not offered; the one before this is chosen."""
    client, address = log_in("liaison"), f"/care/units/{cast.archive.pk}/record/transport/"
    told = {"month": "2022-05", "trips": "2", "km": "10", "paid_on": TODAY.isoformat(), "voucher": "交1"}

    form = client.get(address).context["form"]
    assert [key for key, _ in form.fields["month"].choices][:2] == ["2022-07", "2022-06"]
    assert form["month"].value() == "2022-06"
    for yuan, said in (("9", "10 公里最多 8 元"), ("99999999999999", "一个人一个月最多记 100000 元")):
        sent = {"people": [str(cast.first_secretary.pk)], **told, "fen": yuan}
        assert said in str(client.post(address, sent).context["form"].errors)
    assert not BenefitPayment.objects.exists()


def test_the_office_reminds_once_and_the_unit_answers(cast: Cast, log_in: LogIn) -> None:
    officer = log_in("officer")
    officer.post("/care/remind/", {"unit": [cast.archive.pk], "year": "2022"})
    row = BenefitReminder.objects.get()

    with pytest.raises(Refused, match="提醒过了"):
        caring.remind(cast.archive, year=2022, by=cast.actor("officer"))
    assert "县档案馆还有该给队员、队里的没给" in [line.sentence for line in lines_for(cast.actor("liaison"))]
    log_in("liaison").post(f"/care/reminders/{row.pk}/", {"answer": "七月底前发齐"})
    row.refresh_from_db()
    assert (row.answer, row.answered_on) == ("七月底前发齐", TODAY)
    word = officer.get(f"/care/reminders/{row.pk}/word/")
    assert word.content[:2] == b"PK"


def test_what_a_unit_has_not_paid_in_time_waits_for_it_alone(cast: Cast) -> None:
    """R-CARE-02, R-CARE-03: the days must have been locked for longer than payment may take."""

    def waiting(who: str) -> list[str]:
        return [f"{line.sentence} {line.count}{line.unit}" for line in lines_for(cast.actor(who))]

    line = lock_may(cast)
    assert "给驻石坪村工作队的经费没到账 1支队" in waiting("liaison")
    assert "生活补助到期没发 1人月" not in waiting("liaison")
    MonthLine.objects.filter(pk=line.pk).update(verified_on=date(2022, 6, 2))
    assert "生活补助到期没发 1人月" in waiting("liaison")
    assert not [said for said in waiting("officer") if "没发" in said or "没到账" in said]
    told = {"what": "living", "month": "2022-05", "paid_on": TODAY, "voucher": "12号"}
    benefits.pay(cast.first_secretary, **told, fen=line.counted_halfdays * 3_000, by=cast.actor("liaison"))
    assert "生活补助到期没发 1人月" not in waiting("liaison")


@pytest.mark.parametrize("who", ["neighbour_county", "audit_admin", "prefecture_reader", "village_secretary"])
def test_others_see_nothing_of_it(cast: Cast, log_in: LogIn, who: str) -> None:
    client = log_in(who)

    for address in (f"units/{cast.archive.pk}/", f"members/{cast.member.cadre_id}/"):
        assert client.get(f"/care/{address}").status_code in (403, 404)


def test_a_neighbour_township_has_a_list_without_their_people(cast: Cast, log_in: LogIn) -> None:
    client = log_in("neighbour")

    assert cast.archive.name not in client.get("/care/").content.decode()
    assert client.get(f"/care/members/{cast.first_secretary.cadre_id}/").status_code == 404


def test_the_list_takes_the_queries_it_needs(cast: Cast, log_in: LogIn, django_assert_max_num_queries: Any) -> None:
    client = log_in("officer")
    client.get("/care/")

    with django_assert_max_num_queries(17):
        assert client.get("/care/").status_code == 200
