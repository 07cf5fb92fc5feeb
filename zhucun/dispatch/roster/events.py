"""What happened to a team or a person, told from the dated rows: who came, who went, what was approved."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.models import ApprovedSize, Posting, Team, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import ChangeKind, StartKind, TeamRole

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """What _timeline.html draws."""

    day: date
    kind: str
    sentence: str
    source: str = ""
    url: str = ""
    url_label: str = ""
    measure: str = "派"
    is_end: bool = False  # of a last day, which is over when whatever begins that day has begun

    @property
    def when(self) -> str:
        return f"{self.day:%Y-%m-%d}"


def newest_first(events: Iterable[Event], until: date) -> list[Event]:
    return sorted(
        (event for event in events if event.day <= until), key=lambda event: (event.day, event.is_end), reverse=True
    )


def events_of_team(team: Team, postings: Iterable[Posting], served: Iterable[TeamPlace]) -> Iterable[Event]:
    """`postings` come with person, unit, spells and whom they follow; a place may stand there once for each tag."""
    postings = list(postings)
    yield from _arrivals(postings)
    for posting in postings:
        yield from _departure(posting)
        yield from _role_changes(posting)
    yield from _sizes(list(team.approved_sizes.all()))
    yield from _backings(team, list(team.backings.all()))
    yield from _places(team, list({one.pk: one for one in served}.values()))
    yield Event(team.since, "组建", f"{team.name}组建。")
    if team.until:
        yield Event(team.until - ONE_DAY, "撤销", "工作队撤销。", is_end=True)


def _arrivals(postings: Iterable[Posting]) -> Iterable[Event]:
    """Who came together by one document is told in one line; a successor is told apart."""
    together: dict[tuple[date, str, str], list[Posting]] = defaultdict(list)
    for posting in postings:
        if posting.succeeds is not None:
            yield Event(posting.since, "接替", _succession(posting), posting.start_basis)
        else:
            together[posting.since, posting.start_kind, posting.start_basis].append(posting)
    for (day, kind, basis), group in together.items():
        names = "、".join(posting.cadre.person.name for posting in group)
        verb = "到队" if len(group) == 1 else f"{len(group)} 人进驻"
        sentence = f"{names}{verb}。" if len(group) == 1 else f"{verb}：{names}。"
        yield Event(day, StartKind(kind).label, sentence, basis)


def _succession(posting: Posting) -> str:
    leading = [role for role in lineup.first_roles(posting) if role != TeamRole.MEMBER.label]
    office = f"，任{'、'.join(leading)}" if leading else ""
    return f"{posting.cadre.person.name}接替{posting.succeeds.cadre.person.name}{office}。"


def _departure(posting: Posting) -> Iterable[Event]:
    """Why is said to those whose business it is (`is_told`)."""
    if posting.until is None:
        return
    if not posting.is_told:
        yield Event(posting.until - ONE_DAY, "离任", f"{posting.cadre.person.name}离任。", is_end=True)
        return
    reason = f"：{posting.end_reason}" if posting.end_reason else "。"
    kind = ChangeKind(posting.end_kind).label
    yield Event(
        posting.until - ONE_DAY, kind, f"{posting.cadre.person.name}离任{reason}", posting.end_basis, is_end=True
    )


def _role_changes(posting: Posting) -> Iterable[Event]:
    """Roles given or taken while the posting ran; those of its first and last day are told with it."""
    name = posting.cadre.person.name
    for spell in posting.spells:
        if spell.since > posting.seat_since:
            yield Event(spell.since, "定职", f"{name}任{spell.get_role_display()}。")
        if spell.until is not None and spell.until != posting.until:
            yield Event(spell.until - ONE_DAY, "免职", f"{name}不再任{spell.get_role_display()}。", is_end=True)


def _sizes(sizes: list[ApprovedSize]) -> Iterable[Event]:
    before = None
    for size in sorted(sizes, key=lambda size: size.since):
        was = f"（原 {before.size} 人）" if before else ""
        why = f"：{size.reason}" if size.reason else "。"
        yield Event(size.since, "核定", f"核定 {size.size} 人{was}{why}", size.basis)
        before = size


def _backings(team: Team, backings: list[TeamBacking]) -> Iterable[Event]:
    for backing in backings:
        yield Event(backing.since, "后盾", f"{backing.unit.name}为后盾单位。", backing.basis)


def _places(team: Team, places: list[TeamPlace]) -> Iterable[Event]:
    for served in places:
        if not served.is_main:
            yield Event(served.since, "兼驻", f"加驻{served.place.name}。")
        if served.until and served.until != team.until:
            yield Event(served.until - ONE_DAY, "兼驻", f"不再兼驻{served.place.name}。", is_end=True)
