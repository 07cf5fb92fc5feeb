"""村“两委”: one list, every share from it, as of any day; a renewal as a difference; the account moves that day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import SHIPING, SINCE, TODAY, XIHE_VILLAGE, Cast
from tests.imports import xlsx
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.lib.figure import Question, ask_many
from zhucun.org.accounts.models import Account, Appointment
from zhucun.sheets.plan import Outcome
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees import renewing
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
BEFORE = date(2017, 7, 1)
OLD = {"since": BEFORE, "is_party_member": True, "birth_month": date(1969, 4, 1), "education": 30}
HEAD = ("乡镇", "村", "姓名", "两委职务", "出生年月", "学历", "政治面貌", "引回的能人", "到任日期")


def seated(cast: Cast, name: str = "石有田", who: str = "clerk", **told: Any) -> CommitteeMember:
    given = {**OLD, "party_post": "secretary", "village_post": "director", **told}
    return committees.register(cast.shiping, name=name, **given, by=cast.actor(who))


def offices() -> set[str]:
    held = Appointment.objects.as_of(TODAY).filter(role="village_secretary", place_code=SHIPING)
    return set(held.values_list("account__name", flat=True))


def values(cast: Cast, on: date, *names: str) -> list[int | None]:
    question = Question(cast.actor("officer"), cast.county.code, on)
    answers = ask_many([f"six_ones.committee_{name}" for name in names], question)
    for name in names:
        if not name.endswith("share"):
            assert len(answers[f"six_ones.committee_{name}"].records) == answers[f"six_ones.committee_{name}"].value
    return [one.value for one in answers.values()]


def test_every_share_is_of_the_one_list_as_of_any_day(cast: Cast) -> None:
    """R-TASK-03: 35 full years and 11 months are 35."""
    seated(cast)
    young = {"birth_month": date(1986, 8, 1), "education": 40, "is_returned_talent": True, "village_post": "member"}
    row = seated(cast, "石新", **{**young, "party_post": "", "since": date(2020, 1, 1)})
    seated(cast, "石老", party_post="", village_post="deputy", birth_month=date(1986, 7, 1))
    names = ("members", "young", "young_share", "college", "returned", "one_head", "one_head_share")

    assert values(cast, TODAY, *names) == [3, 1, 3333, 1, 1, 1, 10000]
    assert values(cast, date(2019, 1, 1), *names) == [2, 1, 5000, 0, 0, 1, 10000]

    row = committees.end(row, last_day=TODAY - timedelta(days=1), how="resigned", by=cast.actor("clerk"))
    assert values(cast, TODAY, "members", "returned") == [2, 0]
    row = committees.resume(row, by=cast.actor("clerk"))
    committees.withdraw(row, by=cast.actor("clerk"))
    assert values(cast, date(2021, 1, 1), "members") == [2]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"party_post": "", "village_post": ""}, "至少选一个"),
        ({"is_party_member": False}, "要党员来任"),
        ({"since": TODAY + timedelta(days=1)}, "还没到"),
        ({"birth_month": date(2005, 1, 1)}, "不满 18"),
        ({"last_day": date(2016, 1, 1)}, "才到任"),
        ({"name": "石有田", "party_post": "member", "village_post": ""}, "已经在班子里"),
        ({}, "在任书记"),
        ({"party_post": "member", "village_post": "director"}, "在任主任"),
        ({"name": "431126195001011234"}, "台账不留这些"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(cast: Cast, told: dict[str, Any], says: str) -> None:
    seated(cast)
    with pytest.raises(Refused, match=says):
        seated(cast, **{"name": "石别人", **told})


def test_a_stationed_member_is_no_candidate_and_a_namesake_is(cast: Cast) -> None:
    """R-ORG-08: who, and which team."""
    person = cast.member.cadre.person
    told = {"party_post": "", "village_post": "member", "since": TODAY}
    for born in (None, person.birth_month):
        with pytest.raises(Refused, match=f"{person.name}在{cast.team.name}驻村"):
            seated(cast, person.name, **{**told, "birth_month": born})
    seats = [{"name": person.name, "village_post": "member"}]
    with pytest.raises(Refused, match="不参加换届选举"):
        renewing.renew(cast.xihe_village, on=TODAY, members=seats, by=cast.actor("neighbour"))

    assert seated(cast, person.name, **{**told, "birth_month": date(1970, 1, 1)}).pk
    assert seated(cast, person.name, **{**told, "since": BEFORE, "last_day": SINCE - timedelta(days=1)}).pk


def test_a_renewal_is_a_difference_and_the_secretarys_account_moves_that_day(cast: Cast) -> None:
    old = seated(cast)
    stays = seated(cast, "石稳", party_post="member", village_post="")
    up = seated(cast, "石升", party_post="", village_post="member")
    seats = [
        {"name": "石新书", "party_post": "secretary", "is_party_member": True, "birth_month": date(1990, 5, 9)},
        {"name": "石稳", "party_post": "member", "is_party_member": True},
        {"name": "石升", "village_post": "director", "education": 40},
    ]

    renewing.renew(cast.shiping, on=TODAY, members=seats, phone="13900139001", by=cast.actor("clerk"))

    old.refresh_from_db(), stays.refresh_from_db(), up.refresh_from_db()
    assert (old.until, old.left_how) == (TODAY, "renewal")
    assert (stays.until, stays.since, stays.term_ends_on) == (None, BEFORE, date(2027, 7, 11))
    assert (up.until, up.education) == (TODAY, 40)
    now = CommitteeMember.objects.as_of(TODAY).order_by("name")
    assert [(row.name, row.posts) for row in now] == [("石升", "主任"), ("石新书", "书记"), ("石稳", "支委")]
    assert offices() == {"石新书"}
    account = Account.objects.get(name="石新书")
    assert (account.kind, account.code) == ("phone", "")
    assert any("新任村书记石新书还没有码" in line.sentence for line in lines_for(cast.actor("system_admin")))
    assert not cast.actor("village_secretary").may("attendance.confirm")


def rows_there() -> list[tuple]:
    names = ("name", "party_post", "village_post", "since", "until", "term_ends_on", "education", "left_how")
    return sorted(CommitteeMember.objects.standing().values_list(*names), key=str)


def test_a_renewal_is_taken_back_as_a_whole(cast: Cast, log_in: LogIn) -> None:
    """Everybody is where they were, with the term they had and what was on file, and so is the account."""
    seated(cast), seated(cast, "石稳", party_post="member", village_post="")
    seated(cast, "石升", party_post="", village_post="member")
    before, held = rows_there(), offices()
    seats = [
        {"name": "石新书", "party_post": "secretary", "is_party_member": True},
        {"name": "石稳", "party_post": "member", "is_party_member": True, "education": 40},
        {"name": "石升", "village_post": "director"},
    ]
    made = renewing.renew(cast.shiping, on=TODAY, members=seats, phone="13900139001", by=cast.actor("clerk"))
    assert (rows_there() == before, offices()) == (False, {"石新书"})
    clerk, here = log_in("clerk"), f"/basics/committees/{SHIPING}/renew/back/"
    assert here in clerk.get(f"/basics/committees/{SHIPING}/").content.decode()
    assert log_in("neighbour").get(here).status_code == 404
    assert log_in("village_secretary").get(here).status_code == 403

    assert clerk.post(here, {"seen": str(made.version)}).status_code == 302

    assert (rows_there(), offices()) == (before, held)
    made.refresh_from_db()
    with pytest.raises(Refused, match="已经撤回"):
        renewing.take_back(made, by=cast.actor("clerk"))
    again = renewing.renew(cast.shiping, on=TODAY, members=seats, phone="13900139001", by=cast.actor("clerk"))
    assert offices() == {"石新书"}
    committees.end(CommitteeMember.objects.standing().get(name="石新书"), last_day=TODAY, by=cast.actor("clerk"))
    with pytest.raises(Refused, match="又变过"):
        renewing.take_back(again, by=cast.actor("clerk"))


def test_the_account_follows_an_end_and_comes_back_with_its_undoing(cast: Cast) -> None:
    row = committees.end(seated(cast), last_day=TODAY - timedelta(days=1), how="resigned", by=cast.actor("clerk"))
    assert offices() == set()
    committees.resume(row, by=cast.actor("clerk"))
    assert offices() == {"石有田"}
    assert Account.objects.filter(name="石有田").count() == 1

    row = CommitteeMember.objects.get(pk=row.pk)
    committees.change_post(row, on=TODAY, village_post="director", by=cast.actor("clerk"))
    assert offices() == set()
    other = seated(cast, "石接任", village_post="", since=TODAY)
    committees.hand_account(other, by=cast.actor("clerk"))
    assert offices() == {"石接任"}


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county", "member", "village_secretary"])
def test_who_is_not_above_the_village_changes_nothing(cast: Cast, who: str) -> None:
    row = seated(cast)
    for attempt in (
        lambda: committees.withdraw(row, by=cast.actor(who)),
        lambda: renewing.renew(cast.shiping, on=TODAY, members=[], by=cast.actor(who)),
    ):
        with pytest.raises((OutOfReach, NotPermitted)):
            attempt()


def test_terms_that_ran_out_and_villages_without_a_committee_wait_for_the_township(cast: Cast) -> None:
    said = lambda: {line.sentence for line in lines_for(cast.actor("secretary"))}  # noqa: E731
    assert not any("两委" in sentence for sentence in said())
    row = seated(cast, term_ends_on=date(2022, 6, 30))
    assert {"石坪村“两委”任期到了", "柳溪村没有“两委”名单"} <= said()

    told = {"name": row.name, "since": row.since, "term_ends_on": date(2022, 12, 31), "sex": "", "birth_month": None}
    about = {"education": None, "is_party_member": True, "is_returned_talent": False}
    committees.correct(row, **told, **about, party_post="secretary", village_post="", by=cast.actor("clerk"))
    assert not any("任期到了" in sentence for sentence in said())


def line(*cells: str) -> list[str]:
    return ["东岭镇", "石坪村", *cells]


def test_the_roster_comes_in_once_and_what_is_wrong_is_named_at_its_cell(cast: Cast) -> None:
    rows = (
        line("石有田", "村支书、村主任", "1969.4", "高中", "中共党员", "否", "2017-07-01"),
        line("石小花", "村委委员", "1992-03", "大专", "群众", "是", "2021-03-01"),
    )
    by = cast.actor("clerk")
    data = xlsx(*rows, head=HEAD, title="村“两委”干部名册")

    assert bring_in(data, "两委.xlsx", Choices(), by=by).file.counts == {"members": 2, "changed": 0}
    first, second = CommitteeMember.objects.order_by("pk")
    assert (first.posts, first.holds_both, second.education, second.is_returned_talent) == (
        "书记、主任",
        True,
        40,
        True,
    )
    assert look(data, "两委.xlsx", Choices(), by=by).changes_nothing

    wrong = (
        line(cast.member.cadre.person.name, "村委", "", "", "", "", "2022-01-01"),
        line("石二书", "书记", "", "", "", "", "2022-01-01"),
        line("石三", "天文台长", "", "", "", "", "2022-01-01"),
    )
    plan = look(xlsx(*wrong, head=HEAD, title="村“两委”干部名册"), "两委.xlsx", Choices(), by=by)
    assert [entry.outcome for entry in plan.entries] == [Outcome.REFUSED] * 3
    said = "".join(fault.problem for entry in plan.entries for fault in entry.faults)
    assert all(words in said for words in ("驻村", "在任书记", "认不出村里的职务"))


def test_a_renewal_sheet_says_who_goes_before_it_is_carried_out(cast: Cast) -> None:
    seated(cast)
    seated(cast, "石稳", party_post="member", village_post="")
    head = (*HEAD[:-1], "换届日期", "书记电话")
    rows = (
        line("石新书", "书记、主任", "1990-05", "大专", "党员", "是", "2022-07-11", "13900139001"),
        line("石稳", "支委", "", "", "党员", "", "2022-07-11", ""),
    )
    data, by = xlsx(*rows, head=head, title="换届名册"), cast.actor("clerk")

    plan = look(data, "换届.xlsx", Choices(), by=by)
    assert [entry.outcome for entry in plan.entries] == [Outcome.ADDED, Outcome.CHANGED]
    said = "".join(plan.remarks)
    assert "离任 1 人：石有田（书记、主任）" in said
    assert "村书记账号从 2022-07-11 起归石新书" in said
    assert offices() == {"石有田"}

    assert bring_in(data, "换届.xlsx", Choices(), by=by).file.counts == {"villages": 1, "members": 2}
    assert offices() == {"石新书"}
    assert look(data, "换届.xlsx", Choices(), by=by).changes_nothing


def test_the_pages_show_the_difference_first_and_ask_few_questions(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = seated(cast)
    clerk = log_in("clerk")
    here = f"/basics/committees/{SHIPING}/"
    addresses = ["/basics/committees/", "/basics/committees/members/", here, f"{here}?on=2019-01-01"]
    for address in addresses:
        assert "石有田" in clerk.get(address).content.decode()
        with django_assert_max_num_queries(12):
            clerk.get(address)
    for verb in ("correct", "end", "change_post", "withdraw", "hand_account"):
        assert clerk.get(f"/basics/committees/members/{row.pk}/{verb}/").status_code == 200

    told = {"on": "2022-07-11", f"stay_{row.pk}": "leave", "name_new0": "石新书", "party_post_new0": "secretary"}
    shown = clerk.post(f"{here}renew/", told)
    assert "会这样变" in shown.content.decode()
    assert CommitteeMember.objects.count() == 1
    clerk.post(f"{here}renew/", {**told, "looked_at": shown.context["mark"]})
    assert offices() == {"石新书"}
    assert log_in("neighbour").get(here).status_code == 404
    assert log_in("neighbour").get(f"/basics/committees/{XIHE_VILLAGE}/").status_code == 200
    assert "石新书" in log_in("member").get(here).content.decode()
