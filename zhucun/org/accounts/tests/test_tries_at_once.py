"""Wrong tries at the same time, on a database of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.ready_made import own_database

STORY = """
import os, threading, django
os.environ["DJANGO_SETTINGS_MODULE"] = "zhucun.config.settings"
django.setup()
from django.db import connection
from django.utils import timezone

from tests import make
from tests.cast import operator
from zhucun.acts.refused import Refused
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.entering import Try, let_in
from zhucun.org.accounts.models import Account

home = make.county()
account = make.account("李静文", "lijw", county=home)
accounts.set_password(account, password="Qing-Shan-2022", by=operator())
phone = accounts.set_code(make.account("盘小妹", "p1", county=home), code="7K2M9QXT", valid_days=14, by=operator())


def at_once(count, name, secret, by_code):
    start, outcomes = threading.Barrier(count), []

    def attempt():
        start.wait()
        try:
            let_in(Try(name, secret, "10.0.0.1", by_code))
            outcomes.append("in")
        except Refused as refusal:
            outcomes.append(refusal.sentence)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(count)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return outcomes


wrong = at_once(12, "lijw", "wrong", False)
assert len(wrong) == 12, wrong
assert sum("账号或密码不对" in sentence for sentence in wrong) <= 5, wrong
assert Account.objects.get(log_in="lijw").locked_until > timezone.now()
entered = at_once(4, "p1", "7K2M9QXT", True)
assert entered.count("in") == 1, entered
"""


def test_no_more_tries_are_judged_than_the_limit_and_a_code_lets_in_once(db: None, tmp_path: Path) -> None:
    with own_database(tmp_path) as url:
        environment = {**os.environ, "ZHUCUN_DATABASE_URL": url, "ZHUCUN_DATA_DIR": str(tmp_path)}
        command = [sys.executable, "-c", STORY]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

    assert told.returncode == 0, told.stderr[-2000:]
