"""Reading monthly prompts: what they ask for, which teams know, how far each item is by the ledgers (R-LOG-07)."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.prompts.models import WorkPrompt
from zhucun.oversight.prompts.reading import progress_of, recipients_of
from zhucun.oversight.prompts.rules import SEE, Audience
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
PROMPT: Columns = (
    "id",
    "month",
    "title",
    "opening",
    "audience",
    "tag",
    "townships",
    "issued_on",
    "issued_by",
    "version",
)


class PromptRow(Schema):
    id: int
    month: str
    title: str
    opening: str
    audience: Audience
    tag: str
    townships: list[str]
    issued_on: date
    issued_by: str
    version: int


class ItemRow(Schema):
    """`done` of `of` teams; without a measure nothing is counted."""

    position: int
    text: str
    due_on: date
    measure: str
    at_least: int
    done: int
    of: int


class PromptWhole(PromptRow):
    """`reached` teams of `sent_to`, of those within reach; never which person."""

    items: list[ItemRow]
    reached: int
    sent_to: int


@router.get("/prompts/", response={200: Rows[PromptRow], **PROBLEMS}, summary="发出的重点工作提示")
def prompts(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = WorkPrompt.objects.visible_to(reader(request, SEE)).issued()
    return page_of(rows.order_by("-month", "-pk"), PROMPT, asked)


@router.get("/prompts/{key}/", response={200: PromptWhole, **PROBLEMS}, summary="一份提示：多少队知道、办了多少")
def prompt(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    seen = WorkPrompt.objects.visible_to(actor).issued().filter(pk=key)
    found = one_of(seen, PROMPT)
    row = seen.get()
    recipients = recipients_of(row, actor)
    lines = progress_of(row, [one.team_id for one in recipients], actor.today)
    return {
        **found,
        "reached": sum(one.reached_on is not None for one in recipients),
        "sent_to": len(recipients),
        "items": [
            {
                **{name: getattr(line.item, name) for name in ("position", "text", "due_on", "measure", "at_least")},
                "done": line.done,
                "of": line.of,
            }
            for line in lines
        ],
    }
