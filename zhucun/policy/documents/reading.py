"""Documents with what they set and who has read them; the sentences behind a number."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.policy.documents.models import DocumentVersion, RuleDocument, RuleSentence
from zhucun.policy.profile import PolicyProfile, about


@dataclass(frozen=True)
class Setting:
    """A value that a sentence sets, as it is in force: the reader sees whether both say the same."""

    label: str
    said: str
    url: str


@dataclass(frozen=True)
class Shown:
    row: RuleSentence
    settings: tuple[Setting, ...]


def settings_of(keys: list[str], profile: PolicyProfile) -> tuple[Setting, ...]:
    return tuple(_setting(key, profile) for key in keys)


def _setting(key: str, profile: PolicyProfile) -> Setting:
    entry = about(key)
    return Setting(entry.label, entry.say(profile.get(key)), f"{reverse('policy:profile')}#{key}")


def sentences_of(version: DocumentVersion, profile: PolicyProfile) -> list[Shown]:
    rows = version.sentences.order_by("position")
    return [Shown(row, settings_of(row.keys, profile)) for row in rows]


def with_versions(actor: Actor) -> Any:
    """Documents a person may read, their versions and what these set among them."""
    versions = DocumentVersion.objects.order_by("-since").prefetch_related(
        Prefetch("sentences", RuleSentence.objects.exclude(keys=[]).only("edition", "keys"))
    )
    return RuleDocument.objects.readable_by(actor).prefetch_related(Prefetch("versions", versions))


def sentences_behind(county_code: str, day: date) -> dict[str, list[tuple[str, str]]]:
    """Value → (《…》第三条, address), of the versions that hold on the day. One query."""
    rows = RuleSentence.objects.exclude(keys=[]).filter(edition__document__county_code=county_code)
    rows = rows.filter(edition__since__lte=day).select_related("edition__document")
    in_force = Q(edition__document__repealed_on__isnull=True) | Q(edition__document__repealed_on__gt=day)
    latest: dict[int, date] = {}
    held = list(rows.filter(in_force).order_by("edition__document", "position"))
    for row in held:
        document = row.edition.document_id
        latest[document] = max(latest.get(document, row.edition.since), row.edition.since)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in held:
        if row.edition.since == latest[row.edition.document_id]:
            for key in row.keys:
                found[key].append(_named(row))
    return dict(found)


def _named(row: RuleSentence) -> tuple[str, str]:
    document = row.edition.document
    url = reverse("policy:documents.one", args=[document.pk])
    return f"《{document.title}》{row.mark.rstrip('、.．')}", f"{url}#s{row.position}"
