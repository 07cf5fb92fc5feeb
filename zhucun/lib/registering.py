"""Topics register acts, kinds, figures and waiting lines by being imported, in the order in which an app names them."""

from collections.abc import Mapping
from importlib import import_module


def import_all(package: str, topics: Mapping[str, str]) -> None:
    """`topics` names for each topic its modules, with blanks between; called when the models are loaded."""
    for topic, modules in topics.items():
        for module in modules.split():
            import_module(f"{package}.{topic}.{module}")
