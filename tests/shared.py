"""Real input that stands beside the repository and is never in it: where it is absent, what reads it is skipped."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_file(name: str) -> Path:
    """Skips the test where the file is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} stands beside the repository only where the product is made")
    return path
