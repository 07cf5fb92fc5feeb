"""The workbench: what one sees of a draft, and what its buttons do. Names are for the county office alone."""

import io
from collections.abc import Callable
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, operator
from zhucun.acts import jobs
from zhucun.acts.jobs.working import do_waiting
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.formation.models import FormationPlan, PlanDecision
from zhucun.dispatch.formation.tests.small import LEVELS, asked, furnished, in_a_round
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.rules import State as RoundState
from zhucun.dispatch.workbench.comparing import Compared
from zhucun.org.people import acts as people
from zhucun.org.places import acts as places

LogIn = Callable[[str], Client]


def address(plan: FormationPlan, name: str = "", **more: int) -> str:
    return reverse(f"dispatch:formation.one{name}", kwargs={"pk": plan.pk, **more})


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def test_a_draft_is_asked_for_by_a_form_and_waits_for_whoever_asked(cast: Cast, log_in: LogIn) -> None:
    furnished(cast)
    client = log_in("officer")
    levels = {f"wish_{key}": level for key, level in LEVELS.items()}

    answer = client.post(
        reverse("dispatch:formation.new"), {"mode": "unit", "title": "先保留任", "round": "", **levels}
    )
    while_it_runs = text_of(client, answer.url)
    do_waiting("slow")

    assert "可以先去忙" in while_it_runs
    assert "停下" in while_it_runs
    assert any("排组队第 1 稿，办好了" in line.sentence for line in lines_for(cast.actor("officer")))
    assert "硬性要求全部满足" in text_of(client, answer.url)
    assert lines_for(cast.actor("officer")) == [
        line for line in lines_for(cast.actor("officer")) if "组队" not in line.sentence
    ]


def test_stopping_from_the_page_before_it_began(cast: Cast, log_in: LogIn) -> None:
    furnished(cast)
    plan = formation.draft(cast.county, mode="unit", levels=LEVELS, by=cast.actor("officer"))
    client = log_in("officer")

    assert "停下</button>" in text_of(client, address(plan))
    assert "停下</button>" not in text_of(log_in("office_leader"), address(plan))
    answer = client.post(address(plan, ".stop"))

    assert answer.url == address(plan)
    assert jobs.Job.objects.get(pk=plan.job_key).state == "stopped"
    assert "再办一次" in text_of(client, address(plan))


def test_what_cannot_be_says_why_and_what_to_do(cast: Cast, log_in: LogIn) -> None:
    plan = asked(cast)

    text = text_of(log_in("officer"), address(plan))

    assert "排不出的原因" in text
    assert "能任第一书记的人" in text
    assert "可以这样办" in text


def test_in_a_round_it_says_which_unit_still_owes_somebody(cast: Cast, log_in: LogIn) -> None:
    made = in_a_round(cast)
    made.nominations.filter(cadre__person__name__in=("乙档", "丁水", "戊水")).update(state="withdrawn")
    plan, client = asked(cast, round=made), log_in("officer")

    text = text_of(client, address(plan))
    again = text_of(client, address(plan, ".again") + "?gaps=1")

    assert "县档案馆（名额 9，能组队 1）" in text
    assert 'name="with_gaps" aria-describedby="id_with_gaps_helptext" id="id_with_gaps" checked' in again


def test_the_workbench_says_what_is_met_why_and_what_could_be_changed(cast: Cast, log_in: LogIn) -> None:
    furnished(cast)
    plan = asked(cast)

    text = text_of(log_in("officer"), f"{address(plan)}?all=1&team={cast.team.pk}")

    assert "已证明没有更好的" in text
    assert "石坪村工作队" in text
    assert "一深一浅：都有。" in text
    assert 'role="img" aria-label="年龄与农村经历：黎明远' in text
    assert "后盾单位县档案馆派了 2 人" in text


def test_a_first_secretary_far_from_home_wants_a_mind(cast: Cast, log_in: LogIn) -> None:
    """79 km, by the seats of the two townships."""
    furnished(cast)
    for township, east in ((cast.dongling, 11_190_000), (cast.xihe, 11_190_000 + 79_800)):
        places.locate(township, north=2_560_000, east=east, by=operator())
    people.correct_cadre(cast.first_secretary.cadre, changes={"home": cast.xihe_village}, by=cast.actor("officer"))
    plan = asked(cast)

    text = text_of(log_in("officer"), address(plan))

    assert "要你拿主意的 1 支" in text
    assert "第一书记黎明远离家 79 公里。" in text
    assert "离家近" in text


def test_pages_ask_the_database_a_fixed_number_of_times(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    furnished(cast)
    plan, client = asked(cast), log_in("officer")
    formation.lock(plan, cadre=cast.member.cadre, by=cast.actor("officer"))
    pages = [
        address(plan),
        f"{address(plan)}?all=1&q=水",
        address(plan, ".pairing"),
        address(plan, ".left"),
        address(plan, ".decisions"),
        reverse("dispatch:formation"),
        address(plan, ".choose", cadre_pk=cast.neighbour_member.cadre_id),
    ]
    text_of(client, address(plan))

    in_round = asked(cast, round=in_a_round(cast))
    pages += [address(in_round, ".adopt"), address(in_round)]
    text_of(client, address(in_round))

    for where in pages:
        with django_assert_max_num_queries(12):
            text_of(client, where)


def test_a_press_on_every_button_of_a_team(cast: Cast, log_in: LogIn) -> None:
    people = furnished(cast)
    plan, client = asked(cast), log_in("officer")
    here = f"{address(plan)}?team={cast.xihe_team.pk}"

    client.post(address(plan, ".lock"), {"cadre": people["junior"].pk, "back": here})
    locked = text_of(client, here)
    client.post(reverse("dispatch:formation.decision.take_back", args=[PlanDecision.objects.get().pk]), {"back": here})
    client.post(address(plan, ".forbid", cadre_pk=people["elder"].pk), {"reason": "单位有任务"})
    client.post(address(plan, ".keep", team_pk=cast.team.pk), {"reason": "村里点名要"})
    client.post(address(plan, ".settle"), {"team": cast.xihe_team.pk, "back": here})

    assert "已锁定" in locked
    standing = PlanDecision.objects.standing().values_list("kind", "reason")
    assert sorted(standing) == [("forbid", "单位有任务"), ("keep", "村里点名要"), ("settle", "")]
    told = text_of(client, address(plan, ".decisions"))
    assert "村里点名要" in told
    assert "收回了" in told


def test_a_swap_is_looked_at_then_done_then_undone(cast: Cast, log_in: LogIn) -> None:
    people = furnished(cast)
    plan, client = asked(cast), log_in("officer")
    where = f"{address(plan, '.swap')}?one={people['junior'].pk}&other={people['spare'].pk}"

    looked = text_of(client, where)
    without_a_word = client.post(where, {"one": people["junior"].pk, "other": people["spare"].pk})
    client.post(where, {"one": people["junior"].pk, "other": people["spare"].pk, "reason": "村里点名要"})

    assert "河湾村没有“浅”了" in looked
    assert "备用人" in looked
    assert "为什么这样换" in without_a_word.content.decode()
    plan.refresh_from_db()
    assert f"c{people['spare'].pk}" in plan.now["seats"]
    token = client.session["saved"]["token"]
    client.post(reverse("undo"), {"token": token, "back": "/"})
    plan.refresh_from_db()
    assert plan.now["seats"] == plan.answer["seats"]


def test_the_next_draft_is_asked_for_from_this_one(cast: Cast, log_in: LogIn) -> None:
    people = furnished(cast)
    plan, client = asked(cast), log_in("officer")
    formation.lock(plan, cadre=people["old"], by=cast.actor("officer"))
    levels = {f"wish_{key}": 2 for key in LEVELS}

    shown = text_of(client, address(plan, ".again"))
    answer = client.post(address(plan, ".again"), {"mode": "free", "title": "放开", **levels})
    do_waiting("slow")

    assert "锁定的人 1 个" in shown
    second = FormationPlan.objects.get(number=2)
    assert answer.url == address(second)
    assert (second.follows, second.mode, second.levels["stay"]) == (plan, "free", 2)
    assert second.question["locks"] == [{"candidate": f"c{people['old'].pk}", "team": f"t{cast.team.pk}"}]


def test_a_draft_of_a_round_past_forming_is_read_and_no_longer_worked_on(cast: Cast, log_in: LogIn) -> None:
    made, client = in_a_round(cast), log_in("officer")
    plan = asked(cast, round=made)
    before = text_of(client, address(plan))
    formation.adopt(asked(cast, round=made), by=cast.actor("officer"))
    SelectionRound.objects.update(state=RoundState.APPROVING)
    cadre = plan.now["seats"].popitem()[0][1:]

    text = text_of(client, address(plan))
    again, adopt = (client.get(address(plan, name)) for name in (".again", ".adopt"))
    pressed = [
        client.post(address(plan, ".again"), {"mode": "free", **{f"wish_{key}": 2 for key in LEVELS}}),
        client.post(address(plan, ".adopt"), {"seen": plan.version}),
        client.post(address(plan, ".lock"), {"cadre": cadre}),
        client.post(address(plan, ".swap") + f"?one={cadre}&other={cadre}"),
        client.post(address(plan, ".settle"), {"team": cast.team.pk}),
    ]

    buttons = (address(plan, ".again"), address(plan, ".adopt"), address(plan, ".lock"), "就这样换")
    assert [button for button in buttons[:3] if button not in before] == []
    assert [button for button in buttons if button in text] == []
    assert "石坪村工作队" in text
    for answer in (again, adopt, *pressed):
        assert (answer.status_code, "不在组队这一步" in answer.content.decode()) == (409, True)
    assert FormationPlan.objects.count() == 2


def test_an_adopted_draft_asks_nobodys_mind(cast: Cast, log_in: LogIn) -> None:
    plan, client = asked(cast, round=in_a_round(cast)), log_in("officer")
    before = text_of(client, address(plan))

    formation.adopt(plan, by=cast.actor("officer"))

    assert ("要你拿主意的" in before, "要你拿主意的" in text_of(client, address(plan))) == (True, False)


def test_two_drafts_stand_side_by_side(cast: Cast, log_in: LogIn) -> None:
    people = furnished(cast)
    one, other, client = asked(cast), asked(cast), log_in("officer")
    formation.swap(other, one=people["junior"], other=people["spare"], reason="试试", by=cast.actor("officer"))

    text = text_of(client, reverse("dispatch:formation.compare") + f"?one={other.pk}&other={one.pk}")

    assert "1 支队的人不一样" in text
    assert "一深一浅：第 1 稿做到了" in text


def test_what_no_count_of_teams_tells_is_compared_by_points(cast: Cast) -> None:
    """79 km, by the seats of the two townships."""
    people_of = furnished(cast)
    for township, east in ((cast.dongling, 11_190_000), (cast.xihe, 11_190_000 + 79_800)):
        places.locate(township, north=2_560_000, east=east, by=operator())
    people.correct_cadre(people_of["spare"], changes={"home": cast.shiping}, by=cast.actor("officer"))
    one, other = asked(cast), asked(cast)
    formation.swap(other, one=people_of["junior"], other=people_of["spare"], reason="试", by=cast.actor("officer"))

    compared = Compared(FormationPlan.objects.get(pk=other.pk), one)
    rows = {row.label: row for row in compared.rows()}

    assert "难村配强（分）" in rows
    assert rows["难村配强（分）"].better == 0
    assert (int(rows["离家近（分）"].one) < int(rows["离家近（分）"].other), rows["离家近（分）"].better) == (True, -1)


def test_the_pairing_table_is_taken_away_as_a_sheet(cast: Cast, log_in: LogIn) -> None:
    furnished(cast)
    answer = log_in("officer").get(f"{address(asked(cast), '.pairing')}?export=xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]

    assert ["县档案馆", "石坪村", "东岭镇", "黎明远（县档案馆）", "古老松（县档案馆）、盘小妹（县水利局）", 3] in rows


def test_who_is_left_over_is_listed_and_found_by_unit(cast: Cast, log_in: LogIn) -> None:
    furnished(cast)
    plan, client = asked(cast), log_in("officer")

    everybody = text_of(client, address(plan, ".left"))
    of_the_archive = text_of(client, address(plan, ".left") + "?q=档案馆")

    assert all(name in everybody for name in ("新小禾", "备用人", "能带头", "候补一"))
    assert "古老松" not in everybody
    assert ("新小禾" in of_the_archive, "备用人" in of_the_archive) == (True, False)


@pytest.mark.parametrize("who", ["secretary", "organisation", "county_leader", "liaison", "first_secretary"])
def test_no_name_of_a_draft_is_on_a_page_of_others(cast: Cast, log_in: LogIn, who: str) -> None:
    furnished(cast)
    plan, client = asked(cast), log_in(who)

    for name in ("", ".pairing", ".left", ".decisions", ".adopt"):
        answer = client.get(address(plan, name))
        assert (answer.status_code, "古老松" in answer.content.decode()) == (403, False)


def test_the_neighbour_county_finds_nothing(cast: Cast, log_in: LogIn) -> None:
    furnished(cast)
    plan, client = asked(cast), log_in("neighbour_county")

    assert client.get(address(plan)).status_code == 404
    assert client.post(address(plan, ".settle"), {"team": cast.team.pk}).status_code == 404
    assert "还没有排过" in text_of(client, reverse("dispatch:formation"))


def test_where_one_is_sent_back_to_is_ours(cast: Cast, log_in: LogIn) -> None:
    furnished(cast)
    plan, client = asked(cast), log_in("officer")

    answer = client.post(address(plan, ".settle"), {"team": cast.team.pk, "back": "https://example.org/"})

    assert urlsplit(answer.url).netloc == ""
