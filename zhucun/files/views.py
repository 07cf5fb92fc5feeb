"""One upload, for whoever sees what it hangs on; each look is noted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from zhucun.files.keeping import looked_at
from zhucun.files.models import StoredFile
from zhucun.files.rules import FileKind
from zhucun.web.page import page


@page(needs=None)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Its browser may keep it for an hour, so that a page looked at again is one look."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.actor).filter(removed_at__isnull=True), pk=pk)
    headers = {
        "Content-Disposition": content_disposition_header(_is_taken(request, file), file.file_name) or "",
        "Cache-Control": "private, max-age=3600",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(looked_at(file, by=request.actor), content_type=file.content_type, headers=headers)


def _is_taken(request: HttpRequest, file: StoredFile) -> bool:
    """A document is saved and never opened here."""
    return file.kind == FileKind.DOCUMENT or "take" in request.GET
