"""Who set a value and since when, in the phrase that a figure's definition and its reasons need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from zhucun.policy.profile import about
from zhucun.policy.versions import overlay
from zhucun.policy.versions.models import PolicyVersion

LEVELS = {1: "国家", 2: "省", 4: "市", 6: "县"}  # by the length of the code


def set_by(versions: Iterable[PolicyVersion], key: str) -> PolicyVersion | None:
    """The version whose value holds: of those that overlay each other the last one that has it."""
    return next((version for version in reversed(list(versions)) if key in version.values), None)


def value_in_words(versions: Sequence[PolicyVersion], key: str) -> str:
    """2 人（县办法，2022-07-11 起）; of a value that nobody set 3 人（未另定）."""
    said = about(key).say(overlay.overlaid(versions).get(key))
    version = set_by(versions, key)
    if version is None:
        return f"{said}（未另定）"
    return f"{said}（{LEVELS[len(version.place_code)]}办法，{version.since:%Y-%m-%d} 起）"


@dataclass(frozen=True)
class NewValue:
    """A value that is another than on an earlier day, with the version that made it so."""

    key: str
    before: Any
    after: Any
    version: PolicyVersion

    @property
    def sentence(self) -> str:
        entry, version = about(self.key), self.version
        return (
            f"办法参数“{entry.label}” {_bare(self.key, self.before)} → {entry.say(self.after)}，"
            f"{version.since:%Y-%m-%d} 起，{version.decided_by}批准"
        )

    @property
    def decided_on(self) -> date:
        return timezone.localtime(self.version.decided_at).date()


def _bare(key: str, value: Any) -> str:
    entry = about(key)
    return entry.say(value).removesuffix(entry.unit).strip()


def new_values(versions: Sequence[PolicyVersion], then: date, keys: Iterable[str]) -> list[NewValue]:
    """Which of these values are others than on that day; `versions` are those in force now."""
    before = overlay.overlaid(version for version in versions if version.since <= then)
    after = overlay.overlaid(versions)
    found = ((key, before.get(key), after.get(key), set_by(versions, key)) for key in keys)
    return [NewValue(key, old, new, version) for key, old, new, version in found if version and old != new]
