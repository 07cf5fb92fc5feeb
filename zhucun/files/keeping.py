"""Keeps an upload within the act of the topic it belongs to, gives it back, takes it away."""

import hashlib
import uuid
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import Refused
from zhucun.files.documents import plain_document, title_of
from zhucun.files.models import StoredFile
from zhucun.files.rules import ENDINGS, FileKind
from zhucun.files.shaping import plain_recording, small_photo


@dataclass(frozen=True)
class Upload:
    """What was sent; in the audit line it is no more than its size."""

    kind: FileKind
    content: bytes
    name: str = ""  # as people called it; of documents alone

    def __str__(self) -> str:
        return f"{self.kind.label}，{len(self.content) // 1024} KB"


def keep(holder: models.Model, upload: Upload, *, by: Actor) -> StoredFile:
    """Called within an act on the holder, which says who may. Raises Refused for what cannot be kept."""
    content, content_type = _as_kept(upload)
    name = uuid.uuid4().hex
    stored_as = default_storage.save(f"{name[:2]}/{name}.{ENDINGS[content_type]}", ContentFile(content))
    return StoredFile.objects.create(
        holder_kind=holder._meta.label_lower,
        holder_key=holder.pk,
        place_code=holder.place_code,
        kind=upload.kind,
        title=title_of(upload.name) if upload.kind is FileKind.DOCUMENT else "",
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_as=stored_as,
        kept_by=by.name,
        kept_at=by.now,
    )


def _as_kept(upload: Upload) -> tuple[bytes, str]:
    if upload.kind is FileKind.PHOTO:
        return small_photo(upload.content), "image/jpeg"
    plain = plain_recording if upload.kind is FileKind.RECORDING else plain_document
    return plain(upload.content)


def remove(file: StoredFile, *, by: Actor) -> StoredFile:
    """The content goes for good once the act is done; that there was one stays."""
    file.removed_at = by.now
    file.save()
    transaction.on_commit(lambda: default_storage.delete(file.stored_as))
    return file


@transaction.atomic
def looked_at(file: StoredFile, *, by: Actor) -> bytes:
    """Nothing is shown that is not noted: both or neither (R-SEC-08)."""
    AccessLog.objects.create(
        at=timezone.now(),
        actor_name=by.name,
        account_id=by.account_id,
        door=by.door,
        what=f"看{file.get_kind_display()}",
        row_kind=file._meta.label_lower,
        row_key=file.pk,
        place_code=file.place_code,
    )
    try:
        with default_storage.open(file.stored_as, "rb") as content:
            return content.read()
    except FileNotFoundError:
        raise Refused("这个文件不在了。换服务器时，data 目录里的 files 要一起搬。") from None
