"""Beginning a draft, going on with it, putting one number right, throwing it away."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.org.accounts.models import Account
from zhucun.reports.checking.asking import must_have_come
from zhucun.reports.checking.documents import LONGEST
from zhucun.reports.drafts import slots, tied
from zhucun.reports.drafts.models import Draft, DraftNumber
from zhucun.reports.drafts.rules import WRITE

GONE_ON = "这几个字已经改过了。看看现在的正文，再改。"


@act("draft.begin", "起一份材料稿", needs=WRITE, remote=True, undo="draft.remove")
def begin(account: Account, *, title: str, text: str, as_of: date | None = None, kind: str = "", by: Actor) -> Draft:
    """Under one's own account; the numbers are of today where no day is told. A slot such as {dispatch.members} becomes
    a number tied to its figure."""
    return _begun(account, title, text, as_of, by, kind=kind)


@act("draft.bring", "放进一份 Word 稿", needs=WRITE, undo="draft.remove")
def bring(account: Account, *, title: str, text: str, upload: Upload, as_of: date | None = None, by: Actor) -> Draft:
    """The text is that of the file, which is kept: what is put right goes back into a copy of it."""
    draft = _begun(account, title, text, as_of, by)
    keeping.keep(draft, upload, by=by)
    return draft


def _begun(account: Account, title: str, text: str, as_of: date | None, by: Actor, *, kind: str = "") -> Draft:
    draft = Draft(
        county_code=account.county_code,
        account_id=account.pk,
        title=_titled(title),
        kind=kind,
        as_of=must_have_come(as_of or by.today, by),
        begun_at=by.now,
        changed_at=by.now,
    )
    draft.text, numbers = tied.new_numbers(draft, slots.kept(_worded(text), {}), by)
    draft.save()
    insert_many(numbers_of(draft, numbers))
    return draft


def numbers_of(draft: Draft, numbers: list[DraftNumber]) -> list[DraftNumber]:
    """Made before the draft had its key."""
    for number in numbers:
        number.draft = draft
    return numbers


@act("draft.revise", "改材料稿", needs=WRITE, remote=True)
def revise(draft: Draft, *, title: str, text: str, as_of: date, by: Actor) -> Draft:
    """What was typed over a number of the ledgers is not kept: between its marks stands what they say."""
    known = dict.fromkeys(draft.numbers.values_list("mark", flat=True), "")
    draft.text, numbers = tied.new_numbers(draft, slots.kept(_worded(text), known), by)
    draft.title, draft.as_of = _titled(title), must_have_come(as_of, by)
    insert_many(numbers)
    draft.changed_at = by.now
    draft.save()
    return draft


@act("draft.correct", "改一个数", needs=WRITE, remote=True)
def correct(draft: Draft, *, start: int, was: str, words: str, by: Actor) -> Draft:
    """`was` is what stood at `start` when it was looked at; where it does not any more, nothing is changed."""
    if not was or draft.text[start : start + len(was)] != was:
        raise Refused(GONE_ON)
    draft.text = draft.text[:start] + words + draft.text[start + len(was) :]
    draft.changed_at = by.now
    draft.save()
    return draft


@act("draft.remove", "删去材料稿", needs=WRITE, remote=True, undo="draft.restore")
def remove(draft: Draft, *, by: Actor) -> Draft:
    draft.removed_at = by.now
    draft.save()
    return draft


@act("draft.restore", "找回材料稿", needs=WRITE, remote=True)
def restore(draft: Draft, *, by: Actor) -> Draft:
    draft.removed_at = None
    draft.save()
    return draft


def _titled(title: str) -> str:
    if not title.strip():
        raise Refused("写一个标题，回头好找。", field="title")
    return title.strip()


def _worded(text: str) -> str:
    if not text.strip():
        raise Refused("贴上文字，或者选一个文件。", field="text")
    if len(text) > LONGEST:
        raise Refused(f"文字超过 {LONGEST // 10_000} 万字，分几份校对。", field="text")
    return text.replace("\r\n", "\n")
