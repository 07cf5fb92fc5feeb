"""What is read of a small table at nearly every page stays in the process until the table is written again.

As with what figures said (zhucun.acts.keeping) it holds as long as the marks of its tables are the same, and whatever
rests on it rests on them. What was known at another moment is read each time.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar

from django.db.models import Model

from zhucun.acts import written
from zhucun.acts.history.then import is_looking_back

MOST = 256
Key = TypeVar("Key", bound=Hashable)
Read = TypeVar("Read")


def at_hand(*models: type[Model]) -> Callable[[Callable[[Key], Read]], Callable[[Key], Read]]:
    """For a function of one key that reads these tables alone, and whose answer nobody changes."""

    def beside(read: Callable[[Key], Read]) -> Callable[[Key], Read]:
        tables = {model._meta.db_table for model in models}
        known: OrderedDict[Key, tuple[object, Read]] = OrderedDict()

        @wraps(read)
        def of(key: Key) -> Read:
            watch = written.watch_of()
            if tables & watch.pending or is_looking_back():
                return read(key)
            now = watch.marks()
            marks = [now.get(table) for table in (*sorted(tables), written.ALL)]
            kept = known.get(key)
            if kept is None or kept[0] != marks:
                kept = known[key] = marks, read(key)
                while len(known) > MOST:
                    known.popitem(last=False)
            watch.was_read(tables)
            return kept[1]

        return of

    return beside
