"""What a search looks for: people, teams, places, units. Each group is one query, read through `visible_to`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Substr
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.desk.search.index import COUNTY_DIGITS, TOWNSHIP_DIGITS, plain
from zhucun.desk.search.models import Kind, SearchEntry
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import SEE as SEE_TEAMS
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.people.rules import SEE_UNITS
from zhucun.org.places.models import Household, Place
from zhucun.org.places.rules import SEE as SEE_PLACES
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.org.places.rules import Kind as PlaceKind
from zhucun.oversight.circulars.models import InspectionCircular
from zhucun.oversight.circulars.rules import SEE as SEE_CIRCULARS
from zhucun.oversight.rectification.models import RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import SEE as SEE_LETTERS
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.committees.rules import SEE as SEE_COMMITTEES
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.customs.rules import SEE as SEE_CUSTOMS
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import SEE as SEE_PROJECTS
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import SEE as SEE_MATTERS
from zhucun.six_ones.monitoring.models import MonitoredHousehold
from zhucun.six_ones.monitoring.rules import SEE as SEE_MONITORED
from zhucun.six_ones.network.models import Linker
from zhucun.six_ones.network.rules import SEE as SEE_LINKS
from zhucun.six_ones.talents.models import ReturnedTalent
from zhucun.six_ones.talents.rules import SEE as SEE_TALENTS

MOST_WORDS = 5
MATTER_COLUMNS = ("text", "place__name", "household__head_name")
MONITORED_COLUMNS = ("head_name", "code")
ITEM_COLUMNS = ("problem", "place_name", "letter__addressee")
PROJECT_COLUMNS = ("name", "product", "place__name")
NAMED_AT = ("name", "place__name")
HOME_COLUMNS = ("head_name", "village__name")
LINKER_COLUMNS = ("name", "village__name")
MONTHLY_COLUMNS = ("item", "decision", "place__name")
CIRCULAR_COLUMNS = ("document", "title")


@dataclass(frozen=True)
class Hit:
    """`value` is that of a figure, shown before its words."""

    text: str
    sub: str
    url: str
    value: str = ""


@dataclass(frozen=True)
class Group:
    """`name` is the column by which an exact or beginning match comes first; `beside` what a second word may match."""

    kind: Kind | str
    label: str
    needs: str
    rows: Callable[[Actor], QuerySet]
    name: str
    order: str
    shown: Callable[[Any], Hit]
    beside: Callable[[Actor, str], Q] | None = None
    columns: Sequence[str] = ()  # searched themselves: so few rows, within a county, that no entries are kept

    def found(self, actor: Actor, text: str) -> QuerySet:
        rows = self.rows(actor).filter(self._match(actor, text))
        return rows.annotate(zc_rank=_rank(self.name, text)).order_by("zc_rank", self.order, "pk")

    def _match(self, actor: Actor, text: str) -> Q:
        """Every word matches the row; of several, some may match what the row stands `beside`: lmy 石坪."""
        words = plain(text).split()[:MOST_WORDS]
        if self.columns:
            return reduce(and_, (self._in_columns(word) for word in words), Q())
        if not self.beside or len(words) < 2:
            return Q(pk__in=entries_for(actor, self.kind, text).values("key"))
        own = [Q(pk__in=entries_for(actor, self.kind, word).values("key")) for word in words]
        found = reduce(or_, own)
        for mine, word in zip(own, words, strict=True):
            found &= mine | self.beside(actor, word)
        return found

    def _in_columns(self, word: str) -> Q:
        return reduce(or_, (Q(**{f"{column}__icontains": word}) for column in self.columns))


def entries_for(actor: Actor, kind: Kind, text: str) -> QuerySet[SearchEntry]:
    """Every word must occur: of Chinese anywhere, of letters and digits at the beginning of a word."""
    entries = SearchEntry.objects.filter(within_prefixes("county_code", _counties(actor)), kind=kind)
    for word in plain(text).split()[:MOST_WORDS]:
        entries = entries.filter(words__contains=f" {word}" if word.isascii() else word)
    return entries


def _counties(actor: Actor) -> Sequence[str]:
    """Prefixes of the counties in which there may be something to find; `visible_to` says what is."""
    territory = {prefix[:COUNTY_DIGITS] for prefix in actor.scope().place}
    return sorted(territory | ({actor.county_code} if actor.county_code else set()))


def _rank(name: str, text: str) -> Case:
    return Case(
        When(Q(**{name: text}), then=0),
        When(Q(**{f"{name}__startswith": text}), then=1),
        default=2,
        output_field=IntegerField(),
    )


def groups_for(actor: Actor) -> list[Group]:
    return [group for group in GROUPS if actor.may(group.needs)]


def _named_township(code: str) -> Subquery:
    township = Place.objects.filter(code=Substr(OuterRef(code), 1, TOWNSHIP_DIGITS), until__isnull=True)
    return Subquery(township.values("name")[:1])


def _people(actor: Actor) -> QuerySet:
    team = Posting.objects.there_on(actor.today).filter(cadre=OuterRef("pk")).values("team__name")
    seen = Cadre.objects.visible_to(actor).select_related("person", "unit")
    return seen.annotate(team_name=Subquery(team[:1]))


def _in_a_team(actor: Actor, word: str) -> Q:
    """Whose team today, or its places, are called so."""
    teams = entries_for(actor, Kind.TEAM, word).values("key")
    seen = Team.objects.visible_to(actor).filter(pk__in=teams)
    return Q(pk__in=Posting.objects.there_on(actor.today).filter(team__in=seen).values("cadre"))


def _person(row: Any) -> Hit:
    where = [row.unit.name if row.unit else "", row.team_name or "现在没有派驻"]
    return Hit(row.person.name, " · ".join(filter(None, where)), reverse("dispatch:members.one", args=[row.pk]))


def _teams(actor: Actor) -> QuerySet:
    seen = Team.objects.visible_to(actor).as_of(actor.today).with_headcount(actor.today)
    return seen.annotate(township=_named_township("place_code"))


def _team(row: Any) -> Hit:
    where = [row.township or "", f"队号 {row.number}", f"{row.headcount} 人"]
    return Hit(row.name, " · ".join(filter(None, where)), reverse("dispatch:teams.one", args=[row.pk]))


def _places(actor: Actor) -> QuerySet:
    return Place.objects.visible_to(actor).as_of(actor.today).annotate(township=_named_township("code"))


def _place(row: Any) -> Hit:
    is_township = row.kind == PlaceKind.TOWNSHIP
    url = reverse("dispatch:townships.one" if is_township else "dispatch:villages.one", args=[row.code])
    within = "" if is_township else row.township
    return Hit(row.name, " · ".join(filter(None, [within, row.get_kind_display(), row.code])), url)


def _units(actor: Actor) -> QuerySet:
    return Unit.objects.visible_to(actor).as_of(actor.today)


def _unit(row: Any) -> Hit:
    return Hit(row.name, row.get_kind_display(), reverse("dispatch:units.one", args=[row.pk]))


def _letters(actor: Actor) -> QuerySet:
    return RectificationLetter.objects.visible_to(actor).filter(issued_on__isnull=False).select_related("issue")


def _letter(row: Any) -> Hit:
    url = reverse("oversight:rectification.letter", args=[row.pk])
    return Hit(row.number, f"致{row.addressee} · 第 {row.issue.number} 期 · {row.issued_on:%Y-%m-%d}", url)


def _items(actor: Actor) -> QuerySet:
    return RectificationItem.objects.visible_to(actor).standing().select_related("letter__issue")


def _item(row: Any) -> Hit:
    url = reverse("oversight:rectification.item", args=[row.pk])
    where = [row.place_name, f"第 {row.letter.issue.number} 期", row.get_state_display()]
    return Hit(row.problem, " · ".join(where), url)


def _circulars(actor: Actor) -> QuerySet:
    return InspectionCircular.objects.visible_to(actor).issued()


def _circular(row: Any) -> Hit:
    url = reverse("oversight:circulars.one", args=[row.pk])
    return Hit(row.document, f"{row.title} · 第 {row.number} 期 · {row.issued_on:%Y-%m-%d}", url)


def _matters(actor: Actor) -> QuerySet:
    return UrgentMatter.objects.visible_to(actor).standing().select_related("place")


def _matter(row: Any) -> Hit:
    where = [row.place.name, f"{row.raised_on:%Y-%m-%d} 提出", row.get_state_display()]
    return Hit(row.text, " · ".join(where), reverse("six_ones:matters.one", args=[row.pk]))


def _monitored(actor: Actor) -> QuerySet:
    return MonitoredHousehold.objects.visible_to(actor).select_related("place")


def _household(row: Any) -> Hit:
    state = "移出了" if row.removed_on else "在监测"
    url = reverse("six_ones:monitoring.household", args=[row.pk])
    return Hit(str(row), " · ".join([row.place.name, "监测对象", state]), url)


def _projects(actor: Actor) -> QuerySet:
    return IndustryProject.objects.visible_to(actor).standing().select_related("place")


def _project(row: Any) -> Hit:
    where = [row.place.name, row.product, row.get_state_display()]
    return Hit(row.name, " · ".join(filter(None, where)), reverse("six_ones:projects.one", args=[row.pk]))


def _seated(actor: Actor) -> QuerySet:
    return CommitteeMember.objects.visible_to(actor).as_of(actor.today).select_related("place")


def _committee_member(row: Any) -> Hit:
    return Hit(row.name, f"{row.place.name} · {row.posts}", reverse("six_ones:committees.one", args=[row.place_code]))


def _returned(actor: Actor) -> QuerySet:
    return ReturnedTalent.objects.visible_to(actor).standing().select_related("place")


def _talent(row: Any) -> Hit:
    where = [row.place.name, row.get_role_display(), f"{row.returned_on:%Y-%m-%d} 回来"]
    return Hit(row.name, " · ".join(where), reverse("six_ones:talents.one", args=[row.pk]))


def _monthly_items(actor: Actor) -> QuerySet:
    return MonthlyItem.objects.visible_to(actor).standing().select_related("place")


def _monthly_item(row: Any) -> Hit:
    where = [row.place.name, f"{row.decided_on:%Y-%m-%d} 月列会", row.get_state_display()]
    return Hit(row.item, " · ".join(where), reverse("six_ones:customs.meeting", args=[row.meeting_id]))


def _homes(actor: Actor) -> QuerySet:
    return Household.objects.visible_to(actor).as_of(actor.today).select_related("village", "group")


def _home(row: Any) -> Hit:
    where = [row.village.name, str(row.group or "")]
    return Hit(f"{row.head_name}家", " · ".join(filter(None, where)), reverse("six_ones:households.one", args=[row.pk]))


def _linkers(actor: Actor) -> QuerySet:
    return Linker.objects.visible_to(actor).as_of(actor.today).with_load(actor.today).select_related("village", "group")


def _linker(row: Any) -> Hit:
    where = [row.village.name, str(row.group or ""), row.get_kind_display(), f"联 {row.load} 户"]
    address = f"{reverse('six_ones:links.of', args=[row.place_code])}#p{row.pk}"
    return Hit(row.name, " · ".join(filter(None, where)), address)


GROUPS = (
    Group(Kind.PERSON, "人", SEE_PEOPLE, _people, "person__name", "person__name_key", _person, _in_a_team),
    Group(Kind.TEAM, "工作队", SEE_TEAMS, _teams, "name", "place_code", _team),
    Group(Kind.PLACE, "乡镇和村", SEE_PLACES, _places, "name", "code", _place),
    Group(Kind.UNIT, "单位", SEE_UNITS, _units, "name", "position", _unit),
    Group(Kind.LETTER, "整改交办函", SEE_LETTERS, _letters, "number", "-issued_on", _letter),
    Group("item", "交办的问题", SEE_LETTERS, _items, "problem", "-letter__issued_on", _item, columns=ITEM_COLUMNS),
    Group("matter", "实事", SEE_MATTERS, _matters, "text", "-raised_on", _matter, columns=MATTER_COLUMNS),
    Group(
        "monitored",
        "监测对象",
        SEE_MONITORED,
        _monitored,
        "head_name",
        "place_code",
        _household,
        columns=MONITORED_COLUMNS,
    ),
    Group(
        "circular", "督查通报", SEE_CIRCULARS, _circulars, "document", "-issued_on", _circular, columns=CIRCULAR_COLUMNS
    ),
    Group("project", "产业项目", SEE_PROJECTS, _projects, "name", "place_code", _project, columns=PROJECT_COLUMNS),
    Group("home", "农户", SEE_HOUSEHOLDS, _homes, "head_name", "village__code", _home, columns=HOME_COLUMNS),
    Group("linker", "联户的人", SEE_LINKS, _linkers, "name", "place_code", _linker, columns=LINKER_COLUMNS),
    Group("seated", "村“两委”干部", SEE_COMMITTEES, _seated, "name", "place_code", _committee_member, columns=NAMED_AT),
    Group("talent", "引回的能人", SEE_TALENTS, _returned, "name", "-returned_on", _talent, columns=NAMED_AT),
    Group(
        "monthly",
        "月列会定的事",
        SEE_CUSTOMS,
        _monthly_items,
        "item",
        "-decided_on",
        _monthly_item,
        columns=MONTHLY_COLUMNS,
    ),
)
