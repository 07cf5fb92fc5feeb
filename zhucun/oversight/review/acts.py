"""Opening a month's review, holding it, what townships tell it: the only writer here."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.lib.periods import month_of
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.review import rules
from zhucun.oversight.review.models import COUNTY_DIGITS, MonthlyReview, TownshipStatement
from zhucun.oversight.review.rules import FLOW
from zhucun.oversight.review.table import kept, sheet_of
from zhucun.oversight.rhythm.county import calendar_of, numbers_of
from zhucun.oversight.rhythm.periods import Period, of_key
from zhucun.oversight.rhythm.rules import Cycle
from zhucun.records.meetings.models import Meeting


@act("review.open", "开始一个月的调度", needs=rules.HOLD)
def open_review(place: Place, *, month: str, planned_on: date | None = None, by: Actor) -> MonthlyReview:
    """Of a county it opens by itself with the month; a township opens its own with its teams (R-LOG-05)."""
    return _open_many([Told(place, {"month": month, "planned_on": planned_on})], by=by)[0]


@open_review.as_many
def _open_many(calls: Sequence[Told], *, by: Actor) -> list[MonthlyReview]:
    codes = {call.row.code for call in calls}
    known = set(MonthlyReview.objects.filter(place_code__in=codes).values_list("place_code", "month"))

    def judged(call: Told) -> MonthlyReview:
        period = _month(call.given["month"])
        if (call.row.code, period.key) in known:
            raise Refused(f"{period.since.year}年{period.since.month}月的调度已经有了。", field="month")
        known.add((call.row.code, period.key))
        return _new(call.row, period, call.given["planned_on"], by)

    return insert_many(each(calls, judged))


def _month(key: str) -> Period:
    try:
        return of_key(Cycle.MONTH, key)
    except ValueError:
        raise Refused(f"没有“{key}”这个月，写成 2022-07 这样。", field="month") from None


def _new(place: Place, period: Period, planned_on: date | None, by: Actor) -> MonthlyReview:
    if place.kind not in (Kind.COUNTY, Kind.TOWNSHIP):
        raise Refused("县里、乡镇才开月调度。")
    if period.opens_on > month_of(by.today).until:
        raise Refused("还早，到前一个月再开始。", field="month")
    county = place.code[:COUNTY_DIGITS]
    due = planned_on or period.due_on(numbers_of(county, by), calendar_of(county, by)) or period.until
    if not period.since <= due <= period.until:
        raise Refused("开会的日子要在这个月里。", field="planned_on")
    return MonthlyReview(
        place_code=place.code, is_of_county=place.kind == Kind.COUNTY, month=period.key, planned_on=due
    )


@act("review.hold", "登记调度会开了", needs=rules.HOLD, undo="review.unhold")
def hold(
    review: MonthlyReview,
    *,
    held_on: date,
    chaired_by: str = "",
    minutes: str = "",
    meeting: Meeting | None = None,
    by: Actor,
) -> MonthlyReview:
    """The numbers of that day are kept as the meeting had them."""
    if held_on > by.today:
        raise Refused("还没开的会不能登记成开了。", field="held_on")
    if held_on < review.first:
        raise Refused(f"{review.called}的会要在 {review.first:%Y-%m-%d} 以后。", field="held_on")
    FLOW.step(review, "hold")
    review.held_on, review.chaired_by, review.minutes = held_on, chaired_by.strip(), minutes.strip()
    review.meeting = _meeting_of(review, meeting)
    review.table = kept(sheet_of(review, by)) if review.is_of_county else {}
    review.save()
    return review


def _meeting_of(review: MonthlyReview, meeting: Meeting | None) -> Meeting | None:
    """The record of the meeting, with who was there; none where only the minutes have a number."""
    if meeting is not None and not meeting.place_code.startswith(review.place_code):
        raise Refused("这条会议记录不是这里的。", field="meeting")
    return meeting


@act("review.unhold", "撤回调度会登记", needs=rules.HOLD)
def unhold(review: MonthlyReview, *, by: Actor) -> MonthlyReview:
    FLOW.step(review, "unhold")
    review.held_on, review.chaired_by, review.minutes, review.table = None, "", "", {}
    review.meeting = None
    review.save()
    return review


@act("review.say", "报乡镇情况", needs=rules.STATE, remote=True)
def say(township: Place, *, month: str, problems: str = "", asks: str = "", by: Actor) -> TownshipStatement:
    """Problems, and what the county should decide: all that is typed (R-BUR-05). Empty says that there is nothing."""
    if township.kind != Kind.TOWNSHIP:
        raise Refused("由乡镇来报。")
    review = _review_of(township, _month(month))
    told = {"problems": problems.strip(), "asks": asks.strip(), "said_on": by.today, "said_by": by.name}
    found = TownshipStatement.objects.filter(review=review, place_code=township.code).first()
    said = found or TownshipStatement(review=review, place_code=township.code)
    for name, value in told.items():
        setattr(said, name, value)
    said.save()
    return said


def _review_of(township: Place, period: Period) -> MonthlyReview:
    county = township.code[:COUNTY_DIGITS]
    review = MonthlyReview.objects.of_counties().filter(place_code=county, month=period.key).first()
    if review is None:
        raise Refused(f"县里还没开始{period.name}的调度，不用报。")
    if not review.is_open:
        raise Refused("调度会已经开过了，情况不再改；有新的，报下个月。")
    return review
