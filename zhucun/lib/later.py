"""Libraries that most processes never use: read in when something of them is first used."""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module: `xlsxwriter = Later("xlsxwriter")`."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)
