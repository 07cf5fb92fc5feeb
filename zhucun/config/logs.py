"""What never enters a log: the address of the villagers' page, since it holds a slip's code (R-ASS-12)."""

import logging

SURVEY = "/say/"
SHOWN = "/say/…/"


class WithoutSlips(logging.Filter):
    """Django writes the path of every request that fails; of this page it is the same for all."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(SHOWN if isinstance(one, str) and SURVEY in one else one for one in record.args)
        if getattr(getattr(record, "request", None), "path", "").startswith(SURVEY):
            record.exc_info = None
        return True
