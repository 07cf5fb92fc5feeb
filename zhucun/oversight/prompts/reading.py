"""How far a prompt is: which teams know of it, and what their ledgers say of each item. Nobody reports either."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib.periods import Span
from zhucun.oversight.prompts.measures import Measure, measure_named
from zhucun.oversight.prompts.models import PromptItem, PromptRecipient, WorkPrompt
from zhucun.oversight.prompts.rules import SEE, State
from zhucun.policy.burden.wordings import Wording, wordings


@dataclass(frozen=True)
class Progress:
    """An item with what the teams have done; without a measure only its words and day."""

    item: PromptItem
    measure: Measure | None
    counts: Mapping[int, int]
    teams: tuple[int, ...]
    today: date

    @property
    def done(self) -> int:
        return sum(self.has(team) for team in self.teams)

    @property
    def of(self) -> int:
        return len(self.teams)

    @property
    def lacking(self) -> int:
        return self.of - self.done

    @property
    def is_late(self) -> bool:
        return self.measure is not None and self.item.due_on < self.today and self.done < self.of

    @property
    def wanted(self) -> str:
        """走访，每队至少 3 次."""
        return f"{self.measure.label}，每队至少 {self.item.at_least} {self.measure.unit}" if self.measure else ""

    def count_of(self, team: int) -> int:
        return self.counts.get(team, 0)

    def has(self, team: int) -> bool:
        return self.measure is not None and self.count_of(team) >= self.item.at_least


def progress_of(prompt: WorkPrompt, teams: Sequence[int], today: date) -> list[Progress]:
    """From the month's first day to the item's own, of what was entered until today."""
    return [_progress(item, prompt.first, tuple(teams), today) for item in prompt.items.order_by("position")]


def _progress(item: PromptItem, since: date, teams: tuple[int, ...], today: date) -> Progress:
    measure = measure_named(item.measure)
    span = Span(since, max(since, min(item.due_on, today) + timedelta(days=1)))
    return Progress(item, measure, measure.count(teams, span) if measure else {}, teams, today)


def recipients_of(prompt: WorkPrompt, by: Actor) -> list[PromptRecipient]:
    """Those within reach, in the fixed order of townships."""
    rows = PromptRecipient.objects.visible_to(by, SEE).filter(prompt=prompt).select_related("team")
    return list(rows.in_order_of_places().order_by("township_position", "place_code"))


def current(by: Actor) -> WorkPrompt | None:
    """The latest that was sent out for this month or the one before, as far as the actor is concerned."""
    seen = WorkPrompt.objects.visible_to(by, SEE).issued().filter(month__lte=f"{by.today:%Y-%m}")
    return seen.order_by("-month", "-issued_on", "-pk").first()


def of_team(team: int, by: Actor) -> dict[str, Any] | None:
    """This month's prompt as a team reads it, with its own counts; for the phone's first page. One query where there
    is none."""
    if not by.may(SEE):
        return None
    sent = PromptRecipient.objects.visible_to(by, SEE).filter(team=team, prompt__month=f"{by.today:%Y-%m}")
    latest = (
        sent.filter(prompt__state=State.ISSUED).select_related("prompt").order_by("-prompt__issued_on", "-pk").first()
    )
    if latest is None:
        return None
    lines = progress_of(latest.prompt, [team], by.today)
    return {
        "recipient": latest,
        "prompt": latest.prompt,
        "items": [
            {"progress": line, "count": line.count_of(team), "is_done": line.has(team), "due_on": line.item.due_on}
            for line in lines
        ],
    }


@wordings("重点工作提示")
def prompted(county_code: str, day: date) -> Iterator[Wording]:
    """What this month and those to come ask, drafts too: a draft can still be changed."""
    rows = WorkPrompt.objects.filter(county_code=county_code, month__gte=f"{day:%Y-%m}")
    for prompt in rows.exclude(state=State.WITHDRAWN).prefetch_related("items"):
        url = reverse("oversight:rhythm.prompts.one", args=[prompt.pk])
        for text in (prompt.title, prompt.opening, *(item.text for item in prompt.items.all())):
            yield Wording(prompt.title, text, url)
