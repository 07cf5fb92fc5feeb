"""A circular's way: picked, confirmed by those it is about, decided where disputed, signed, read by those it names."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import TODAY, Cast
from zhucun.acts.refused import Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask
from zhucun.oversight.circulars import acts as circulars
from zhucun.oversight.circulars import confirming, issuing, rules, writing
from zhucun.oversight.circulars.models import CircularLine, FactCheck, InspectionCircular
from zhucun.oversight.onsite import finding_acts as findings
from zhucun.policy.inspection_values import SHIPPED_KINDS

SINCE = date(2022, 6, 20)
SIGNED: dict[str, Any] = {"document": "青驻办通[2022]02号", "signer": "唐志远", "issued_on": TODAY}
LATER = date(2022, 7, 15)  # the day after the three working days of 11 July


def picked(cast: Cast, *, text: str = "走访本 9 页内容雷同", team: Any = None, **told: Any) -> CircularLine:
    officer = cast.actor("officer")
    circular = InspectionCircular.objects.in_hand().first() or circulars.open_circular(
        cast.county, since=SINCE, last_on=TODAY, by=officer
    )
    told = {"kind": "style", "found_on": TODAY, "source": "other", **told}
    finding = findings.enter(team or cast.team, text=text, **told, by=officer)
    return circulars.pick(circular, finding=finding, by=officer)


def asked(cast: Cast, **told: Any) -> InspectionCircular:
    """石坪's team by its township, and 结对帮扶 of the same team by its unit."""
    picked(cast, **told)
    circular = picked(cast, text="宿舍漏雨没有修", kind="support", about="paired").circular
    return confirming.ask(circular, by=cast.actor("officer"))


def later(cast: Cast, who: str = "officer") -> Any:
    actor = cast.actor(who)
    return replace(actor, now=actor.now.replace(day=LATER.day))


def test_each_side_is_asked_about_its_own(cast: Cast) -> None:
    """R-INS-06."""
    circular = asked(cast)

    told = {check.asked_whom: [one.line.text for one in check.lines.all()] for check in circular.checks.all()}
    assert told == {"东岭镇": ["走访本 9 页内容雷同"], "县档案馆": ["宿舍漏雨没有修"]}
    assert (circular.asked_on, circular.answers_due_on) == (TODAY, date(2022, 7, 14))
    seen = {who: list(FactCheck.objects.visible_to(cast.actor(who))) for who in ("secretary", "liaison", "neighbour")}
    assert [[one.asked_whom for one in rows] for rows in seen.values()] == [["东岭镇"], ["县档案馆"], []]
    assert not InspectionCircular.objects.visible_to(cast.actor("secretary")).exists()


@pytest.mark.parametrize(
    ("is_paired", "has_unit", "naming", "who"),
    [
        (False, True, "village", (True, False)),
        (False, True, "unit", (True, True)),
        (True, True, "village", (False, True)),
        (True, False, "unit", (True, False)),
    ],
)
def test_who_is_asked(is_paired: bool, has_unit: bool, naming: str, who: tuple[bool, bool]) -> None:
    assert rules.sides(is_paired=is_paired, has_unit=has_unit, naming=naming) == who


def test_from_what_was_disputed_to_what_is_read(cast: Cast) -> None:
    officer = cast.actor("officer")
    circular = asked(cast)
    by_township, by_unit = circular.checks.order_by("-place_code")
    said = {"line": by_township.lines.get().line_id, "said": "有 2 页是同一户，不算雷同"}
    confirming.answer(by_township, disputes=[said], by=cast.actor("secretary"))
    confirming.answer(by_unit, disputes=[], by=cast.actor("liaison"))
    with pytest.raises(Refused, match="有出入，先定"):
        confirming.make_ready(circular, by=officer)
    line = CircularLine.objects.get(pk=said["line"])
    confirming.reword(line, text="走访本 7 页内容雷同", reason="查过走访本", by=officer)
    ready = confirming.make_ready(circular, by=officer)
    assert not InspectionCircular.objects.visible_to(cast.actor("secretary")).exists()

    row = issuing.record_issued(ready, **SIGNED, by=officer)

    assert (row.document, row.state) == ("青驻办通〔2022〕2号", "issued")
    assert row.sha256 == writing.digest(row, row.issued_text)
    texts = ["".join(map(str, (heading, text))) for text, _, heading in row.issued_text]
    assert texts[1:6] == [
        "发现的问题",
        "作风不实",
        "东岭镇石坪村：走访本 7 页内容雷同。",
        "保障不到位",
        "东岭镇石坪村：宿舍漏雨没有修。",
    ]
    readers = ("secretary", "liaison", "first_secretary", "member")
    assert all(InspectionCircular.objects.visible_to(cast.actor(who)).get() == row for who in readers)
    for who in ("neighbour", "neighbour_county", "village_secretary", "audit_admin"):
        assert not InspectionCircular.objects.visible_to(cast.actor(who)).exists()
        assert not FactCheck.objects.visible_to(cast.actor(who)).exists()
    question = Question(officer, "990126", TODAY, since=date(2022, 1, 1))
    assert [ask(f"oversight.{name}", question).value for name in ("circulars", "circular_lines")] == [1, 2]
    assert ask("oversight.circulars", Question(officer, "990126102", TODAY, since=date(2022, 1, 1))).value == 0


def test_what_was_not_answered_in_time_is_no_objection(cast: Cast) -> None:
    circular = asked(cast)
    with pytest.raises(Refused, match="还在核实"):
        confirming.make_ready(circular, by=cast.actor("officer"))

    check = circular.checks.first()
    assert check.is_past(LATER)
    with pytest.raises(Refused, match="按没有异议算"):
        confirming.answer(check, disputes=[], by=later(cast, "secretary"))
    assert confirming.make_ready(circular, by=later(cast)).state == "ready"


def test_what_was_said_by_telephone_is_entered_by_the_office(cast: Cast) -> None:
    """Also after the days are over, while the circular is not signed for."""
    check = asked(cast).checks.get(unit__isnull=True)
    told = {"disputes": [{"line": check.lines.get().line_id, "said": "有 2 页是同一户"}], "written_for": "蒋大为 电话"}
    with pytest.raises(Refused):
        confirming.enter(check, **told, by=cast.actor("secretary"))

    entered = confirming.enter(check, **told, by=later(cast))

    assert (entered.state, entered.answered_by) == ("disputes", f"蒋大为 电话（{cast.actor('officer').name}代记）")
    with pytest.raises(Refused):
        confirming.enter(entered, **told, by=later(cast))


def test_only_the_leader_keeps_what_is_disputed(cast: Cast) -> None:
    circular = asked(cast)
    check = circular.checks.get(unit__isnull=True)
    line = check.lines.get().line
    confirming.answer(check, disputes=[{"line": line.pk, "said": "不是这样，走访本在"}], by=cast.actor("secretary"))

    assert not cast.actor("officer").may(rules.KEEP)
    kept = confirming.keep(line, reason="走访本原件核对过", by=cast.actor("office_leader"))
    assert (kept.outcome, kept.decided_by) == ("kept", "唐志远")
    left = confirming.leave_out(kept, reason="再查一次", by=cast.actor("officer"))
    assert list(circular.lines.standing()) == list(circular.lines.exclude(pk=left.pk))
    with pytest.raises(Refused, match="不用定"):
        confirming.keep(circular.lines.get(about="paired"), reason="没人说", by=cast.actor("office_leader"))


def test_nobody_is_named(cast: Cast) -> None:
    """R-BUR: a place is, a person is not."""
    name = cast.member.cadre.person.name
    line = picked(cast, text=f"{name}连续三天不在村")
    with pytest.raises(Refused, match="不点个人的名"):
        confirming.ask(line.circular, by=cast.actor("officer"))

    circulars.word_line(line, text="1 名队员连续三天不在村", by=cast.actor("officer"))
    assert confirming.ask(line.circular, by=cast.actor("officer")).state == "confirming"


def test_what_is_found_is_told_once(cast: Cast) -> None:
    officer = cast.actor("officer")
    line = picked(cast)
    with pytest.raises(Refused, match="已经写在"):
        circulars.pick(line.circular, finding=line.finding, by=officer)
    circulars.drop(line.circular, reason="并到下个月", by=officer)

    again = circulars.open_circular(cast.county, since=SINCE, last_on=TODAY, by=officer)
    assert (again.number, circulars.pick(again, finding=line.finding, by=officer).text) == (1, line.text)
    with pytest.raises(Refused, match="先出送签稿"):
        issuing.record_issued(again, **SIGNED, by=officer)


def test_townships_stand_in_their_fixed_order(cast: Cast) -> None:
    picked(cast, team=cast.xihe_team, text="西河公开栏空白三个月")
    line = picked(cast, text="石坪公开栏空白三个月")
    picked(cast, text="宿舍常年没人住", kind="commuting")

    [style, commuting] = writing.in_order(writing.lines_of(line.circular), SHIPPED_KINDS)
    assert (style[0], [one.text[:2] for one in style[1]], commuting[0]) == ("作风不实", ["石坪", "西河"], "走读")


def test_one_from_before_the_county_began_is_entered(cast: Cast) -> None:
    days = {"since": SINCE, "last_on": date(2022, 6, 24)}
    row = issuing.enter_earlier(cast.county, number=1, **days, **SIGNED, by=cast.actor("officer"))

    assert (row.state, row.year, row.number, row.is_earlier) == ("issued", 2022, 1, True)
    with pytest.raises(Refused, match="第 1 期已经有了"):
        issuing.enter_earlier(cast.county, number=1, **days, **SIGNED, by=cast.actor("officer"))
    assert not InspectionCircular.objects.visible_to(cast.actor("secretary")).exists()


def test_who_is_waited_for_is_told(cast: Cast) -> None:
    circular = asked(cast)
    assert [one.due_on for who in ("secretary", "liaison") for one in _lines(cast, who)] == [date(2022, 7, 14)] * 2
    assert _lines(cast, "neighbour") == _lines(cast, "officer") == _lines(cast, "member") == []

    for check in circular.checks.all():
        who = "liaison" if check.unit_id else "secretary"
        confirming.answer(check, disputes=[], by=cast.actor(who))
    assert [one.sentence for one in _lines(cast, "officer")] == ["第 1 期督查通报核实完了"]
    confirming.make_ready(circular, by=cast.actor("officer"))
    assert [one.verb for one in _lines(cast, "officer")] == ["去录"]


def _lines(cast: Cast, who: str) -> list[Any]:
    return [one for one in lines_for(cast.actor(who)) if "督查通报" in one.sentence]
