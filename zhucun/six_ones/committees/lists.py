"""村“两委” village by village with what each is made up of, and person by person."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.rows import holds_on
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import day_of, month, with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.org.people.rules import Education
from zhucun.org.places.models import Place
from zhucun.six_ones.committees.models import CommitteeMember, of_both, schooled, young
from zhucun.six_ones.committees.rules import SEATED, PartyPost, VillagePost
from zhucun.six_ones.committees.sheets import COMMITTEES
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

ONE_DAY = timedelta(days=1)


def villages(request: HttpRequest, day: date) -> QuerySet:
    """Every village and community of the day with its committee in numbers. One query."""
    places = Place.objects.visible_to(request.actor).as_of(day).filter(kind__in=SEATED)
    sits = holds_on(day, "committee__") & Q(committee__withdrawn_at__isnull=True)

    def counted(narrow: Q | None = None) -> Count:
        return Count("committee", filter=sits & narrow if narrow else sits)

    secretary = CommitteeMember.objects.as_of(day).filter(place=OuterRef("pk"), party_post=PartyPost.SECRETARY)
    rows = places.annotate(
        members=counted(),
        young=counted(young(day, "committee__")),
        college=counted(schooled("committee__")),
        returned=counted(Q(committee__is_returned_talent=True)),
        both=counted(of_both("committee__")),
        term=Min("committee__term_ends_on", filter=sits),
        secretary=Subquery(secretary.values("name")[:1]),
    )
    return with_township(rows, "code", day)


def villages_table(request: HttpRequest, day: date) -> Table:
    offered = Offered(request.actor)
    on = "" if day == request.actor.today else f"?on={day:%Y-%m-%d}"
    return Table(
        name="committees",
        import_kind="committees",
        caption="村“两委”",
        columns=(
            Column("village", "哪个村", lambda row: _village(row, on), sort="code", width=16),
            Column(
                "secretary", "书记", lambda row: row.secretary or "—", plain=lambda row: row.secretary or "", width=10
            ),
            Column("both", "一肩挑", lambda row: "是" if row.both else "—", sort="both", is_tight=True, width=8),
            _number("members", "人数"),
            _number("young", "35 岁及以下"),
            _number("college", "大专及以上"),
            _number("returned", "引回的能人"),
            Column(
                "term", "任期到", lambda row: _term(row, day), sort="term", plain=lambda row: row.term, is_tight=True
            ),
            exported("township", "乡镇", lambda row: row.township or ""),
        ),
        views=(
            View("none", "没有名单", Q(members=0)),
            View("over", "任期到了", Q(term__lt=day)),
            View("two", "书记主任不是一个人", Q(members__gt=0, both=0)),
        ),
        filters=(Filter("township", "乡镇", offered.townships, _within_code),),
        search=lambda rows, text: rows.filter(
            Q(name__icontains=text) | Exists(_called(text, day).filter(place=OuterRef("pk")))
        ),
        search_hint="村名、干部姓名",
        order="code",
        counted=lambda count: f"{count} 个村",
        empty={"text": "没有这样的村。", "icon": "users"},
        note="占比都从这一份名单算。按区划顺序排，不排名。",
        may_double=False,
    )


def _called(text: str, day: date) -> QuerySet:
    return CommitteeMember.objects.as_of(day).filter(name__icontains=text)


def _number(key: str, label: str) -> Column:
    return Column(
        key, label, lambda row: str(getattr(row, key)) if row.members else "—", sort=key, numeric=True, width=10
    )


def _village(row: Any, on: str) -> Cell:
    url = reverse("six_ones:committees.one", args=[row.code])
    return Cell(row.name, sub=row.township or "", url=f"{url}{on}")


def _term(row: Any, day: date) -> Cell | str:
    if row.term is None:
        return "—"
    if row.term < day:
        return Cell(template="six_ones/handling/pages/_state.html", context=("overdue", day_of(row.term), ""))
    return day_of(row.term)


def _within_code(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("code", [code])) if code.isdigit() else rows.none()


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def people(request: HttpRequest, day: date) -> QuerySet:
    rows = CommitteeMember.objects.visible_to(request.actor).as_of(day).select_related("place")
    return with_township(rows, "place_code", day)


def people_table(request: HttpRequest, day: date) -> Table:
    """Its sheet has the columns by which the kind is brought in."""
    offered = Offered(request.actor)
    return Table(
        name="committee_members",
        import_kind="committees",
        caption="村“两委”干部",
        columns=(
            exported("township", "乡镇", lambda row: row.township or ""),
            Column("name", "姓名", _person, sort="name", plain=lambda row: row.name, width=10),
            Column(
                "place", "村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16
            ),
            Column("posts", "两委职务", lambda row: row.posts, width=14),
            Column("sex", "性别", lambda row: row.get_sex_display() or "—", plain=lambda row: row.get_sex_display()),
            Column("birth_month", "出生年月", lambda row: month(row.birth_month), sort="birth_month", is_tight=True),
            Column("education", "学历", lambda row: row.get_education_display() or "—", sort="education", width=12),
            Column("is_party_member", "党员", lambda row: _yes(row.is_party_member), is_tight=True, width=8),
            Column(
                "is_returned_talent", "引回的能人", lambda row: _yes(row.is_returned_talent), is_tight=True, width=10
            ),
            Column("since", "到任日期", lambda row: day_of(row.since), sort="since", is_tight=True),
            Column("term", "任期到", lambda row: day_of(row.term_ends_on), sort="term_ends_on", is_tight=True),
        ),
        views=(
            View("young", "35 岁及以下", young(day)),
            View("college", "大专及以上", schooled()),
            View("returned", "引回的能人", Q(is_returned_talent=True)),
            View("secretaries", "书记", Q(party_post=PartyPost.SECRETARY)),
            View("both", "一肩挑", of_both()),
            View("unknown", "年龄、学历没登记", Q(birth_month__isnull=True) | Q(education__isnull=True)),
        ),
        filters=(
            Filter("township", "乡镇", offered.townships, _within),
            Filter("education", "学历", lambda request: _educations(), _of_education),
            Filter("place", "村", _place_asked, _within),
        ),
        search=lambda rows, text: rows.filter(Q(name__icontains=text) | Q(place__name__icontains=text)),
        search_hint="姓名、村名",
        order=("place_code", "pk"),
        counted=lambda count: f"{count} 人",
        empty={"text": "没有这样的人。", "icon": "users"},
        note=COMMITTEES.note,
        may_double=False,
    )


def _person(row: CommitteeMember) -> Cell:
    return Cell(row.name, url=reverse("six_ones:committees.one", args=[row.place_code]))


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _educations() -> list[tuple[str, str]]:
    return [(str(value), label) for value, label in Education.choices]


def _of_education(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(education=key) if key.isdecimal() else rows.none()


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """A chip that only a link sets."""
    code = request.GET.get("place", "")
    place = Place.objects.filter(code=code, until__isnull=True).first() if code else None
    return [(place.code, place.name)] if place else []


def in_order(rows: list[CommitteeMember]) -> list[CommitteeMember]:
    """The secretary first, then the others of the party branch, then those of the village alone."""
    party, village = list(PartyPost.values), list(VillagePost.values)

    def rank(row: CommitteeMember) -> tuple[int, int, int]:
        first = party.index(row.party_post) if row.party_post else len(party)
        return first, village.index(row.village_post) if row.village_post else len(village), row.pk

    return sorted(rows, key=rank)
