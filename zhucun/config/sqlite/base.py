"""Writers queue at a lock of the operating system before they begin.

SQLite lets one write at a time and has the others sleep and try again, for longer each time, so that of many at once
the unlucky wait for seconds. Here a transaction first locks a file beside the database. The kernel wakes whoever waits
the moment the lock is free, across threads and processes, and frees it if its holder is killed.
"""

import os
from contextlib import suppress
from typing import Any

from django.db.backends.sqlite3 import base

try:
    import fcntl
except ImportError:  # not a Unix: SQLite's own waiting has to do
    fcntl = None

ENDING = "-turn"


class DatabaseWrapper(base.DatabaseWrapper):
    _turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()
        finally:
            self._give_turn()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._give_turn()

    def _close(self) -> None:
        super()._close()
        self._give_turn()

    def _take_turn(self) -> None:
        if fcntl is None or self._turn is not None or self.is_in_memory_db():
            return
        turn = os.open(f"{self.settings_dict['NAME']}{ENDING}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(turn, fcntl.LOCK_EX)
        self._turn = turn

    def _give_turn(self) -> None:
        if self._turn is not None:
            turn, self._turn = self._turn, None
            with suppress(OSError):
                os.close(turn)
