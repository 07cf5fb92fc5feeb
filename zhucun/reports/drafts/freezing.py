"""A number of a draft held to a day, and let go again; a finding left as it is, and taken up again."""

from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.reports.catalogue.clocks import first_day
from zhucun.reports.drafts import tied
from zhucun.reports.drafts.models import LONGEST_SENTENCE, Dismissal, Draft, DraftNumber
from zhucun.reports.drafts.rules import WRITE


@act("draft.freeze", "定住一个数", needs=WRITE, remote=True, undo="draft.thaw")
def freeze(number: DraftNumber, *, on: date, reason: str, by: Actor) -> DraftNumber:
    """It keeps the words it has on that day: neither another day of the draft nor a later correction moves it."""
    if not reason.strip():
        raise Refused("写一句为什么定住。", field="reason")
    if on > by.today:
        raise Refused(f"这一天还没有到，今天是 {by.today:%Y-%m-%d}。", field="on")
    if (first := first_day(number.scope or number.draft.county_code)) and on < first:
        raise Refused(f"台账从 {first:%Y-%m-%d} 起，定在这一天或以后。", field="on")
    if number.until and number.until > on and number.since and number.since > on:
        raise Refused("定在它的起始日以后。", field="on")
    number.frozen_words, number.frozen_because, number.frozen_on = "", "", on
    one = tied.tied_one(number, by)
    if one.answer is None or one.answer.value is None:
        raise Refused("那一天台账里没有这个数，换一天。", field="on")
    number.frozen_words, number.frozen_because = one.words_now, reason.strip()
    number.save()
    return number


@act("draft.thaw", "放开一个数", needs=WRITE, remote=True, undo="draft.freeze")
def thaw(number: DraftNumber, *, by: Actor) -> DraftNumber:
    if not number.is_frozen:
        raise Refused("这个数没有定住，跟着稿子的截止日走。")
    number.frozen_on, number.frozen_because, number.frozen_words = None, "", ""
    number.save()
    return number


@act("draft.dismiss", "这一处不用改", needs=WRITE, remote=True, undo="draft.heed")
def dismiss(draft: Draft, *, says: str, reason: str, by: Actor) -> Dismissal:
    """Remembered by what the finding says, so that it stays dismissed where the text before it grows."""
    if not reason.strip():
        raise Refused("写一句为什么不用改。", field="reason")
    known = draft.dismissals.filter(says=says[:LONGEST_SENTENCE], dropped_at__isnull=True).first()
    if known is not None:
        return known
    return draft.dismissals.create(says=says[:LONGEST_SENTENCE], reason=reason.strip(), dismissed_at=by.now)


@act("draft.heed", "这一处还是要改", needs=WRITE, remote=True)
def heed(dismissal: Dismissal, *, by: Actor) -> Dismissal:
    if dismissal.dropped_at is None:
        dismissal.dropped_at = by.now
        dismissal.save()
    return dismissal
