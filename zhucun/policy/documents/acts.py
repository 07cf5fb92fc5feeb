"""Publishing a document and its next version, saying which sentence sets which value, repealing; having read it."""

from collections.abc import Iterable, Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.lib.asking import MEMBER, UNIT, Ask, asks, when
from zhucun.org.places.models import Place
from zhucun.policy.burden.rules import must_be_light
from zhucun.policy.documents import rules
from zhucun.policy.documents.models import DocumentReceipt, DocumentVersion, RuleDocument, RuleSentence
from zhucun.policy.documents.receivers import Receiver, receivers


@act("document.publish", "发布制度文件", needs=rules.KEEP)
def publish(
    county: Place,
    *,
    title: str,
    issuer: str,
    number: str,
    issued_on: date,
    since: date,
    text: str,
    asked_of: str = "",
    by: Actor,
) -> RuleDocument:
    """What it says may not ask what burdens people (R-BUR-01)."""
    title = title.strip().strip("《》")
    if asked_of not in rules.AskedOf.values:
        raise Refused("选要谁签收。", field="asked_of")
    if RuleDocument.objects.filter(county_code=county.code, title=title, repealed_on__isnull=True).exists():
        raise Refused("这个文件已经有了。新的一版在它那一页上“修订”。", field="title")
    document = RuleDocument.objects.create(
        county_code=county.code, title=title, issuer=issuer.strip(), asked_of=asked_of
    )
    _issue(document, number, issued_on, since, text, by=by)
    return document


@act("document.revise", "修订制度文件", needs=rules.KEEP)
def revise(
    document: RuleDocument, *, number: str, issued_on: date, since: date, text: str, asked_of: str = "", by: Actor
) -> RuleDocument:
    """A sentence left as it was goes on setting what it set; whoever is asked has to read the new version."""
    _must_be_in_force(document)
    before = document.versions.order_by("-since").first()
    rules.must_come_later(since, before.since if before else None)
    document.asked_of = asked_of
    document.save()
    _issue(document, number, issued_on, since, text, keys=_keys_of(before), by=by)
    return document


def _issue(
    document: RuleDocument,
    number: str,
    issued_on: date,
    since: date,
    text: str,
    *,
    keys: dict[str, list[str]] | None = None,
    by: Actor,
) -> DocumentVersion:
    rules.must_be_issued_by(issued_on, by.today)
    if since < issued_on:
        raise Refused("施行日期不早于印发日期。", field="since")
    version = DocumentVersion.objects.create(
        document=document,
        number=number.strip(),
        issued_on=issued_on,
        since=since,
        text=text.strip(),
        published_by=by.name,
        published_at=by.now,
    )
    _write_sentences(version, keys or {})
    _ask(version, receivers(document.asked_of, document.county_code, by.today), by.today)
    return version


def _keys_of(version: DocumentVersion | None) -> dict[str, list[str]]:
    return {one.text: one.keys for one in version.sentences.all() if one.keys} if version else {}


def _write_sentences(version: DocumentVersion, keys: dict[str, list[str]]) -> None:
    found = rules.must_be_readable(version.text)
    must_be_light(*(one.text for one in found), field="text")
    RuleSentence.objects.bulk_create(
        RuleSentence(edition=version, position=at, mark=one.mark, text=one.text, keys=set_by)
        for at, (one, set_by) in enumerate(zip(found, rules.carried_over(found, keys), strict=True), start=1)
    )


def _ask(version: DocumentVersion, of: Iterable[Receiver], today: date) -> int:
    """Receipts of those who have none yet."""
    asked = set(version.receipts.values_list("unit", "cadre"))
    new = [one for one in of if (one.unit, one.cadre) not in asked]
    DocumentReceipt.objects.bulk_create(
        DocumentReceipt(
            edition=version, unit_id=one.unit, cadre_id=one.cadre, place_code=one.place_code, asked_on=today
        )
        for one in new
    )
    return len(new)


@act("document.correct", "更正制度文件录入", needs=rules.KEEP)
def correct(
    version: DocumentVersion, *, number: str, issued_on: date, since: date, text: str, reason: str, by: Actor
) -> DocumentVersion:
    """What was typed wrongly; a document that was really changed is a new version."""
    if not reason.strip():
        raise Refused("写一句哪里录错了。", field="reason")
    if since < issued_on:
        raise Refused("施行日期不早于印发日期。", field="since")
    rules.must_be_issued_by(issued_on, by.today)
    if version.document.versions.exclude(pk=version.pk).filter(since=since).exists():
        raise Refused("另一版也从这天施行。", field="since")
    keys = _keys_of(version)
    version.number, version.issued_on, version.since, version.text = number.strip(), issued_on, since, text.strip()
    version.save()
    version.sentences.all().delete()
    _write_sentences(version, keys)
    return version


@act("document.link", "标明定了哪些参数", needs=rules.KEEP)
def link(sentence: RuleSentence, *, keys: Sequence[str], by: Actor) -> RuleSentence:
    """The sentence and the number lead to each other."""
    if sentence.is_heading:
        raise Refused("章节的名称定不了参数。")
    sentence.keys = rules.known_keys(keys)
    sentence.save()
    return sentence


@act("document.repeal", "废止制度文件", needs=rules.KEEP, undo="document.restore")
def repeal(document: RuleDocument, *, on: date, basis: str, by: Actor) -> RuleDocument:
    _must_be_in_force(document)
    if not basis.strip():
        raise Refused("写废止的文号。", field="basis")
    if any(version.since > on for version in document.versions.all()):
        raise Refused("有一版那天还没施行。", field="on")
    document.repealed_on, document.repeal_basis = on, basis.strip()
    document.save()
    return document


@act("document.restore", "撤回废止", needs=rules.KEEP)
def restore(document: RuleDocument, *, by: Actor) -> RuleDocument:
    if document.repealed_on is None:
        raise Refused("这个文件没有废止。")
    document.repealed_on, document.repeal_basis = None, ""
    document.save()
    return document


def _must_be_in_force(document: RuleDocument) -> None:
    if document.repealed_on is not None:
        raise Refused(f"{document.repealed_on:%Y-%m-%d} 起已经废止了。")


@act("document.ask_newcomers", "请新来的签收", needs=rules.KEEP)
def ask_newcomers(version: DocumentVersion, *, by: Actor) -> DocumentVersion:
    """Units and members that came after it was published."""
    _ask(version, receivers(version.document.asked_of, version.document.county_code, by.today), by.today)
    return version


SIGNED = asks(
    Ask(
        "document.acknowledge",
        "签收制度文件",
        who_asks="县驻村办",
        basis="文件里写明要签收的才签",
        how_often=when("发了要签收的文件时", times_a_year=3),
        what_for="都看过了，按它办事",
        minutes=0,
        role=(MEMBER, UNIT),
    )
)


@act("document.acknowledge", "签收制度文件", needs=rules.ACKNOWLEDGE, remote=True)
def acknowledge(receipt: DocumentReceipt, *, by: Actor) -> DocumentReceipt:
    """By the person, or by the unit's liaison for the unit."""
    _must_be_unread(receipt)
    receipt.read_on, receipt.entered_by = by.today, by.name
    receipt.save()
    return receipt


@act("document.enter_receipt", "登记纸上的签收", needs=rules.ENTER)
def enter_receipt(receipt: DocumentReceipt, *, read_on: date, by: Actor) -> DocumentReceipt:
    """Nobody needs the phone for it (R-BUR-04)."""
    return _enter([Told(receipt, {"read_on": read_on})], by=by)[0]


@enter_receipt.as_many
def _enter(calls: Sequence[Told], *, by: Actor) -> list[DocumentReceipt]:
    def entered(call: Told) -> DocumentReceipt:
        receipt, read_on = call.row, call.given["read_on"]
        _must_be_unread(receipt)
        if not receipt.asked_on <= read_on <= by.today:
            raise Refused("签收日期在发布那天和今天之间。", field="read_on")
        receipt.read_on, receipt.entered_by, receipt.is_on_paper = read_on, by.name, True
        return receipt

    rows = each(calls, entered)
    update_many(rows, ["read_on", "entered_by", "is_on_paper"])
    return rows


def _must_be_unread(receipt: DocumentReceipt) -> None:
    if receipt.read_on is not None:
        raise Refused(f"{receipt.read_on:%Y-%m-%d} 已经签收了。")
