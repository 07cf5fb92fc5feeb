"""The clock as `zhucun serve` starts it: `run(stop)` until the event is set, in a process of its own."""

from zhucun.acts.clock.ticking import run, tick

__all__ = ["run", "tick"]
