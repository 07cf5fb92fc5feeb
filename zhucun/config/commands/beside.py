"""`python -m zhucun.config.commands.beside`: the clock as `zhucun serve` starts it, which ends with its parent."""

import os
import signal
import threading

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhucun.config.settings")
    django.setup()
    from zhucun.acts.clock.ticking import run  # noqa: PLC0415  there are no rows before Django is set up

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=_stop_with, args=(os.getppid(), stop), daemon=True).start()
    run(stop)


def _stop_with(parent: int, stop: threading.Event) -> None:
    """A server that was killed has nobody left to end its clock."""
    while os.getppid() == parent and not stop.wait(1):
        pass
    stop.set()


if __name__ == "__main__":
    main()
