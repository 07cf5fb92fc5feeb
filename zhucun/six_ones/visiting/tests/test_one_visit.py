"""One visit noted once on the phone: in the diary, the matter, the household, the month report, the county's figure."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import SINCE, TODAY, XIHE_VILLAGE, Cast, operator
from tests.imports import xlsx
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.handover.matters import matters_of
from zhucun.dispatch.imports.bringing import Brought, bring_in
from zhucun.lib.figure import Question, ask_many
from zhucun.org.aid import acts as aid
from zhucun.org.aid.models import HouseholdAid
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household
from zhucun.policy import in_force as policy
from zhucun.policy.network_values import SHIPPED_RHYTHMS, Network
from zhucun.policy.profile import PolicyProfile
from zhucun.records.monthly.numbers import numbers_of
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import linking
from zhucun.six_ones.visiting import acts as visiting
from zhucun.six_ones.visiting import rules
from zhucun.six_ones.visiting.due import with_due, with_responsible
from zhucun.six_ones.visiting.handing_over import VISITS as VISITS_DUE
from zhucun.six_ones.visiting.lists import who_goes
from zhucun.web.importing import Choices

LogIn = Callable[[str], Client]
VISITS = "records.visits", "records.households_visited", "six_ones.visits_overdue", "six_ones.visits_in_time"


def home_of(cast: Cast, name: str = "石老满", kind: str = "") -> Household:
    home = places.add_household(cast.shiping, head_name=name, since=SINCE, by=operator())
    if kind:
        visiting.set_kind(home, kind=kind, since=SINCE, by=operator())
    return home


def due(home: Household, cast: Cast, day: date = TODAY) -> date:
    by = cast.actor("officer")
    return with_due(Household.objects.filter(pk=home.pk), day, policy.of(by), by).get().due_on


def test_one_visit_noted_once_on_the_phone_is_everywhere(cast: Cast, log_in: LogIn) -> None:
    home, by = home_of(cast, kind="ex_poor"), cast.actor("officer")
    told = {"text": "屋顶漏雨，要修", "raised_on": TODAY - timedelta(days=3), "household": home}
    matter = matters.register(cast.shiping, **told, by=cast.actor("clerk"))
    phone, month = log_in("member"), (TODAY.replace(day=1), TODAY + timedelta(days=1))
    question = Question(by, cast.county.code, TODAY, since=month[0])
    assert [ask_many(VISITS, question)[one].value for one in VISITS] == [0, 0, 1, 0]
    listed = phone.get("/households/").content.decode()
    assert "石＊满" in listed
    assert "石老满" not in listed
    assert "过了日子" in listed

    address = f"/note/?kind=visit&household={home.pk}&place={cast.shiping.code}&back=/households/"
    assert address.replace("&", "&amp;").replace("/households/", "%2Fhouseholds%2F") in listed
    form = phone.get(address).content.decode()
    assert f'value="{home.pk}" id="id_households_0" checked' in form or "checked" in form.split("石老满")[0][-200:]
    sent = {
        "kind": "visit",
        "text": "看了屋顶，瓦匠后天来",
        "happened_on": TODAY.isoformat(),
        "households": home.pk,
        "x-visit-matter": matter.pk,
        "x-visit-heard": "门口的路灯不亮",
    }
    assert phone.post(address, sent).headers["Location"] == "/households/"

    record = WorkRecord.objects.get()
    assert "看了屋顶" in phone.get("/diary/").content.decode()
    assert "看了屋顶，瓦匠后天来" in [step.text for step in matter.steps.all()]
    heard = UrgentMatter.objects.get(record=record)
    assert (heard.text, heard.household, heard.state) == ("门口的路灯不亮", home, "open")
    page = log_in("officer").get(f"/basics/households/{home.pk}/").content.decode()
    assert all(words in page for words in ("看了屋顶", "屋顶漏雨", "门口的路灯", "每季度一次"))
    reported = numbers_of([cast.team.pk], *month, by)[cast.team.pk]
    assert (reported["visit"], reported["households"]) == (1, 1)
    assert [ask_many(VISITS, question)[one].value for one in VISITS] == [1, 1, 0, 1]
    assert due(home, cast) == TODAY + timedelta(days=90)
    assert "过了日子" not in phone.get("/households/").content.decode()


def test_a_visit_taken_back_moves_the_day_back_and_is_said_in_the_matter(cast: Cast) -> None:
    home, by = home_of(cast), cast.actor("member")
    matter = matters.register(cast.shiping, text="修渠", raised_on=TODAY, by=cast.actor("clerk"))
    told = {"kind": "visit", "text": "看了渠", "happened_on": TODAY, "households": [home]}
    answers = [{"name": "matter", "value": str(matter.pk)}, {"name": "heard", "value": "要一台水泵"}]
    before = due(home, cast)
    record = work.write(cast.team, **told, answers=answers, by=by)
    assert due(home, cast) == TODAY + timedelta(days=365)

    work.withdraw(record, by=by)

    assert due(home, cast) == before
    assert UrgentMatter.objects.get(record=record).state == "withdrawn"
    assert matter.steps.last().text.endswith("走访的记录撤回了")


@pytest.mark.parametrize(
    ("kinds", "last", "expected"),
    [
        ((), None, SINCE + timedelta(days=365)),
        (("ex_poor",), None, SINCE + timedelta(days=90)),
        (("ex_poor",), TODAY, TODAY + timedelta(days=90)),
        ((), TODAY, TODAY + timedelta(days=365)),
    ],
)
def test_by_when_a_household_is_due(kinds: tuple[str, ...], last: date | None, expected: date) -> None:
    """R-MON-06."""
    rhythm = rules.rhythm_for(kinds, SHIPPED_RHYTHMS)

    assert rules.due_on(last, SINCE, rhythm.days) == expected


def test_the_database_counts_days_as_the_rule_does(cast: Cast) -> None:
    """R-MON-06, on every kind; a number of the county's own at once."""
    homes = [home_of(cast), home_of(cast, "石小满", "ex_poor")]
    own = PolicyProfile(network=Network(rhythms=tuple(type(one)(one.key, one.label, 40) for one in SHIPPED_RHYTHMS)))

    assert [due(home, cast) for home in homes] == [rules.due_on(None, SINCE, 365), rules.due_on(None, SINCE, 90)]
    dated = with_due(Household.objects.all(), TODAY, own, cast.actor("officer"))
    assert {row.due_on for row in dated} == {rules.due_on(None, SINCE, 40)}


def test_who_goes_is_the_helper_else_the_linker_else_the_team(cast: Cast) -> None:
    home = home_of(cast)
    say = lambda: who_goes(with_responsible(Household.objects.filter(pk=home.pk), TODAY).get()).text  # noqa: E731
    assert say() == cast.team.name
    linker = network.add(cast.shiping, name="石爱党", since=SINCE, by=operator())
    linking.add(linker, household=home, since=TODAY, by=operator())
    assert say() == "石爱党"
    aid.pair_household(cast.shiping, helper_name="黎明远", household=home, since=TODAY, by=operator())
    assert say() == "黎明远"


def test_the_neighbours_see_nothing_of_it(cast: Cast, log_in: LogIn) -> None:
    home = home_of(cast)
    linker = network.add(cast.shiping, name="石爱党", since=SINCE, by=operator())
    linking.add(linker, household=home, since=SINCE, by=operator())
    for who in ("neighbour", "neighbour_county"):
        stranger = log_in(who)
        assert stranger.get(f"/basics/households/{home.pk}/").status_code == 404
        assert stranger.get(f"/basics/links/{cast.shiping.code}/").status_code == 404
        assert "石老满" not in stranger.get("/basics/visits/").content.decode()
        assert "石爱党" not in stranger.get("/basics/links/people/").content.decode()
    clerk = log_in("clerk")
    own = ["/basics/links/", f"/basics/links/{cast.shiping.code}/", "/basics/visits/", f"/basics/households/{home.pk}/"]
    for address in own:
        clerk.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(address).status_code == 200
        assert len(asked) <= 15, f"{address}: {len(asked)}"
    assert clerk.get(reverse("six_ones:links.of", args=[XIHE_VILLAGE])).status_code == 404


# ── 结对帮扶, what waits, what a successor hears ──

HELPERS_HEAD = ("乡镇", "村", "帮扶责任人", "单位", "户主", "结对户数")


def paired(cast: Cast, *rows: tuple) -> Brought:
    data = xlsx(*(["东岭镇", "石坪村", *row] for row in rows), head=HELPERS_HEAD, title="结对帮扶责任人名单")
    return bring_in(data, "结对.xlsx", Choices(), by=cast.actor("officer"))


def test_a_list_of_pairs_says_who_goes_by_when_and_tells_the_unit(cast: Cast, log_in: LogIn) -> None:
    home, _, _ = home_of(cast), home_of(cast, "石小满"), home_of(cast, "石小满")
    rows = [("黎明远", "县档案馆", "石老满", 1), ("黎明远", "县档案馆", "石小满", 1)]
    done = paired(cast, *rows)

    assert dict(HouseholdAid.objects.values_list("household__head_name", "helper_name")) == {
        "石老满": "黎明远",
        None: "黎明远",
    }
    assert any("1 户在农户名单里没有对上" in remark for remark in done.plan.remarks)
    assert paired(cast, *rows).plan.changes_nothing
    line = next(one for one in lines_for(cast.actor("liaison")) if "结对" in one.sentence)
    assert (line.count, line.due_on) == (1, due(home, cast))
    page = log_in("liaison").get("/basics/visits/paired/?view=overdue").content.decode()
    assert all(words in page for words in ("石老满", "黎明远"))
    assert f"/basics/households/{home.pk}/" not in page
    assert "过了走访日子的 1 户" in log_in("liaison").get(f"/units/{cast.archive.pk}/").content.decode()
    assert not [one for one in lines_for(cast.actor("neighbour")) if "走访" in one.sentence]
    assert "黎明远" not in log_in("neighbour").get("/basics/visits/paired/").content.decode()


def test_what_is_overdue_waits_for_the_team_and_passes_on_with_a_handover(cast: Cast, log_in: LogIn) -> None:
    homes = [home_of(cast), home_of(cast, "石小满")]
    lines = [one for one in lines_for(cast.actor("member")) if "走访" in one.sentence]
    assert [(one.count, one.url) for one in lines] == [(2, "/basics/visits/?view=overdue")]

    told = matters_of([cast.member, cast.first_secretary], TODAY)
    said = [one.sentence for found in told.values() for one in found if one.kind == VISITS_DUE]
    assert said == ["村里 2 户过了走访的日子，接的人接着走"] * 2

    for home in homes:
        work.write(
            cast.team, kind="visit", text="去看了", happened_on=TODAY, households=[home], by=cast.actor("member")
        )
    again = cast.actor("member")
    assert not [one for one in lines_for(again) if "走访" in one.sentence]
    assert not [one for found in matters_of([cast.member], TODAY).values() for one in found if one.kind == VISITS_DUE]


def test_cards_search_and_interface_know_of_households(cast: Cast, log_in: LogIn) -> None:
    home = home_of(cast)
    linker = network.add(cast.shiping, name="石爱党", since=SINCE, by=operator())
    linking.add(linker, household=home, since=SINCE, by=operator())
    clerk = log_in("clerk")

    for address in (f"/villages/{cast.shiping.code}/", f"/teams/{cast.team.pk}/"):
        assert "联户和走访" in clerk.get(address).content.decode(), address
    found = (
        clerk.get("/search/", {"q": "石老满"}).content.decode()
        + clerk.get("/search/", {"q": "石爱党"}).content.decode()
    )
    assert f"/basics/households/{home.pk}/" in found
    assert f"#p{linker.pk}" in found
    assert "?load=1" in clerk.get("/basics/links/").content.decode()
    assert "石爱党" in clerk.get("/basics/links/people/?load=1").content.decode()
    assert "石爱党" not in clerk.get("/basics/links/people/?load=10").content.decode()
    rows = clerk.get(f"/api/v1/visits-due/?place={cast.shiping.code}").json()["rows"]
    assert [(row["id"], row["due_on"], row["rhythm"]) for row in rows] == [(home.pk, "2022-06-01", "every")]
    assert clerk.get("/api/v1/household-links/").json()["count"] == 1
    for who in ("neighbour", "neighbour_county"):
        for address in ("visits-due", "household-links", "linkers"):
            assert log_in(who).get(f"/api/v1/{address}/").json()["rows"] == [], (who, address)
