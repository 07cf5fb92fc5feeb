"""Files made by others are named with version, licence and digest, and are what they are said to be."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LISTED: list[dict[str, Any]] = tomllib.loads((ROOT / "docs" / "vendored.toml").read_text())["vendored"]


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry["what"])
def test_it_is_what_it_is_said_to_be(entry: dict[str, Any]) -> None:
    assert all(entry[name] for name in ("what", "version", "licence", "source"))
    path = ROOT / entry["path"]
    assert path.is_dir() or hashlib.sha256(path.read_bytes()).hexdigest() == entry["digest"], entry["path"]


def test_everything_in_a_vendor_folder_is_listed() -> None:
    folders = [path for top in ("zhucun", "tests") for path in (ROOT / top).rglob("vendor") if path.is_dir()]
    listed = {entry["path"] for entry in LISTED}

    assert {path.relative_to(ROOT).as_posix() for folder in folders for path in folder.iterdir()} - listed == set()
