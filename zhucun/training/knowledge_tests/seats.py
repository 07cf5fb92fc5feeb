"""Who sits a test: put on the list, taken off, given a slip or another try."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Max

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many, update_plain
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out
from zhucun.dispatch.roster.models import Posting
from zhucun.org.people.sealed_text import blind_index
from zhucun.training.knowledge_tests import rules
from zhucun.training.knowledge_tests.acts import deal
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.rules import SeatState, TestState, Way
from zhucun.training.participants.models import Participant


@act("test.seat", "定谁参加测验", needs=rules.HOLD, remote=True)
def seat(
    test: KnowledgeTest,
    *,
    posting: Posting | None = None,
    participant: Participant | None = None,
    way: str = Way.ONLINE,
    by: Actor,
) -> Seat:
    return _seat([Told(test, {"posting": posting, "participant": participant, "way": way})], by=by)[0]


@seat.as_many
def _seat(calls: Sequence[Told], *, by: Actor) -> list[Seat]:
    """Numbers go on where they stopped, in the order told: who sits beside whom has another paper."""
    tests = {call.row.pk for call in calls}
    taken = {(one.test_id, one.posting_id, one.participant_id) for one in Seat.objects.filter(test__in=tests)}
    last = dict(Seat.objects.filter(test__in=tests).order_by().values_list("test").annotate(Max("number")))

    def judged(call: Told) -> Seat:
        row = _new(call)
        key = row.test_id, row.posting_id, row.participant_id
        if key in taken:
            raise Refused(f"{row.name}已经在名单上了。")
        taken.add(key)
        row.number = last[row.test_id] = last.get(row.test_id, 0) + 1
        return row

    rows = each(calls, judged)
    if max(last.values(), default=0) > rules.MOST_SEATS:
        raise Refused(f"一场最多 {rules.MOST_SEATS} 人。")
    return insert_many(rows)


def _new(call: Told) -> Seat:
    test, given = call.row, call.given
    posting, participant = given["posting"], given["participant"]
    if test.state not in (TestState.PLANNED, TestState.READY):
        raise Refused("这场测验已经了结，不能再加人。")
    if (posting is None) == (participant is None):
        raise Refused("选一个人。")
    if given["way"] not in Way.values:
        raise Refused("选手机上答还是纸上答。", field="way")
    who = posting or participant
    if not who.place_code.startswith(test.place_code):
        raise Refused("这个人不在办测验的地方。")
    return Seat(
        test=test,
        posting=posting,
        participant=participant,
        name=posting.cadre.person.name if posting else participant.name,
        place_code=who.place_code,
        way=given["way"],
        opens_at=test.opens_at,
        closes_at=test.closes_at,
    )


@act("test.unseat", "不参加这场测验", needs=rules.HOLD, remote=True)
def unseat(row: Seat, *, by: Actor) -> Seat:
    """Taken off the list while nothing was answered; once papers are out somebody who stays away is marked so."""
    if row.state != SeatState.WAITING:
        raise Refused("已经答了，不能从名单上去掉。")
    if row.test.state != TestState.PLANNED:
        raise Refused("卷子已经出了。没来的，记“没参加”。")
    return taken_out(row)


@act("test.stay_away", "记没参加测验", needs=rules.HOLD, remote=True)
def stay_away(row: Seat, *, by: Actor) -> Seat:
    rules.SEAT_FLOW.step(row, "stay_away")
    row.save()
    return row


@act("test.change_way", "换答题方式", needs=rules.HOLD, remote=True)
def change_way(row: Seat, *, way: str, by: Actor) -> Seat:
    """A phone that is not there becomes a printed paper, and the other way round: the paper is the same."""
    if row.state != SeatState.WAITING:
        raise Refused("已经答了，不用换。")
    if way not in Way.values:
        raise Refused("选手机上答还是纸上答。", field="way")
    row.way = way
    row.save()
    return row


@act("test.issue_slips", "出四位数的条", needs=rules.HOLD)
def issue_slips(test: KnowledgeTest, *, code: Mapping[str, str], by: Actor) -> KnowledgeTest:
    """Seat → four digits, printed and kept nowhere: of each only the keyed hash. Earlier slips are void."""
    rows = {str(one.pk): one for one in test.seats.filter(pk__in=list(code), participant__isnull=False)}
    if set(rows) != set(code) or not all(rules.SLIP.fullmatch(one) for one in code.values()):
        raise Refused("名单变了，请重新打开页面再出条。")
    for key, row in rows.items():
        row.slip, row.wrong_slips = digest(row.pk, code[key]), 0
        row.version += 1
    update_plain(list(rows.values()), ["slip", "wrong_slips", "version"])
    return test


def digest(seat: int, digits: str) -> str:
    return blind_index(f"{seat}:{digits}", "test slip")


@act("test.again", "准再考一次", needs=rules.HOLD, remote=True)
def again(row: Seat, *, opens_at: datetime, closes_at: datetime, by: Actor) -> Seat:
    """With a paper of its own; the last attempt counts and the earlier stays to be read (R-TRN-05)."""
    test = row.test
    rules.must_be_a_window(opens_at, closes_at, test.minutes)
    _must_be_allowed(row, test)
    last = test.seats.aggregate(last=Max("number"))["last"]
    same = {name: getattr(row, name) for name in ("test", "posting", "participant", "name", "place_code", "way")}
    made = Seat(**same, attempt=row.attempt + 1, number=last + 1, opens_at=opens_at, closes_at=closes_at)
    made.save()
    deal([made], test, by=by)
    return made


def _must_be_allowed(row: Seat, test: KnowledgeTest) -> None:
    if test.state not in (TestState.READY, TestState.CLOSED):
        raise Refused("这场测验还没有办。")
    if row.state not in (SeatState.MARKED, SeatState.ABSENT):
        raise Refused("评完了再定要不要再考。")
    if row.state == SeatState.MARKED and row.grade != test.bands[-1]["label"]:
        raise Refused(f"得“{test.bands[-1]['label']}”的人才再考。")
    if row.attempt > test.retakes:
        raise Refused("再考的次数用完了。")
    if test.seats.filter(posting=row.posting_id, participant=row.participant_id, attempt__gt=row.attempt).exists():
        raise Refused("已经准了再考。")
