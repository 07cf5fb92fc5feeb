"""One id sent by many at the same moment, on a database of its own: done once, and all get the same answer."""

import os
import subprocess
import sys
from pathlib import Path

from tests.ready_made import own_database

STORY = """
import os, threading, uuid, django
os.environ["DJANGO_SETTINGS_MODULE"] = "zhucun.config.settings"
django.setup()
from django.db import connection

from tests import make
from zhucun.acts.models import AuditLog, SentAct
from zhucun.acts.once import carry_out
from zhucun.desk.feedback import acts as feedback
from zhucun.desk.feedback.models import Suggestion
from zhucun.org.accounts.actors import actor_for

account = make.account("李静文", "lijw", county=make.county())
by, sent = actor_for(account), uuid.uuid4()
start, keys, errors = threading.Barrier(8), [], []


def send():
    start.wait()
    try:
        keys.append(carry_out(feedback.give, account, sent=sent, by=by, text="表太多"))
    except Exception as error:
        errors.append(repr(error))
    finally:
        connection.close()


threads = [threading.Thread(target=send) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
given = Suggestion.objects.get()
assert not errors, errors
assert keys == [given.pk] * 8, keys
assert AuditLog.objects.filter(verb="feedback.give").count() == SentAct.objects.filter(id=sent).count() == 1
"""


def test_one_id_sent_by_many_at_once_is_done_once(db: None, tmp_path: Path) -> None:
    with own_database(tmp_path) as url:
        environment = {**os.environ, "ZHUCUN_DATABASE_URL": url, "ZHUCUN_DATA_DIR": str(tmp_path)}
        command = [sys.executable, "-c", STORY]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

    assert told.returncode == 0, told.stderr[-2000:]
