"""Reading village committees."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.committees.rules import SEE
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
MEMBER: Columns = (
    *("id", "place_code", "name", "sex", "birth_month", "education", "party_post", "village_post"),
    *("is_party_member", "is_returned_talent", "since", "until", "term_ends_on", "left_how"),
)


class CommitteeMemberRow(Schema):
    """`until` is the first day on which they no longer sat there; a new post is a new row."""

    id: int
    place_code: str
    name: str
    sex: str
    birth_month: date | None
    education: int | None
    party_post: str
    village_post: str
    is_party_member: bool
    is_returned_talent: bool
    since: date
    until: date | None
    term_ends_on: date
    left_how: str


class MembersAsked(Paging):
    place: str | None = None
    as_of: date | None = None


@router.get("/committee-members/", response={200: Rows[CommitteeMemberRow], **PROBLEMS}, summary="村“两委”干部")
def committee_members(request: HttpRequest, asked: Query[MembersAsked]) -> dict:
    """Of one day where `as_of` says which, else all that ever sat."""
    rows = CommitteeMember.objects.visible_to(reader(request, SEE)).standing()
    if asked.as_of:
        rows = rows.as_of(asked.as_of)
    if asked.place:
        rows = rows.filter(place_code=asked.place)
    return page_of(rows.order_by("place_code", "pk"), MEMBER, asked)


@router.get("/committee-members/{key}/", response={200: CommitteeMemberRow, **PROBLEMS}, summary="一名村“两委”干部")
def committee_member(request: HttpRequest, key: Key) -> dict:
    return one_of(CommitteeMember.objects.visible_to(reader(request, SEE)).standing().filter(pk=key), MEMBER)
