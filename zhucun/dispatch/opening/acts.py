"""Keeping which files came in: the record to which imported rows and opening values point."""

import uuid
from collections.abc import Mapping

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.roster.rules import IMPORT
from zhucun.org.places.models import Place


@act("opening.keep_file", "导入表格", needs=IMPORT)
def keep_file(
    county: Place,
    *,
    kind: str,
    file_name: str,
    sha256: str,
    batch_id: uuid.UUID,
    counts: Mapping[str, int],
    by: Actor,
) -> OpeningFile:
    """The file's name, sum and outcome; its content is not kept, the rows are."""
    return OpeningFile.objects.create(
        county_code=county.code,
        kind=kind,
        file_name=file_name[:200],
        sha256=sha256,
        imported_at=by.now,
        imported_by=by.name,
        batch_id=batch_id,
        counts=dict(counts),
    )
