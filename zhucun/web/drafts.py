"""Imports under way: a file is kept until it is carried out or dropped, with what was answered about it.

A draft is its maker's own and no ledger; it is written here directly, like a saved view.
"""

import hashlib
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.web.importing import Choices
from zhucun.web.models import ImportDraft
from zhucun.web.sealed_file import sealed, unsealed
from zhucun.web.withholding import kept_of

OWN = "account.own"
HEAVY = ("content", "shown")  # read only where they are wanted


def drafts_of(actor: Actor) -> QuerySet[ImportDraft]:
    """One's own that are not done, the newest first."""
    return ImportDraft.objects.visible_to(actor, OWN).filter(done_at__isnull=True).defer(*HEAVY)


def new_draft(data: bytes, name: str, *, choices: Choices, by: Actor) -> ImportDraft:
    """The same file once more is the draft that is there, with its answers, unless it is now said to be another kind of
    sheet. What may not be kept of it never is."""
    summed = hashlib.sha256(data).hexdigest()
    same = drafts_of(by).filter(sha256=summed, file_name=name[:200], county_code=by.county_code).first()
    if same is not None and choices.kind in ("", same.kind):
        return same
    if same is not None:
        same = ImportDraft.objects.visible_to(by, OWN).get(pk=same.pk)  # whole, since what is deferred is not saved
        choose(same, kind=choices.kind)
        keep_what_may_be(same, by=by)
        same.shown, same.problem = None, ""
        return same
    return ImportDraft.objects.create(
        account_id=by.account_id,
        county_code=by.county_code,
        file_name=name[:200],
        content=sealed(kept_of(data, name, choices, by=by)),
        sha256=summed,
        size=len(data),
        kind=choices.kind,
        choices=choices.as_json(),
        made_at=timezone.now(),
    )


def content_of(draft: ImportDraft) -> bytes:
    return unsealed(draft.content)


def choices_of(draft: ImportDraft) -> Choices:
    return Choices.from_json(draft.choices)


def choose(draft: ImportDraft, **changed: Any) -> Choices:
    """Put choices on the draft. Another kind, sheet or encoding makes the mapping and the rows left out meaningless."""
    choices = choices_of(draft)
    if {"kind", "sheet", "encoding"} & changed.keys():
        changed = {"mapping": {}, "left_out": frozenset(), **changed}
    choices = replace(choices, **changed)
    draft.choices, draft.kind = choices.as_json(), choices.kind
    return choices


def keep_what_may_be(draft: ImportDraft, *, by: Actor) -> None:
    """Read as another kind or in another encoding, the file may have columns of which nothing may be kept."""
    content = content_of(draft)
    kept = kept_of(content, draft.file_name, choices_of(draft), by=by)
    if kept is not content:
        draft.content = sealed(kept)


def settle(draft: ImportDraft, file_key: int | None) -> None:
    """It is done: the file itself is kept no longer, nor what was shown of it."""
    draft.done_at, draft.file_key, draft.content, draft.shown, draft.job_key = timezone.now(), file_key, b"", None, None
    draft.save()
