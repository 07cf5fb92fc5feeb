"""One unit for its page: the teams behind which it stands and the people it sends are two lists (R-ORG-12)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import ApprovedSize, Posting, RoleSpell, TeamBacking
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.units.burden import burden_of
from zhucun.org.aid.models import VillageAid
from zhucun.org.people.models import Contact, Unit, UnitAlias
from zhucun.policy import in_force as policy

ALIAS, AIDED = "alias", "aided"


@dataclass(frozen=True)
class Owed:
    """A seat that one of its people gave up and nobody has taken: the unit owes the successor (R-SEL-11)."""

    posting: Posting
    since: date
    due_on: date


class UnitSeen:
    """A unit as one actor sees it: only the teams, people and contacts within the actor's reach."""

    def __init__(self, unit: Unit, actor: Actor) -> None:
        self.unit, self.actor, self.today = unit, actor, actor.today

    @cached_property
    def _backings(self) -> list[TeamBacking]:
        rows = TeamBacking.objects.visible_to(self.actor).filter(unit=self.unit).select_related("team")
        return list(
            rows.annotate(headcount=_headcount(self.today, "team"), size=_size(self.today, "team")).order_by(
                "team__place_code", "pk"
            )
        )

    @property
    def backs(self) -> list[TeamBacking]:
        return [row for row in self._backings if row.holds(self.today)]

    @property
    def backed(self) -> list[TeamBacking]:
        """Teams behind which it stood before."""
        return [row for row in self._backings if row.until is not None and row.until <= self.today]

    @cached_property
    def _postings(self) -> list[Posting]:
        first = RoleSpell.objects.as_of(self.today).filter(posting=OuterRef("pk"), role=TeamRole.FIRST_SECRETARY)
        rows = Posting.objects.visible_to(self.actor).filter(sending_unit=self.unit)
        return list(
            rows.select_related("cadre__person", "team")
            .annotate(
                is_first=Exists(first),
                is_followed=Exists(Posting.objects.filter(succeeds=OuterRef("pk"))),
                headcount=_headcount(self.today, "team"),
                size=_size(self.today, "team"),
            )
            .order_by("place_code", "since")
        )

    @property
    def sends(self) -> list[Posting]:
        return [row for row in self._postings if row.holds(self.today)]

    @property
    def arriving(self) -> list[Posting]:
        """Being handed the work: counted when the seat is theirs (R-SEL-18)."""
        return [row for row in self._postings if row.is_taking_over(self.today)]

    @property
    def present(self) -> list[Posting]:
        return [*self.sends, *self.arriving]

    @property
    def sent(self) -> list[Posting]:
        """Those who came back, the last first."""
        gone = (row for row in self._postings if row.until is not None and row.until <= self.today)
        return sorted(gone, key=lambda row: row.until, reverse=True)

    @property
    def burden(self) -> list[str]:
        return burden_of(len(self.sends), self.unit.staff_count, self._postings, self.actor)

    @cached_property
    def owed(self) -> list[Owed]:
        """Asks for the county's numbers only where there is something to say."""
        open_seats = [row for row in self.sent if not row.is_followed and row.size and row.headcount < row.size]
        if not open_seats:
            return []
        days = policy.on(self.today, self.unit.county_code).selection.vacancy_days
        return [Owed(row, row.until, row.until + timedelta(days=days)) for row in open_seats]

    @cached_property
    def contacts(self) -> list[Contact]:
        rows = Contact.objects.visible_to(self.actor).filter(unit=self.unit).as_of(self.today)
        return list(rows.select_related("place", "unit").order_by("place__code", "pk"))

    @cached_property
    def _lines(self) -> list[tuple[str, int, str, str]]:
        aliases = UnitAlias.objects.filter(unit=self.unit).order_by()
        aided = VillageAid.objects.visible_to(self.actor).filter(unit=self.unit).as_of(self.today).order_by()
        both = (
            aliases.annotate(zc_kind=_text(ALIAS), zc_text=F("name"), zc_note=_text("")),
            aided.annotate(
                zc_kind=_text(AIDED), zc_text=Cast("place__name", CharField()), zc_note=Cast("place__code", CharField())
            ),
        )
        of_aliases, of_aided = (rows.values_list("zc_kind", "pk", "zc_text", "zc_note") for rows in both)
        return sorted(of_aliases.union(of_aided, all=True))

    @property
    def aliases(self) -> list[str]:
        return [text for kind, _, text, _ in self._lines if kind == ALIAS]

    @property
    def aided(self) -> list[dict[str, str]]:
        return [{"name": text, "code": code} for kind, _, text, code in self._lines if kind == AIDED]


def _text(value: str) -> Value:
    return Value(value, CharField())


def _headcount(day: date, team: str) -> Coalesce:
    running = Posting.objects.as_of(day).filter(team=OuterRef(team)).order_by().values("team")
    return Coalesce(Subquery(running.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def _size(day: date, team: str) -> Subquery:
    return Subquery(ApprovedSize.objects.as_of(day).filter(team=OuterRef(team)).values("size")[:1])
