"""发放表 and lists of cover and checks: each line refused with its sentence, the rest once, all of it taken back."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tests.imports import said, xlsx
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, HealthCheck
from zhucun.incentives.benefits.tests.test_acts import lock_may
from zhucun.sheets.plan import Plan
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
HEAD = ("姓名", "月份", "生活补助", "通讯补助", "交通补助", "趟数", "公里", "发放日期", "凭证号")
MAY = ("2022-05", None, 100, None, None, None, "2022-06-20", "6月12号")


def name_of(cast: Cast) -> str:
    return cast.first_secretary.cadre.person.name


def payments(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> bytes:
    return xlsx(*rows, head=head, title="驻村补助发放表")


def planned(cast: Cast, data: bytes, who: str = "officer") -> Plan:
    return look(data, "发放表.xlsx", Choices(), by=cast.actor(who))


def test_a_sheet_of_allowances_is_brought_in_once_and_taken_back_whole(
    cast: Cast, log_in: Callable[[str], Client]
) -> None:
    line, name = lock_may(cast), name_of(cast)
    days = line.counted_halfdays * 30
    data = payments(
        (name, "2022年5月", days, 100, 1.6, 1, 2, "2022-06-20", "6月12号"),
        (name, *MAY[:1], None, None, 8, 2, 10, *MAY[-2:-1], "6月13号"),
    )

    done = bring_in(data, "发放表.xlsx", Choices(), by=cast.actor("officer"))

    assert done.file is not None
    assert done.file.counts == {"payments": 4}
    paid = {(row.what, row.fen, row.voucher) for row in BenefitPayment.objects.all()}
    assert ("living", days * 100, "6月12号") in paid
    assert ("transport", 160, "6月12号") in paid
    assert planned(cast, data).changes_nothing
    address = f"/imports/done/{done.file.pk}/"
    officer = log_in("officer")
    assert "整份撤回" in officer.get(address).content.decode()
    officer.post(f"{address}take-back/", {})
    assert not BenefitPayment.objects.standing().exists()
    assert "整份撤回" not in officer.get(address).content.decode()
    assert planned(cast, data).may_be_carried_out


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("2022-05", 600, *MAY[2:3], *MAY[3:]), "2022年5月 的在村天数乡镇还没核定"),
        (("2022-05", None, -100, *MAY[3:]), "金额要大于 0"),
        (("2022-05", None, 1_000_000_000, *MAY[3:]), "多写了零"),
        (("2022-05", None, 101, *MAY[3:]), "最多还能发 100 元"),
        (("2022-05", None, "一百", *MAY[3:]), "不是金额"),
        (("2022-05", None, 100, 100, None, None, *MAY[-2:]), "写清跑了几趟"),
        (("2022-05", None, None, *MAY[3:]), "这一行没有金额"),
        (("2020-05", *MAY[1:]), "不在岗"),
        (("2022-05", None, 100, None, None, None, "2023-01-01", "1号"), "不能晚于今天"),
    ],
)
def test_a_line_that_cannot_be_says_why_and_nothing_is_written(
    cast: Cast, row: tuple[object, ...], sentence: str
) -> None:
    plan = planned(cast, payments((name_of(cast), *row), (name_of(cast), "2022-04", *MAY[1:])))

    assert not plan.may_be_carried_out
    assert sentence in said(plan)[3]
    assert 4 not in said(plan)


def test_a_voucher_is_one_payment_and_a_person_is_known_by_name(cast: Cast) -> None:
    """One voucher on two days, one payment twice, somebody nobody knows."""
    name = name_of(cast)
    later = (name, "2022-03", None, 100, None, None, None, "2022-06-21", "6月12号")

    plan = planned(cast, payments((name, *MAY), (name, *MAY), later, ("无名氏", *MAY)))

    assert [
        words for words in ("一样", "一张凭证一个日子", "没有无名氏") if words not in " ".join(said(plan).values())
    ] == []
    assert list(said(plan)) == [4, 5, 6]


def test_one_amount_beside_what_it_is_for_is_read_as_well(cast: Cast) -> None:
    head = ("姓名", "月份", "补助项目", "金额", "发放日期", "凭证号")

    plan = planned(cast, payments((name_of(cast), "2022.5", "话费补助", "100元", "2022-06-20", "1号"), head=head))

    assert [call.given["fen"] for entry in plan.entries for call in entry.target] == [10_000]


def test_cover_and_checks_come_from_lists_without_what_was_found(cast: Cast) -> None:
    by, name = cast.actor("officer"), name_of(cast)
    covers = xlsx(
        (name, "2022-01-01", "2022-12-31", "某财险公司"),
        head=("姓名", "起保日期", "保到哪天", "保险公司"),
        title="意外险名单",
    )
    checks = xlsx((name, "2022-04-12", "血脂高"), head=("姓名", "体检日期", "体检结果"), title="体检名单")

    bring_in(covers, "保险.xlsx", Choices(), by=by)
    bring_in(checks, "体检.xlsx", Choices(), by=by)

    assert AccidentInsurance.objects.get().until.isoformat() == "2023-01-01"
    assert HealthCheck.objects.get().done_on.isoformat() == "2022-04-12"
    assert look(covers, "保险.xlsx", Choices(), by=by).changes_nothing
