"""A draft with its numbers marked: the text in pieces, a card for each finding, the docx that comes back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.papers import document as paper
from zhucun.papers.wording import clean
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.checking.claims import Claim
from zhucun.reports.checking.documents import Correction
from zhucun.reports.checking.findings import Finding, Verdict
from zhucun.reports.checking.reporting import Checked, looked_through
from zhucun.reports.drafts.models import Draft
from zhucun.reports.rules import SEE
from zhucun.web.figures import address

WHOLE = re.compile(r"[\d.,]+|[^\d.,]")


@dataclass(frozen=True)
class Piece:
    """Words, or a number with what was found of it; `card` is the number of its card, 0 of none."""

    words: str
    verdict: str = ""
    card: int = 0
    url: str = ""


@dataclass(frozen=True)
class Card:
    """A finding as the page shows it; `fix` is what one press puts in place of the number."""

    number: int
    finding: Finding
    url: str
    fix: Correction | None
    was: str

    @property
    def verdict(self) -> Verdict:
        return self.finding.verdict


def checked(draft: Draft, actor: Actor) -> Checked:
    """By the ledgers where the reader may see figures, else against itself alone."""
    if not actor.scope(SEE).place:
        return looked_through(draft.text, None, {})
    root = root_of(actor)
    return looked_through(draft.text, Question(actor, root, draft.as_of), places_below(root))


def places_below(root: str) -> dict[str, str]:
    """Name → code of what lies below; a name that several bear says nothing."""
    rows = Place.objects.filter(within_prefixes("code", [root]), until__isnull=True).exclude(code=root)
    found: dict[str, str] = {}
    twice = set()
    for name, code in rows.values_list("name", "code"):
        twice |= {name} if name in found else set()
        found[name] = code
    return {name: code for name, code in found.items() if name not in twice}


def cards_of(found: Checked) -> list[Card]:
    return [_card(number, one) for number, one in enumerate(found.open, 1)]


def _card(number: int, finding: Finding) -> Card:
    recorded, claim = finding.recorded, finding.claims[0]
    url = address(recorded.figure.id, recorded.question) if recorded else ""
    was = claim.number.said
    fix = Correction(claim.number.start, claim.number.end, recorded.instead) if recorded and recorded.instead else None
    return Card(number, finding, url, fix, was)


def pieces_of(found: Checked, cards: list[Card]) -> Iterator[Piece]:
    """The whole text in order: what stands between the numbers, and each number."""
    number_of = {id(card.finding): card.number for card in cards}
    at, text = 0, found.reading.text
    for claim in found.reading.claims:
        yield Piece(text[at : claim.number.start])
        yield _marked(text, claim, found.worst.get(claim), number_of)
        at = claim.number.end
    yield Piece(text[at:])


def _marked(text: str, claim: Claim, finding: Finding | None, number_of: dict[int, int]) -> Piece:
    words = text[claim.number.start : claim.number.end]
    if finding is None:
        return Piece(words, "unknown")
    recorded = finding.recorded
    url = address(recorded.figure.id, recorded.question) if recorded and finding.verdict is Verdict.AGREED else ""
    return Piece(words, finding.verdict.value, number_of.get(id(finding), 0), url)


def changes_between(old: str, new: str) -> list[Correction] | None:
    """What was changed within the lines; None where lines came or went, which no longer fits the file."""
    before, after = old.rstrip("\n").split("\n"), new.rstrip("\n").split("\n")
    if len(before) != len(after) or any(now and not was for was, now in zip(before, after, strict=True)):
        return None
    found, at = [], 0
    for was, now in zip(before, after, strict=True):
        if was != now:
            found += _changed(was, now, at)
        at += len(was) + 1
    return found


def _changed(was: str, now: str, at: int) -> list[Correction]:
    """By whole numbers and single characters: a changed number is struck out whole."""
    old, new = WHOLE.findall(was), WHOLE.findall(now)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    begins = list(accumulate(map(len, old), initial=at))
    return [Correction(begins[i], begins[j], "".join(new[k:end])) for kind, i, j, k, end in steps if kind != "equal"]


def written(draft: Draft, *, is_demo: bool) -> bytes:
    """The text on the standard's page: the title in its middle, each line a paragraph (GB/T 9704)."""
    made = paper.blank(title=clean(draft.title), author="")
    paper.number_pages(made.sections[0])
    if is_demo:
        paper.mark_demo(made.sections[0])
    head = made.add_paragraph()
    head.alignment = paper.CENTRE
    paper.write(head, clean(draft.title), paper.TITLE, paper.SIZE_2)
    made.add_paragraph()
    for line in draft.text.split("\n"):
        if line.strip():
            body = made.add_paragraph()
            paper.indent(body, first=2)
            paper.write(body, line.strip())
    return paper.saved(made)
