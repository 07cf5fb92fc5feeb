"""搜索: found by fragments, pinyin, numbers and codes; only what one may see (screen C2)."""

from datetime import date, timedelta
from io import StringIO
from itertools import combinations
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.cast import COUNTY, NEIGHBOUR_COUNTY, TODAY, Cast, operator
from tests.demo import Demo
from zhucun.desk.search.index import index, rebuild
from zhucun.desk.search.models import Kind, SearchEntry
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting
from zhucun.org.people import acts as people
from zhucun.org.places import acts as places
from zhucun.org.places.models import Place
from zhucun.oversight.rectification.tests.test_way import drafted, issued
from zhucun.six_ones.matters import acts as matters


def found(client: Client, text: str, **more: str) -> str:
    answer = client.get("/search/", {"q": text, **more})
    assert answer.status_code == 200
    return answer.content.decode().split("<main", 1)[1]


@pytest.mark.parametrize("text", ["黎明远", "明远", "lmy", "limingyuan", "limin", "LMY", "黎 远"])
def test_a_person_is_found_by_fragments_and_pinyin(log_in: Any, text: str) -> None:
    assert "县档案馆 · 驻石坪村工作队" in found(log_in("officer"), text)


@pytest.mark.parametrize("text", ["石坪", "sp", "shiping", "东岭镇石坪", "990126101201"])
def test_a_place_is_found_by_name_pinyin_and_code(log_in: Any, text: str) -> None:
    assert "东岭镇 · 村 · 990126101201" in found(log_in("officer"), text)


def test_a_team_is_found_by_its_number_and_by_each_place_it_serves(cast: Cast, log_in: Any) -> None:
    roster.serve(cast.team, place=cast.liuxi, since=TODAY, by=operator())

    for text in (cast.team.number, cast.team.number.lower(), "石坪村", "柳溪"):
        assert f"队号 {cast.team.number}" in found(log_in("officer"), text)


def test_a_unit_is_found_by_its_other_writings_too(cast: Cast, log_in: Any) -> None:
    people.learn_alias(cast.archive, name="档案局", by=operator())

    for text in ("档案馆", "xdag", "档案局"):
        assert "<b>县档案馆</b>" in found(log_in("officer"), text)


@pytest.mark.parametrize("text", ["ming", "ping", "26101201", "1201", "%", "_", "石坪 河湾"])
def test_what_only_lies_in_the_middle_of_a_word_of_letters_is_not_found(log_in: Any, text: str) -> None:
    assert "没找到" in found(log_in("officer"), text)


@pytest.mark.parametrize("text", ["石坪", "黎明远", "县档案馆", "T", "东岭"])
@pytest.mark.parametrize("who", ["neighbour", "neighbour_county"])
def test_the_neighbours_find_nothing_of_it(cast: Cast, log_in: Any, who: str, text: str) -> None:
    shown = found(log_in(who), text).split('class="found"')[-1]

    for name in ("驻石坪村工作队", "<b>石坪村</b>", "<b>黎明远</b>", "<b>东岭镇</b>"):
        assert name not in shown


def test_a_township_finds_its_own(log_in: Any) -> None:
    shown = found(log_in("secretary"), "村")

    assert "石坪村" in shown
    assert "河湾村" not in shown


def test_a_unit_finds_its_people_and_teams(log_in: Any) -> None:
    assert "<b>黎明远</b>" in found(log_in("liaison"), "黎")
    assert "<b>骆远</b>" not in found(log_in("liaison"), "骆")


def test_prefecture_finds_teams_and_places_and_no_persons(log_in: Any) -> None:
    assert "驻石坪村工作队" in found(log_in("prefecture_reader"), "石坪")
    assert "<b>黎明远</b>" not in found(log_in("prefecture_reader"), "黎明远")


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_have_nothing_to_look_for(log_in: Any, who: str) -> None:
    shown = found(log_in(who), "石坪")

    assert "管理员不看业务" in shown
    assert "东岭镇" not in shown


def test_a_changed_name_is_found_and_the_old_one_is_not(cast: Cast, log_in: Any) -> None:
    people.correct_cadre(cast.first_secretary.cadre, changes={"name": "黎昭"}, by=operator())
    places.rename(cast.shiping, name="新石坪村", since=date(2022, 7, 1), by=operator())
    people.correct_unit(cast.archive, name="县档案局", by=operator())
    correcting.rename(cast.team, name="驻石坪村振兴工作队", number="Q9", by=operator())

    client = log_in("officer")
    assert "<b>黎昭</b>" in found(client, "lz")
    assert "没找到" in found(client, "limingyuan")
    assert "<b>新石坪村</b>" in found(client, "xsp")
    assert "<b>驻石坪村振兴工作队</b>" in found(client, "q9")
    assert "<b>县档案局</b>" in found(client, "县档案馆")  # its old name is remembered as another writing


def test_a_township_s_new_name_finds_what_lies_in_it(cast: Cast, log_in: Any) -> None:
    places.rename(cast.dongling, name="东山镇", since=date(2022, 7, 1), by=operator())

    assert "<b>石坪村</b>" in found(log_in("officer"), "东山镇石坪")


def test_what_has_ended_is_no_longer_found(cast: Cast, log_in: Any) -> None:
    made = make.place(cast.dongling, "990126101203", "旧村")
    assert "<b>旧村</b>" in found(log_in("officer"), "旧村")

    places.close(made, last_day=date(2022, 7, 1), reason="并入石坪村", by=operator())

    assert "<b>旧村</b>" not in found(log_in("officer"), "旧村")


def test_the_exact_name_comes_first(cast: Cast, log_in: Any) -> None:
    make.cadre("远", unit=cast.archive)

    shown = found(log_in("officer"), "远")

    assert shown.index("<b>远</b>") < shown.index("<b>黎明远</b>")


def test_five_of_a_group_are_shown_and_the_rest_is_one_press_away(cast: Cast, log_in: Any) -> None:
    for number in range(40):
        make.cadre(f"石{number:02}", unit=cast.archive)
    client = log_in("officer")

    assert found(client, "石").count("<b>石") == 5 + 1  # and the village
    assert "only=person" in found(client, "石")
    assert found(client, "石", only="person").count("<b>石") == 30
    assert found(client, "石", only="person", page="2").count("<b>石") == 10


def test_a_number_finds_the_figures_that_have_it_now(demo: Demo) -> None:
    shown = found(demo.client("county_officer"), "213")

    assert "<b>未满40周岁</b>" in shown
    assert "未满 40 周岁的人数" in shown
    assert "42.94" in found(demo.client("county_officer"), "42.94%")


def test_two_figures_of_the_same_value_are_both_offered(demo: Demo) -> None:
    """R-SEL-19: on a day when they agree, 未满40周岁 and 40周岁及以下 are told apart by their definitions."""
    from zhucun.dispatch.roster.models import Posting

    turning = Posting.objects.as_of(date(2022, 7, 11)).filter(
        cadre__person__birth_month__gt=date(1981, 7, 1), cadre__person__birth_month__lte=date(1982, 7, 1)
    )
    for posting in turning.select_related("cadre"):
        people.correct_cadre(posting.cadre, changes={"birth_month": date(1975, 1, 1)}, by=operator(demo.code))

    shown = found(demo.client("county_officer"), "213")

    assert "<b>未满40周岁</b>" in shown
    assert "<b>40周岁及以下</b>" in shown


def test_a_figure_s_number_follows_what_was_done(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    assert "<b>在册队员</b>" in found(client, "3")

    make.posting(cast.team, cast.spare)

    assert "<b>在册队员</b>" not in found(client, "3")
    assert "<b>在册队员</b>" in found(client, "4")


def test_what_a_first_page_tells_of_the_year_is_found_by_its_number(cast: Cast, log_in: Any) -> None:
    day = TODAY - timedelta(days=60)
    for text in ("修好水渠", "装了路灯", "办了证"):
        row = matters.register(cast.shiping, text=text, raised_on=day, by=cast.actor("clerk"))
        matters.finish(row, on=day, by=cast.actor("clerk"))

    shown = found(log_in("officer"), "3")

    assert "<b>为群众解决的急难愁盼问题</b>" in shown
    assert "2021年7月至2022年6月的数" in shown
    assert "from=2021-07-01&amp;to=2022-06-30" in shown
    assert "<b>为群众解决的急难愁盼问题</b>" not in found(log_in("neighbour"), "3")


def test_a_township_s_numbers_are_its_own(cast: Cast, log_in: Any) -> None:
    assert "<b>在册队员</b>" in found(log_in("secretary"), "2")
    assert "<b>在册队员</b>" in found(log_in("neighbour"), "1", only="figure")
    assert "<b>在册队员</b>" not in found(log_in("neighbour"), "2", only="figure")


def test_rebuilding_finds_the_same(cast: Cast) -> None:
    kept = set(SearchEntry.objects.values_list("kind", "key", "county_code", "words"))
    SearchEntry.objects.all().delete()

    rebuild(NEIGHBOUR_COUNTY)
    rebuild(COUNTY)

    assert set(SearchEntry.objects.values_list("kind", "key", "county_code", "words")) == kept


def test_the_command_says_how_many_there_are(cast: Cast) -> None:
    said = StringIO()

    call_command("rebuild_search", COUNTY, stdout=said)

    count = SearchEntry.objects.filter(county_code=COUNTY).count()
    assert said.getvalue() == f"现在有 {count} 条搜索条目。\n"


@pytest.mark.parametrize(("text", "most"), [("213", 70), ("石", 20), ("zmy", 20), ("东岭镇石坪", 20)])
def test_a_search_takes_few_queries(demo: Demo, text: str, most: int) -> None:
    """A number asks each topic once whose figures may have it; what they answer is kept."""
    client = demo.client("county_officer")
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        found(client, text)

    assert len(queries) <= most


@pytest.mark.parametrize("text", ["lmy 石坪", "石坪 黎明远", "黎 sp"])
def test_two_words_may_name_a_person_and_the_team(cast: Cast, log_in: Any, text: str) -> None:
    shown = found(log_in("officer"), text)

    assert "<b>黎明远</b>" in shown
    assert "<b>盘小妹</b>" not in shown


def test_both_words_have_to_match_and_one_of_them_the_person(cast: Cast, log_in: Any) -> None:
    assert "<b>黎明远</b>" not in found(log_in("officer"), "lmy 柳溪")
    assert "<b>黎明远</b>" not in found(log_in("officer"), "石坪 工作队")


def test_a_letter_is_found_by_its_number_once_it_is_issued(cast: Cast, log_in: Any) -> None:
    """By whoever has it."""
    drafted(cast)
    assert "致县档案馆" not in found(log_in("officer"), "第2期")
    issued(cast)

    for text in ("函〔2022〕9号", "青驻办函", "第1期", "县档案馆"):
        assert "<b>青驻办函〔2022〕9号</b>" in found(log_in("liaison"), text)
    assert "青驻办函〔2022〕9号" not in found(log_in("neighbour"), "青驻办函")
    assert "5月账目未上墙</b>" in found(log_in("liaison"), "账目 石坪")
    assert "5月账目" not in found(log_in("neighbour"), "账目")


def test_nothing_typed_finds_nothing(log_in: Any) -> None:
    assert 'class="hits"' not in found(log_in("officer"), "  ")


def test_entries_are_written_in_the_order_of_their_rows_whatever_the_keys_are(cast: Cast) -> None:
    """The order in which a set gives its numbers depends on the numbers: 8 stands before 7."""
    for pair in combinations(sorted(Place.objects.filter(code__gte="990126101").values_list("pk", flat=True)), 2):
        SearchEntry.objects.all().delete()
        index(Kind.PLACE, pair)

        written = list(SearchEntry.objects.order_by("pk").values_list("key", flat=True))
        assert written == sorted(written)
