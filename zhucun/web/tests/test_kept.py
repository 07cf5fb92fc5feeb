"""Parts that are kept: shown at once where they are there, and of nobody else."""

from datetime import UTC, datetime

import pytest

from zhucun.acts.actor import Actor
from zhucun.web.kept import forget, kept, kept_already


@pytest.mark.django_db
def test_what_was_drawn_is_there_without_drawing_and_only_for_whoever_it_was_drawn_for() -> None:
    now = datetime(2022, 7, 11, 1, tzinfo=UTC)
    mine, other = (Actor.system("钟", reach=code, now=now) for code in ("990126", "990127"))
    assert kept_already("lines", mine, "990126") is None

    kept("lines", mine, lambda actor: {"lines": [1]}, "990126")

    assert kept_already("lines", mine, "990126") == {"lines": [1]}
    assert kept_already("lines", mine, "990126101") is None
    assert kept_already("lines", other, "990126") is None
    forget()
