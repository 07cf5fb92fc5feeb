"""Which sentences of which documents stand behind a value: the topic that keeps documents says it."""

from collections.abc import Callable, Mapping
from datetime import date

Behind = Mapping[str, list[tuple[str, str]]]  # value → (sentence by name, address)
Sentences = Callable[[str, date], Behind]
_sentences: list[Sentences] = []


def sentences_come_from(provider: Sentences) -> Sentences:
    _sentences.append(provider)
    return provider


def sentences_behind(county_code: str, day: date) -> Behind:
    found: dict[str, list[tuple[str, str]]] = {}
    for provider in _sentences:
        for key, named in provider(county_code, day).items():
            found.setdefault(key, []).extend(named)
    return found
