"""HiGHS, silent and set so that the same programme has the same answer everywhere."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import highspy

STANDARD_OUTPUT = 1


def engine(*, nodes: int = 20_000) -> Any:
    """Ends by proof or by nodes, never by the clock. One thread: a second gains little here, and a county has others
    to serve.
    """
    _greeted()
    highs = highspy.Highs()
    highs.silent()
    settings = {"threads": 1, "mip_max_nodes": nodes, "mip_rel_gap": 0.0, "mip_abs_gap": 0.9, "random_seed": 0}
    for option, value in settings.items():
        highs.setOptionValue(option, value)
    return highs


@cache
def _greeted() -> None:
    """The first instance in a process prints its name past every option; standard output may hold one JSON document
    only.
    """
    with _output_closed():
        highspy.Highs().silent()


@contextmanager
def _output_closed() -> Iterator[None]:
    try:
        kept = os.dup(STANDARD_OUTPUT)
    except OSError:  # there is none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    _flush_c_buffers()
    os.dup2(nowhere, STANDARD_OUTPUT)
    try:
        yield
    finally:
        _flush_c_buffers()
        os.dup2(kept, STANDARD_OUTPUT)
        os.close(nowhere)
        os.close(kept)


def _flush_c_buffers() -> None:
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).fflush(None)
