"""Posts are opened while an emergency lasts, people of the teams are put there, heads are counted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.six_ones import public_text
from zhucun.six_ones.duty_rota import rules
from zhucun.six_ones.duty_rota.models import LINE, PostDuty, RotaDay, RotaPost
from zhucun.six_ones.duty_rota.periods import Period, period_for, periods_in
from zhucun.six_ones.duty_rota.rules import A_DAY, KEEP


def must_reach(place: Place, by: Actor) -> None:
    reach = by.scope(KEEP)
    if reach.covers_place(place.code):
        return
    if not TeamPlace.objects.as_of(by.today).filter(place=place, team__in=reach.team).exists():
        raise OutOfReach()


@dataclass
class _Opening:
    """What opening posts rests on, looked up once for all of them."""

    calls: Sequence[Told]
    by: Actor

    @cached_property
    def kinds(self) -> set[str]:
        return {one.key for one in policy.of(self.by).rota.kinds}

    @cached_property
    def periods(self) -> list[Period]:
        codes = sorted({call.row.code for call in self.calls})
        since = min(call.given["since"] for call in self.calls)
        last = max(call.given["last_day"] for call in self.calls)
        return periods_in(codes, since, max(since, last) + A_DAY)

    @cached_property
    def served(self) -> set[tuple[int, int]]:
        """(team, place) of the places asked for."""
        there = TeamPlace.objects.as_of(self.by.today).filter(place__in={call.row.pk for call in self.calls})
        return set(there.values_list("team", "place"))

    @cached_property
    def taken(self) -> set[tuple[int, str, date]]:
        there = RotaPost.objects.standing().filter(place__in={call.row.pk for call in self.calls})
        return set(there.values_list("place", "name", "since"))


@act("rota.open", "开一个值守岗位", needs=KEEP, remote=True, undo="rota.withdraw")
def open_post(
    place: Place, *, kind: str, name: str, since: date, last_day: date, wanted: int = 1, by: Actor
) -> RotaPost:
    """Within the days of an emergency that a leader approved (R-TASK-12, R-ATT-16)."""
    told = {"kind": kind, "name": name, "since": since, "last_day": last_day, "wanted": wanted}
    return _open([Told(place, told)], by=by)[0]


@open_post.as_many
def _open(calls: Sequence[Told], *, by: Actor) -> list[RotaPost]:
    facts = _Opening(calls, by)
    return insert_many(each(calls, lambda call: _opened(call, facts, call.hand(by))))


def _opened(call: Told, facts: _Opening, by: Actor) -> RotaPost:
    place, given = call.row, call.given
    if place.kind not in SERVED:
        raise Refused("岗位开在村、社区、安置点。", field="place")
    reach = by.scope(KEEP)
    if not (reach.covers_place(place.code) or any((team, place.pk) in facts.served for team in reach.team)):
        raise OutOfReach()
    rules.must_be_a_kind(given["kind"], facts.kinds)
    since, until = given["since"], given["last_day"] + A_DAY
    rules.must_be_a_span(since, until)
    name = _named(given["name"])
    if (place.pk, name, since) in facts.taken:
        raise Refused(f"{place.name}这天已经有叫“{name}”的岗位。", field="name")
    facts.taken.add((place.pk, name, since))
    period = period_for(facts.periods, place.code, since, until)
    return RotaPost(
        place=place,
        place_code=place.code,
        kind=given["kind"],
        name=name,
        wanted=max(1, given["wanted"]),
        since=since,
        until=until,
        period=period.key,
        title=period.title,
        basis=period.basis,
        opened_by=by.name,
    )


def _named(text: str) -> str:
    name = public_text.must_be_public(text, field="name")
    if not name:
        raise Refused("写岗位在哪里，比如“村口”。不写哪一户、谁家。", field="name", rule="R-TASK-12")
    if len(name) > LINE:
        raise Refused(f"最多 {LINE} 个字，写岗位在哪里就够。", field="name")
    return name


@act("rota.extend", "改岗位的最后一天", needs=KEEP, remote=True)
def extend(post: RotaPost, *, last_day: date, by: Actor) -> RotaPost:
    """Longer within the period or its renewal, or shorter; whoever was to stand there later is taken off."""
    _must_stand(post)
    must_reach(post.place, by)
    until = last_day + A_DAY
    rules.must_be_a_span(post.since, until)
    known = periods_in([post.place_code], post.since, until)
    later = period_for(known, post.place_code, min(last_day, post.last_day), until)
    period_for(known, post.place_code, post.since, post.since + A_DAY)
    post.until, post.period, post.title, post.basis = until, later.key, later.title, later.basis
    post.save()
    _cut_off(post, by)
    return post


def _cut_off(post: RotaPost, by: Actor) -> None:
    for duty in PostDuty.objects.standing().filter(post=post, until__gt=post.until).order_by("pk"):
        if duty.since >= post.until:
            duty.withdrawn_on = by.today
        else:
            duty.until = post.until
        duty.save()


@act("rota.withdraw", "撤回值守岗位", needs=KEEP, remote=True, undo="rota.restore")
def withdraw(post: RotaPost, *, by: Actor) -> RotaPost:
    """One that was opened by mistake; where people have stood it is closed instead."""
    _must_stand(post)
    must_reach(post.place, by)
    if PostDuty.objects.standing().filter(post=post, since__lt=by.today).exists():
        raise Refused("这个岗位已经有人值过，不能撤回；不再要的，把最后一天改早。", field="last_day")
    post.withdrawn_on = by.today
    post.save()
    return post


@act("rota.restore", "恢复撤回的值守岗位", needs=KEEP)
def restore(post: RotaPost, *, by: Actor) -> RotaPost:
    must_reach(post.place, by)
    if post.withdrawn_on is None:
        raise Refused("这个岗位没有撤回。")
    if RotaPost.objects.standing().filter(place=post.place, name=post.name, since=post.since).exists():
        raise Refused(f"{post.place.name}这天已经有叫“{post.name}”的岗位。")
    post.withdrawn_on = None
    post.save()
    return post


def _must_stand(post: RotaPost) -> None:
    if post.withdrawn_on is not None:
        raise Refused("这个岗位已经撤回了。")


# ── who stands there ──


@dataclass
class _Laying:
    """The posts' days, and where the people stand already, looked up once."""

    calls: Sequence[Told]
    by: Actor

    @cached_property
    def busy(self) -> dict[int, list[tuple[date, date, str]]]:
        found: dict[int, list[tuple[date, date, str]]] = defaultdict(list)
        people = {call.given["posting"].pk for call in self.calls}
        there = PostDuty.objects.standing().filter(posting__in=people)
        for key, since, until, name in there.values_list("posting", "since", "until", "post__name"):
            found[key].append((since, until, name))
        return found

    @cached_property
    def served(self) -> set[tuple[int, int]]:
        return _served([call.row for call in self.calls], self.by)


@act("rota.put_on", "排队员值守", needs=KEEP, remote=True, undo="rota.take_off")
def put_on(post: RotaPost, *, posting: Posting, since: date, last_day: date, by: Actor) -> PostDuty:
    """A member of a team of the county, on days on which they are in the team and stand nowhere else."""
    return _put_on([Told(post, {"posting": posting, "since": since, "last_day": last_day})], by=by)[0]


@put_on.as_many
def _put_on(calls: Sequence[Told], *, by: Actor) -> list[PostDuty]:
    facts = _Laying(calls, by)
    return insert_many(each(calls, lambda call: _put(call, facts, call.hand(by))))


def _put(call: Told, facts: _Laying, by: Actor) -> PostDuty:
    post, posting = call.row, call.given["posting"]
    since, until = call.given["since"], call.given["last_day"] + A_DAY
    _must_stand(post)
    reach = by.scope(KEEP)
    if not (reach.covers_place(post.place_code) or any((team, post.place_id) in facts.served for team in reach.team)):
        raise OutOfReach()
    rules.must_be_a_span(since, until)
    rules.must_lie_within(since, until, post.since, post.until, f"{post.name}的岗位")
    _must_be_in_a_team(posting, post, since, until)
    for first, beyond, name in facts.busy[posting.pk]:
        if first < until and since < beyond:
            who = posting.cadre.person.name
            raise Refused(f"{who}从 {first:%Y-%m-%d} 起已经排在“{name}”。", field="posting")
    facts.busy[posting.pk].append((since, until, post.name))
    return PostDuty(
        post=post, posting=posting, place_code=post.place_code, since=since, until=until, entered_by=by.name
    )


def _must_be_in_a_team(posting: Posting, post: RotaPost, since: date, until: date) -> None:
    if posting.place_code[:6] != post.place_code[:6]:
        raise Refused("只排本县驻村的队员。", field="posting")
    first, beyond = posting.since, posting.until
    if since < first or (beyond is not None and until > beyond):
        raise Refused(f"{posting.cadre.person.name}这几天不都在队里，改一下日子。", field="since")


@act("rota.take_off", "把队员从岗位上撤下", needs=KEEP, remote=True, undo="rota.put_back")
def take_off(duty: PostDuty, *, by: Actor) -> PostDuty:
    """From today on, where somebody has stood already; else as if it had not been laid out."""
    must_reach(duty.post.place, by)
    if duty.withdrawn_on is not None:
        raise Refused("已经撤下了。")
    if duty.until <= by.today:
        raise Refused("已经值完的，不能撤下。")
    if duty.since < by.today:
        duty.until = by.today
    else:
        duty.withdrawn_on = by.today
    duty.save()
    return duty


@act("rota.put_back", "把撤下的队员排回去", needs=KEEP)
def put_back(duty: PostDuty, *, by: Actor) -> PostDuty:
    must_reach(duty.post.place, by)
    if duty.withdrawn_on is None and duty.until > by.today:
        raise Refused("没有撤下。")
    if duty.withdrawn_on is None:
        raise Refused("今天起已经撤下；要接着值的，重新排一次。")
    others = PostDuty.objects.standing().filter(posting=duty.posting).overlapping(duty.since, duty.until)
    if others.exists():
        raise Refused("这几天已经排到别的岗位了。")
    duty.withdrawn_on = None
    duty.save()
    return duty


@act("rota.copy", "照前一天排值守", needs=KEEP, remote=True, undo="rota.undo_copy")
def copy(place: Place, *, day: date, by: Actor) -> Place:
    """One press: at all posts of the village or township whoever stood there the day before stands there again, as far
    as the post still stands, they are in the team and nobody has put them elsewhere."""
    posts = posts_at(place, day, by)
    rows = list(_copied(posts, day, by))
    if not rows:
        raise Refused("前一天没有能照着排的人：没排过，岗位停了，或者这天都排好了。")
    insert_many(rows)
    return place


def posts_at(place: Place, day: date, by: Actor) -> list[RotaPost]:
    """Those one may lay out."""
    rows = RotaPost.objects.visible_to(by, KEEP).standing().as_of(day)
    return list(rows.filter(within_prefixes("place_code", [place.code])).order_by("place_code", "pk"))


def _copied(posts: Sequence[RotaPost], day: date, by: Actor) -> list[PostDuty]:
    before = PostDuty.objects.standing().as_of(day - A_DAY).filter(post__in=posts).exclude(until__gt=day)
    busy = set(PostDuty.objects.standing().as_of(day).values_list("posting", flat=True))
    there = before.filter(posting__since__lte=day).select_related("posting", "post").order_by("pk")
    found = []
    for one in there:
        gone = one.posting.until is not None and one.posting.until <= day
        if one.posting_id in busy or gone:
            continue
        busy.add(one.posting_id)
        told = {"since": day, "until": day + A_DAY, "is_copied": True, "entered_by": by.name}
        found.append(PostDuty(post=one.post, posting=one.posting, place_code=one.place_code, **told))
    return found


@act("rota.undo_copy", "撤回照前一天排的值守", needs=KEEP)
def undo_copy(place: Place, *, day: date, by: Actor) -> Place:
    """What was put there that day by the one press, and by nobody singly."""
    copied = PostDuty.objects.standing().filter(post__in=posts_at(place, day, by), since=day, is_copied=True)
    rows = list(copied.filter(until=day + A_DAY, entered_by=by.name))
    if not rows:
        raise Refused("这天没有照前一天排的。")
    for row in rows:
        row.withdrawn_on = by.today
    update_many(rows, ["withdrawn_on"])
    return place


@act("rota.count", "报岗位到岗人数", needs=KEEP, remote=True)
def count(post: RotaPost, *, headcount: int, day: date | None = None, by: Actor) -> RotaDay:
    """All who stood there that day, villagers and volunteers among them; told again, the later number holds."""
    return _count([Told(post, {"headcount": headcount, "day": day})], by=by)[0]


@count.as_many
def _count(calls: Sequence[Told], *, by: Actor) -> list[RotaDay]:
    posts = {call.row.pk: call.row for call in calls}
    held = {(one.post_id, one.day): one for one in RotaDay.objects.filter(post__in=posts)}
    served = _served(posts.values(), by)

    def counted(call: Told) -> RotaDay:
        post, hand, day = call.row, call.hand(by), call.given["day"] or call.hand(by).today
        reach = hand.scope(KEEP)
        _must_stand(post)
        if not (reach.covers_place(post.place_code) or any((team, post.place_id) in served for team in reach.team)):
            raise OutOfReach()
        rules.must_have_come(day, hand.today)
        rules.must_lie_within(day, day + A_DAY, post.since, post.until, f"{post.name}的岗位")
        rules.must_be_a_headcount(call.given["headcount"])
        row = held.setdefault((post.pk, day), RotaDay(post=post, day=day))
        row.headcount, row.entered_by = call.given["headcount"], hand.name
        return row

    rows = each(calls, counted)
    fresh = {id(row): row for row in rows if row.pk is None}
    told_again = [row for row in {id(row): row for row in rows}.values() if id(row) not in fresh]
    insert_many(fresh.values())
    if told_again:
        update_many(told_again, ["headcount", "entered_by"])
    return rows


def _served(posts: Iterable[RotaPost], by: Actor) -> set[tuple[int, int]]:
    """(team, place) of the posts' places today."""
    there = TeamPlace.objects.as_of(by.today).filter(place__in={one.place_id for one in posts})
    return set(there.values_list("team", "place"))
