"""Reading the rule documents, sentence by sentence."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.policy.documents.models import DocumentReceipt, DocumentVersion, RuleDocument, RuleSentence
from zhucun.policy.documents.rules import SEE
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
DOCUMENT = ("id", "county_code", "title", "issuer", "asked_of", "repealed_on", "repeal_basis")
VERSION = ("id", "number", "issued_on", "since")
SENTENCE = ("position", "mark", "text", "keys")
RECEIPT: Columns = (
    *("id", "place_code", "unit_id", "cadre_id", "asked_on", "read_on", "is_on_paper"),
    {"document_id": F("edition__document"), "version_id": F("edition")},
)


class DocumentRow(Schema):
    id: int
    county_code: str
    title: str
    issuer: str
    asked_of: str
    repealed_on: date | None
    repeal_basis: str


class SentenceRow(Schema):
    """`keys` are the policy values that the sentence sets."""

    position: int
    mark: str
    text: str
    keys: list[str]


class VersionRow(Schema):
    id: int
    number: str
    issued_on: date
    since: date
    sentences: list[SentenceRow] = []


class DocumentWhole(DocumentRow):
    """`versions` from the latest."""

    versions: list[VersionRow]


class ReceiptRow(Schema):
    """Of a unit or of a cadre; `read_on` is null until it was acknowledged."""

    id: int
    document_id: int
    version_id: int
    place_code: str
    unit_id: int | None
    cadre_id: int | None
    asked_on: date
    read_on: date | None
    is_on_paper: bool


@router.get("/documents/", response={200: Rows[DocumentRow], **PROBLEMS}, summary="制度文件")
def documents(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = RuleDocument.objects.readable_by(reader(request, SEE))
    return page_of(rows.order_by("pk"), DOCUMENT, asked)


@router.get("/documents/{key}/", response={200: DocumentWhole, **PROBLEMS}, summary="一个制度文件，逐条")
def document(request: HttpRequest, key: Key) -> dict:
    found = one_of(RuleDocument.objects.readable_by(reader(request, SEE)).filter(pk=key), DOCUMENT)
    versions = all_of(DocumentVersion.objects.filter(document=key).order_by("-since"), VERSION)
    return {**found, "versions": [{**one, "sentences": _sentences(one["id"])} for one in versions]}


def _sentences(version: int) -> list[dict]:
    return all_of(RuleSentence.objects.filter(edition=version).order_by("position"), SENTENCE)


@router.get("/document-receipts/", response={200: Rows[ReceiptRow], **PROBLEMS}, summary="制度文件的签收")
def receipts(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = DocumentReceipt.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("edition", "pk"), RECEIPT, asked)
