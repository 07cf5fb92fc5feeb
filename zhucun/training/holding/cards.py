"""What sessions add to pages below: a person's training on their file (P5), who of a team lacks what (P3)."""

from collections.abc import Iterator

from django.urls import reverse

from zhucun.dispatch.roster.life import MemberFile, lanes_are_told_by
from zhucun.dispatch.roster.parts import Part, head_fact, member_page_parts_come_from, team_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.lib.halves import length_in_words
from zhucun.lib.lanes import Lane, Look, Thing
from zhucun.policy import in_force as policy
from zhucun.training.lacking.of_person import attended, had_by, lacking, seen_by
from zhucun.training.lacking.reading import Wanted, on_roster
from zhucun.training.sessions.rules import SEE, Mode

LATEST = 6


@member_page_parts_come_from
def of_member(file: MemberFile) -> Iterator[Part]:
    """What somebody attended, and what is lacking while they are there."""
    if not (file.postings and file.actor.may(SEE)):
        return
    told, today = seen_by(file), file.actor.today
    if told or file.now:
        context = {
            "attended": told[:LATEST],
            "count": len(told),
            "lacks": lacking(file),
            "is_there": file.now is not None,
            "year": today.year,
            "had": length_in_words(had_by(file.once(attended), today).halfdays),
        }
        yield Part("training/holding/pages/_member_card.html", context, order=20, is_aside=True)
        yield head_fact("到课", f"{len(told)} 期", order=20, url="#member-training")


@lanes_are_told_by
def sessions(file: MemberFile) -> Iterator[Thing]:
    """Offline sessions are filled boxes, online ones empty."""
    if not (file.postings and file.actor.may(SEE)):
        return
    for one in seen_by(file):
        session, url = one.session, reverse("training:sessions.one", args=[one.session_id])
        said = f"{session.title}（{session.numbered}，{session.days_in_words}）"
        look = Look.FULL_BOX if session.mode == Mode.OFFLINE else Look.BOX
        told = f"{said}。" if one.is_completed else f"{said}，没上完。"
        yield Thing(Lane.TRAINING, session.since, told, session.get_mode_display(), url, look)


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    """Nothing where nobody lacks anything."""
    actor = shown.actor
    if not actor.may(SEE) or shown.day != actor.today:
        return
    wanted = Wanted(policy.of(actor).training, actor.today)
    rows = on_roster(actor, actor.today).filter(wanted.anything, team=shown.team)
    people = [(row, wanted.of(row)) for row in rows.select_related("cadre__person").order_by("pk")]
    if people:
        yield Part("training/holding/pages/_team_card.html", {"people": people}, order=50, is_aside=True)
