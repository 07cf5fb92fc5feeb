"""Running `zhucun` in a test: `status, out, complaint = zhucun("doctor", "--json")`."""

from collections.abc import Callable

import pytest

from zhucun import cli

Zhucun = Callable[..., tuple[int, str, str]]


@pytest.fixture
def zhucun(capsys: pytest.CaptureFixture[str]) -> Zhucun:
    """On the test's own database: exit status, standard output, standard error."""

    def run(*told: str) -> tuple[int, str, str]:
        status = cli.main(told)
        return (status, *capsys.readouterr())

    return run
