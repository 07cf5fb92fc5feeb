"""佐证 about a posting: topics register what they hold of it, so that a lower one can offer it to be picked."""

from collections.abc import Callable, Iterable

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, ServiceNote
from zhucun.lib.evidence import Evidence

Provider = Callable[[Posting, Actor], Iterable[Evidence]]
_providers: list[Provider] = []


def evidence_comes_from(provider: Provider) -> Provider:
    """Register a topic that holds records of a posting. It gives only what this actor may read."""
    _providers.append(provider)
    return provider


def evidence_of(posting: Posting, actor: Actor) -> list[Evidence]:
    return [one for provider in _providers for one in provider(posting, actor)]


@evidence_comes_from
def service_notes(posting: Posting, actor: Actor) -> Iterable[Evidence]:
    for note in ServiceNote.objects.visible_to(actor).filter(posting=posting).order_by("-on", "-pk"):
        said = f"{note.on:%Y-%m-%d} {note.get_kind_display()}：{note.sentence}"
        yield Evidence("dispatch.servicenote", note.pk, f"{said}{note.document and f'（{note.document}）'}", "")
