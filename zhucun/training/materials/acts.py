"""A document is put to a session, or taken away again."""

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.files.rules import FileKind
from zhucun.training.sessions import rules
from zhucun.training.sessions.acts import must_be_own
from zhucun.training.sessions.models import TrainingSession
from zhucun.training.sessions.rules import KEEP

MOST = 20


@act("session.attach", "放培训材料", needs=KEEP, undo="session.detach")
def attach(session: TrainingSession, *, upload: Upload, by: Actor) -> StoredFile:
    must_be_own(session, by)
    rules.must_not_be_called_off(session.called_off_because)
    if upload.kind is not FileKind.DOCUMENT:
        raise Refused("材料放 Word、PPT、表格或者 PDF。", field="file")
    if StoredFile.objects.of(session).count() >= MOST:
        raise Refused(f"一期最多放 {MOST} 份。把不用的去掉再放。", field="file")
    return keeping.keep(session, upload, by=by)


@act("session.detach", "去掉培训材料", needs=KEEP)
def detach(file: StoredFile, *, by: Actor) -> StoredFile:
    session = TrainingSession.objects.visible_to(by, KEEP).filter(pk=file.holder_key).first()
    if session is None or file.holder_kind != TrainingSession._meta.label_lower:
        raise OutOfReach()
    must_be_own(session, by)
    return keeping.remove(file, by=by)
