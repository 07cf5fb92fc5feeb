"""讲义 of a session: put there by its holder, saved by whoever it is for, out of reach of others, each look noted."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import TODAY, Cast
from zhucun.acts.models import AccessLog
from zhucun.files.models import StoredFile
from zhucun.training.sessions import acts as sessions

LogIn = Callable[[str], Client]


def test_a_document_of_a_session_reaches_its_people_and_nobody_else(cast: Cast, log_in: LogIn) -> None:
    told = {"kind": "rotation_course", "mode": "offline", "title": "监测培训", "organiser": "东岭镇党委", "halfdays": 2}
    session = sessions.announce(cast.dongling, **told, first_day=TODAY, last_day=TODAY, by=cast.actor("clerk"))
    clerk, address = log_in("clerk"), reverse("training:sessions.attach", args=[session.pk])

    wrong = clerk.post(address, {"file": SimpleUploadedFile("讲义.pdf", b"MZ\x90\x00")})
    assert "这种文件不能放" in wrong.content.decode()
    clerk.post(address, {"file": SimpleUploadedFile("监测讲义.pdf", b"%PDF-1.7 ...")})
    file = StoredFile.objects.of(session).get()
    assert "监测讲义.pdf" in clerk.get(reverse("training:sessions.one", args=[session.pk])).content.decode()

    member = log_in("member")
    taken = reverse("files:one", args=[file.pk])
    assert taken in member.get("/study/").content.decode()
    answer = member.get(taken)
    assert answer.content == b"%PDF-1.7 ..."
    assert answer["Content-Disposition"].startswith("attachment")
    assert AccessLog.objects.filter(row_key=file.pk, what="看材料").count() == 1
    for stranger in ("neighbour", "neighbour_county", "neighbour_member"):
        if stranger in cast.accounts:
            assert log_in(stranger).get(taken).status_code == 404

    gone = reverse("training:sessions.detach", args=[file.pk])
    assert log_in("neighbour").post(gone).status_code == 404
    clerk.post(gone)
    assert member.get(taken).status_code == 404
