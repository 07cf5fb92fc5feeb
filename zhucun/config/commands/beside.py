"""`python -m zhucun.config.commands.beside PARENT`: the clock as `zhucun serve` starts it; it ends with its parent."""

import os
import signal
import sys
import threading

import django

from zhucun.config.parent import watch


def main(parent: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhucun.config.settings")
    django.setup()
    from zhucun.acts.clock.ticking import run  # noqa: PLC0415  there are no rows before Django is set up

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    watch(parent, stop.set)
    run(stop)


if __name__ == "__main__":
    main(int(sys.argv[1]))
