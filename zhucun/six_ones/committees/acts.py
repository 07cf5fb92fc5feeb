"""Somebody takes a seat in a village committee, is put right, changes post, leaves; a whole committee is renewed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.lib.names import normal_name
from zhucun.org.people.rules import Education, Sex
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.six_ones import plain_text
from zhucun.six_ones.committees import rules
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.committees.moving import Succession, secretaries_come, secretaries_leave
from zhucun.six_ones.committees.rules import KEEP, Left, PartyPost, VillagePost
from zhucun.six_ones.committees.stationed import Stationed, must_not_be_stationed, stationed_among

ONE_DAY = timedelta(days=1)
ABOUT = ("sex", "birth_month", "education", "is_party_member", "is_returned_talent")
POSTS = ("party_post", "village_post")


@act("committee.register", "登记村“两委”干部", needs=KEEP, remote=True, undo="committee.withdraw")
def register(
    place: Place,
    *,
    name: str,
    since: date,
    party_post: str = "",
    village_post: str = "",
    sex: str = "",
    birth_month: date | None = None,
    education: int | None = None,
    is_party_member: bool = False,
    is_returned_talent: bool = False,
    term_ends_on: date | None = None,
    last_day: date | None = None,
    by: Actor,
) -> CommitteeMember:
    """From the day on which the term began; `last_day` of one who has left already."""
    told = {k: v for k, v in locals().items() if k not in ("by", "place")}
    return _register([Told(place, told)], by=by)[0]


@register.as_many
def _register(calls: Sequence[Told], *, by: Actor) -> list[CommitteeMember]:
    ground = Ground.of([call.row for call in calls], [call.given["name"] for call in calls], by)
    rows = each(calls, lambda call: _registered(call, ground, call.hand(by)))
    insert_many(rows)
    return rows


@dataclass(frozen=True)
class Ground:
    """What a seat is judged on, read for all calls at once: who sits there, who is stationed, the county's numbers."""

    seated: dict[int, list[CommitteeMember]]
    stationed: Stationed
    term_years: int

    @classmethod
    def of(cls, places: Sequence[Place], names: Iterable[str], by: Actor) -> "Ground":
        rows = CommitteeMember.objects.standing().filter(place__in={one.pk for one in places}).order_by("since", "pk")
        seated: dict[int, list[CommitteeMember]] = defaultdict(list)
        for row in rows:
            seated[row.place_id].append(row)
        code = places[0].code[:6] if places else by.county_code
        return cls(seated, stationed_among(map(normal_name, names), code), policy.of(by).committees.term_years)

    def must_be_free(self, row: CommitteeMember) -> None:
        """One secretary, one director, and nobody twice, on each day."""
        for other in self.seated[row.place_id]:
            if other is row or (other.pk is not None and other.pk == row.pk) or not _share_a_day(other, row):
                continue
            if other.name == row.name and _may_be_the_same(other, row):
                raise Refused(f"{row.name}已经在班子里了（{other.posts}）。换了职务的，用“换职务”。", field="name")
            for column, post in (("party_post", PartyPost.SECRETARY), ("village_post", VillagePost.DIRECTOR)):
                if getattr(other, column) == post == getattr(row, column):
                    label = post.label if post == VillagePost.DIRECTOR else "书记"
                    raise Refused(f"{other.name}在任{label}。先给他办离任，或者换届。", field=column)


def _share_a_day(one: CommitteeMember, other: CommitteeMember) -> bool:
    return (one.until is None or other.since < one.until) and (other.until is None or one.since < other.until)


def _may_be_the_same(one: CommitteeMember, other: CommitteeMember) -> bool:
    return None in (one.birth_month, other.birth_month) or one.birth_month == other.birth_month


def _registered(call: Told, ground: Ground, by: Actor) -> CommitteeMember:
    place, given = call.row, call.given
    must_keep(place.code, by)
    if place.kind not in rules.SEATED:
        raise Refused("“两委”登记在村和社区。安置点的算在村里。", field="place")
    rules.must_have_begun(given["since"], by.today)
    ends_on = given["term_ends_on"] or rules.years_later(given["since"], ground.term_years)
    row = CommitteeMember(place=place, place_code=place.code, since=given["since"], term_ends_on=ends_on)
    _put(row, given)
    if given["last_day"] is not None:
        rules.must_follow(given["last_day"], row.since, by.today)
        row.until, row.left_how = given["last_day"] + ONE_DAY, Left.OTHER
    judge(row, ground)
    ground.seated[place.pk].append(row)
    return row


def must_keep(code: str, by: Actor) -> None:
    """Of the territory above a village: a team sees its committee and does not appoint it."""
    if not by.scope(KEEP).covers_place(code):
        raise OutOfReach()


def _put(row: CommitteeMember, given: dict[str, Any]) -> None:
    row.name = plain_text.said(normal_name(given["name"]), "填姓名。", field="name")
    for name in (*ABOUT, *POSTS):
        setattr(row, name, given[name])
    if row.birth_month is not None:
        row.birth_month = row.birth_month.replace(day=1)


def judge(row: CommitteeMember, ground: Ground) -> None:
    rules.must_hold_a_post(row.party_post, row.village_post)
    rules.must_be_a_party_member(row.party_post, row.is_party_member)
    rules.must_be_born_before(row.birth_month, row.since)
    if row.sex not in ("", *Sex.values):
        raise Refused("在列出来的里面选一个。", field="sex")
    if row.education not in (None, *Education.values):
        raise Refused("在列出来的里面选一个。", field="education")
    must_not_be_stationed(row.name, row.birth_month, row.since, row.until, ground.stationed)
    ground.must_be_free(row)


@act("committee.correct", "改村“两委”干部的登记", needs=KEEP, remote=True)
def correct(
    member: CommitteeMember,
    *,
    name: str,
    since: date,
    party_post: str,
    village_post: str,
    sex: str,
    birth_month: date | None,
    education: int | None,
    is_party_member: bool,
    is_returned_talent: bool,
    term_ends_on: date,
    by: Actor,
) -> CommitteeMember:
    """What was written down wrongly; who really changed post is told with the day of it."""
    told = {k: v for k, v in locals().items() if k not in ("by", "member")}
    return _correct([Told(member, told)], by=by)[0]


@correct.as_many
def _correct(calls: Sequence[Told], *, by: Actor) -> list[CommitteeMember]:
    rows = [call.row for call in calls]
    places = list(Place.objects.filter(pk__in={row.place_id for row in rows}))
    ground = Ground.of(places, [call.given["name"] for call in calls], by)
    for row in rows:
        ground.seated[row.place_id] = [row if one.pk == row.pk else one for one in ground.seated[row.place_id]]
    each(calls, lambda call: _corrected(call, ground, call.hand(by)))
    update_many(rows, ["name", "since", "term_ends_on", *ABOUT, *POSTS])
    return rows


def _corrected(call: Told, ground: Ground, by: Actor) -> None:
    row, given = call.row, call.given
    must_keep(row.place_code, by)
    _must_stand(row)
    rules.must_have_begun(given["since"], by.today)
    if row.until is not None and given["since"] >= row.until:
        raise Refused(f"{row.until - ONE_DAY:%Y-%m-%d} 就离任了，到任不能在那以后。", field="since")
    row.since, row.term_ends_on = given["since"], given["term_ends_on"]
    _put(row, given)
    judge(row, ground)


def _must_stand(row: CommitteeMember) -> None:
    if row.withdrawn_at is not None:
        raise Refused(f"{row.name}的登记已经撤回，先恢复。")


def must_sit(row: CommitteeMember) -> None:
    _must_stand(row)
    if row.until is not None:
        raise Refused(f"{row.name}已经在 {row.until - ONE_DAY:%Y-%m-%d} 离任。")


@act("committee.end", "村“两委”干部离任", needs=KEEP, remote=True, undo="committee.resume")
def end(member: CommitteeMember, *, last_day: date, how: str = Left.OTHER, by: Actor) -> CommitteeMember:
    return _end([Told(member, {"last_day": last_day, "how": how})], by=by)[0]


@end.as_many
def _end(calls: Sequence[Told], *, by: Actor) -> list[CommitteeMember]:
    rows = each(calls, lambda call: _ended(call, call.hand(by)))
    update_many(rows, ["until", "left_how"])
    secretaries_leave([_no_more(row) for row in rows if row.party_post == PartyPost.SECRETARY], by)
    return rows


def _no_more(row: CommitteeMember) -> Succession:
    return Succession(row.place, row.until, row.name)


def _ended(call: Told, by: Actor) -> CommitteeMember:
    row, given = call.row, call.given
    must_keep(row.place_code, by)
    must_sit(row)
    rules.must_follow(given["last_day"], row.since, by.today)
    if given["how"] not in Left.values:
        raise Refused("在列出来的里面选一个。", field="how")
    row.until, row.left_how = given["last_day"] + ONE_DAY, given["how"]
    return row


@act("committee.resume", "撤销离任", needs=KEEP)
def resume(member: CommitteeMember, *, by: Actor) -> CommitteeMember:
    """Their leaving was entered by mistake."""
    must_keep(member.place_code, by)
    _must_stand(member)
    if member.until is None:
        raise Refused(f"{member.name}还在任。")
    since, member.until, member.left_how = member.until, None, ""
    judge(member, Ground.of([member.place], [member.name], by))
    member.save()
    if member.party_post == PartyPost.SECRETARY:
        secretaries_come([Succession(member.place, since, member.name)], by)
    return member


@act("committee.hand_account", "把村书记账号交给现任", needs=KEEP, remote=True)
def hand_account(member: CommitteeMember, *, phone: str = "", by: Actor) -> CommitteeMember:
    """Where the account is somebody else's still: the one who sits there now has it from today."""
    must_keep(member.place_code, by)
    must_sit(member)
    if member.party_post != PartyPost.SECRETARY:
        raise Refused(f"{member.name}不是书记。")
    secretaries_come([Succession(member.place, by.today, member.name, phone)], by)
    return member


@act("committee.change_post", "村“两委”干部换职务", needs=KEEP, remote=True)
def change_post(
    member: CommitteeMember, *, on: date, party_post: str = "", village_post: str = "", by: Actor
) -> CommitteeMember:
    """From `on` in another post; the row of the one before ends the day before and stays."""
    return _change_post([Told(member, {"on": on, "party_post": party_post, "village_post": village_post})], by=by)[0]


@change_post.as_many
def _change_post(calls: Sequence[Told], *, by: Actor) -> list[CommitteeMember]:
    rows = [call.row for call in calls]
    places = list(Place.objects.filter(pk__in={row.place_id for row in rows}))
    ground = Ground.of(places, [row.name for row in rows], by)
    each(calls, lambda call: _leaves_post(call, ground, call.hand(by)))
    made = each(calls, lambda call: _takes_post(call, ground))
    update_many(rows, ["until", "left_how"])
    insert_many(made)
    secretaries_leave([_no_more(row) for row in rows if row.party_post == PartyPost.SECRETARY != _now(row, made)], by)
    come = [row for row in made if row.party_post == PartyPost.SECRETARY]
    secretaries_come([Succession(row.place, row.since, row.name) for row in come], by)
    return made


def _now(before: CommitteeMember, made: Sequence[CommitteeMember]) -> str:
    return next(row.party_post for row in made if row.place_id == before.place_id and row.name == before.name)


def _leaves_post(call: Told, ground: Ground, by: Actor) -> None:
    row, given = call.row, call.given
    must_keep(row.place_code, by)
    must_sit(row)
    rules.must_have_begun(given["on"], by.today)
    if given["on"] <= row.since:
        raise Refused(f"{row.since:%Y-%m-%d} 才任这个职务。登记错了的，用“改登记”。", field="on")
    if (given["party_post"], given["village_post"]) == (row.party_post, row.village_post):
        raise Refused("职务和现在一样。", field="party_post")
    row.until, row.left_how = given["on"], Left.OTHER
    held = ground.seated[row.place_id]
    ground.seated[row.place_id] = [row if one.pk == row.pk else one for one in held]


def _takes_post(call: Told, ground: Ground) -> CommitteeMember:
    before, given = call.row, call.given
    kept = {name: getattr(before, name) for name in ("place", "place_code", "name", "term_ends_on", *ABOUT)}
    row = CommitteeMember(**kept, since=given["on"], party_post=given["party_post"], village_post=given["village_post"])
    judge(row, ground)
    ground.seated[row.place_id].append(row)
    return row


@act("committee.stay", "村“两委”干部连任", needs=KEEP)
def stay(member: CommitteeMember, *, term_ends_on: date, by: Actor) -> CommitteeMember:
    """In the same post for another term."""
    return _stay([Told(member, {"term_ends_on": term_ends_on})], by=by)[0]


@stay.as_many
def _stay(calls: Sequence[Told], *, by: Actor) -> list[CommitteeMember]:
    rows = each(calls, lambda call: _stayed(call, call.hand(by)))
    update_many(rows, ["term_ends_on"])
    return rows


def _stayed(call: Told, by: Actor) -> CommitteeMember:
    must_keep(call.row.place_code, by)
    must_sit(call.row)
    call.row.term_ends_on = call.given["term_ends_on"]
    return call.row


@act("committee.withdraw", "撤回村“两委”干部的登记", needs=KEEP, remote=True, undo="committee.restore")
def withdraw(member: CommitteeMember, *, reason: str = "", by: Actor) -> CommitteeMember:
    """One that was registered by mistake: they sat there on no day. The row is kept."""
    must_keep(member.place_code, by)
    _must_stand(member)
    plain_text.without_private(reason, field="reason")
    member.withdrawn_at = by.now
    member.save()
    return member


@act("committee.restore", "恢复村“两委”干部的登记", needs=KEEP)
def restore(member: CommitteeMember, *, by: Actor) -> CommitteeMember:
    must_keep(member.place_code, by)
    if member.withdrawn_at is None:
        raise Refused(f"{member.name}的登记没有撤回。")
    member.withdrawn_at = None
    judge(member, Ground.of([member.place], [member.name], by))
    member.save()
    return member
