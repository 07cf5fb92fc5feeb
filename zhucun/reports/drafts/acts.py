"""Beginning a draft, going on with it, putting one number right, having an earlier one back, throwing it away.

Each act that changes the words leaves a version behind.
"""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.org.accounts.models import Account
from zhucun.reports.checking.asking import must_be_known
from zhucun.reports.checking.documents import LONGEST
from zhucun.reports.drafts import slots, tied
from zhucun.reports.drafts.models import Draft, DraftVersion
from zhucun.reports.drafts.rules import WRITE

GONE_ON = "这几个字已经改过了。看看现在的正文，再改。"
HELD = "这是连着台账的数，不能手改。要定住就定在哪一天；不想连着，就在正文里删掉它另写。"
LONGEST_WORDS = 200  # of one correction


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
        as_of=must_be_known(as_of or by.today, by),
        begun_at=by.now,
        changed_at=by.now,
    )
    draft.text, numbers = tied.new_numbers(draft, slots.kept(_worded(text), {}), by)
    draft.save()
    for number in numbers:
        number.draft = draft
    insert_many(numbers)
    _remember(draft, "起稿", by)
    return draft


@act("draft.revise", "改材料稿", needs=WRITE, remote=True, undo="draft.take_back")
def revise(draft: Draft, *, title: str, text: str, as_of: date, by: Actor) -> Draft:
    """What was typed over a number of the ledgers is not kept: between its marks stands what they say."""
    _remember_what_was(draft, by)
    known = dict.fromkeys(draft.numbers.values_list("mark", flat=True), "")
    _put(draft, slots.kept(_worded(text), known), by)
    draft.title, draft.as_of = _titled(title), must_be_known(as_of, by)
    return _changed(draft, "改正文", by)


@act("draft.set_day", "换材料稿的截止日", needs=WRITE, remote=True, undo="draft.set_day")
def set_day(draft: Draft, *, as_of: date, by: Actor) -> Draft:
    """Every number that is not frozen and has no day of its own is asked of the new one."""
    _remember_what_was(draft, by)
    draft.as_of = must_be_known(as_of, by)
    return _changed(draft, "换截止日", by)


@act("draft.correct", "改一个数", needs=WRITE, remote=True, undo="draft.take_back")
def correct(draft: Draft, *, start: int, was: str, words: str, by: Actor) -> Draft:
    """`was` is what stood at `start` when it was looked at; where it does not any more, nothing is changed. Words with
    a slot in them tie the number to its figure."""
    if not was or draft.text[start : start + len(was)] != was:
        raise Refused(GONE_ON)
    if slots.HELD.search(was) or slots.STRAY.search(was):
        raise Refused(HELD)
    _remember_what_was(draft, by)
    _put(draft, draft.text[:start] + slots.kept(words, {}) + draft.text[start + len(was) :], by)
    return _changed(draft, "改一个数", by)


@act("draft.take_back", "用回材料稿的前一稿", needs=WRITE, remote=True, undo="draft.take_back")
def take_back(draft: Draft, *, number: int, by: Actor) -> Draft:
    """The words and the day of an earlier version; what was frozen since stays frozen."""
    earlier = draft.versions.filter(number=number).first()
    if earlier is None:
        raise Refused(f"没有第 {number} 稿。在“历次稿”里选一稿。")
    draft.title, draft.text, draft.as_of = earlier.title, earlier.text, earlier.as_of
    return _changed(draft, f"用回第 {number} 稿", by)


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


def _put(draft: Draft, text: str, by: Actor) -> None:
    """The text with what is new in it tied."""
    draft.text, numbers = tied.new_numbers(draft, _worded(text), by)
    insert_many(numbers)


def _changed(draft: Draft, did: str, by: Actor) -> Draft:
    draft.changed_at = by.now
    draft.save()
    _remember(draft, did, by)
    return draft


def _remember(draft: Draft, did: str, by: Actor) -> None:
    last = draft.versions.order_by("-number").values_list("number", flat=True).first() or 0
    draft.versions.create(
        number=last + 1,
        title=draft.title,
        text=draft.text,
        words=tied.told(draft, by).text,
        as_of=draft.as_of,
        did=did,
        written_by=by.name,
        written_at=draft.changed_at,
    )


def _remember_what_was(draft: Draft, by: Actor) -> None:
    """A draft from before versions were kept."""
    if not DraftVersion.objects.filter(draft=draft).exists():
        _remember(draft, "起稿", by)


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
