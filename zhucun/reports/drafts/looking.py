"""A draft with its numbers marked: the text in pieces, a card for each finding, the docx that comes back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from zhucun.acts.actor import Actor
from zhucun.papers import document as paper
from zhucun.papers.wording import clean
from zhucun.reports.checking import against
from zhucun.reports.checking.asking import looked_through_by
from zhucun.reports.checking.claims import Claim
from zhucun.reports.checking.documents import Correction
from zhucun.reports.checking.findings import Finding, Recorded, Verdict, said
from zhucun.reports.checking.reporting import ORDER, Checked
from zhucun.reports.drafts import slots
from zhucun.reports.drafts.models import Draft
from zhucun.reports.drafts.tied import Tied, Told
from zhucun.web.figures import address

TIED = "tied"  # the rule of findings that a number is one of the ledgers'
WHOLE = re.compile(r"[\d.,]+|[^\d.,]")


@dataclass(frozen=True)
class Piece:
    """Words, or a number with what was found of it; `card` is the number of its card."""

    words: str
    verdict: str = ""
    card: int = 0
    url: str = ""
    mark: int = 0  # of the number of the draft that is tied to a figure


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


def checked(draft: Told, actor: Actor) -> Checked:
    """What is tied to the ledgers agrees with them by what it is; the rest of the text may still contradict it."""
    found = looked_through_by(actor, draft.text, draft.draft.as_of)
    claims = _tied_claims(draft, found)
    if not claims:
        return found
    others = [one for one in found.findings if one.rule != against.RULE or one.claims[0] not in claims]
    agreed = [_tied(claim, draft.tied[mark]) for claim, mark in claims.items()]
    findings = sorted((*others, *agreed), key=lambda one: (one.begins, ORDER.index(one.verdict), one.rule))
    return Checked(found.reading, tuple(findings), found.has_ledger)


def _tied_claims(draft: Told, found: Checked) -> dict[Claim, int]:
    """Each claim that is a tied number, or has one in it, with its mark."""
    claims = iter(found.reading.claims)
    claim, tied = next(claims, None), {}
    for span in draft.spans:
        while claim is not None and claim.number.end <= span.start:
            claim = next(claims, None)
        if claim is not None and claim.number.start < span.end:
            tied[claim] = span.mark
    return tied


def _tied(claim: Claim, one: Tied) -> Finding:
    sums = f"{one.figure.label if one.figure else one.number.figure_id}：{one.words}"
    recorded = Recorded(one.figure, one.question, one.words) if one.figure else None
    return Finding(Verdict.AGREED, TIED, (claim,), f"{said((claim,))}连着台账。", sums, recorded)


def cards_of(found: Checked, draft: Told) -> list[Card]:
    return [_card(number, one, draft) for number, one in enumerate(found.open, 1)]


def _card(number: int, finding: Finding, draft: Told) -> Card:
    """What is put in place of the number is said by its place in the text as it is kept."""
    recorded, claim = finding.recorded, finding.claims[0].number
    url = address(recorded.figure.id, recorded.question) if recorded else ""
    if not recorded or not recorded.instead:
        return Card(number, finding, url, None, claim.said)
    start = slots.kept_place(list(draft.spans), claim.start)
    return Card(number, finding, url, Correction(start, start + len(claim.said), recorded.instead), claim.said)


def pieces_of(found: Checked, cards: list[Card], draft: Told) -> Iterator[Piece]:
    """The whole text in order: what stands between the numbers, and each number; one that is tied stands for itself."""
    number_of = {id(card.finding): card.number for card in cards}
    at, text = 0, found.reading.text
    for start, end, claim, mark in _numbers(found, draft):
        yield Piece(text[at:start])
        yield _marked(text[start:end], found.worst.get(claim) if claim else None, number_of, draft.tied.get(mark))
        at = end
    yield Piece(text[at:])


def _numbers(found: Checked, draft: Told) -> list[tuple[int, int, Claim | None, int]]:
    """Claims, and tied numbers that are none, by where they stand."""
    marks = _tied_claims(draft, found)
    known = set(marks.values())
    claims = [(one.number.start, one.number.end, one, marks.get(one, 0)) for one in found.reading.claims]
    others = [(span.start, span.end, None, span.mark) for span in draft.spans if span.mark not in known]
    return sorted((*claims, *others), key=lambda one: one[:2])


def _marked(words: str, finding: Finding | None, number_of: Mapping[int, int], tied: Tied | None) -> Piece:
    mark = tied.number.mark if tied else 0
    if finding is None:
        return Piece(words, "agreed" if tied else "unknown", url=tied.url if tied else "", mark=mark)
    recorded = finding.recorded
    url = address(recorded.figure.id, recorded.question) if recorded and finding.verdict is Verdict.AGREED else ""
    return Piece(words, finding.verdict.value, number_of.get(id(finding), 0), url, mark)


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


def written(draft: Draft, text: str, *, is_demo: bool) -> bytes:
    """The text on the standard's page: the title in its middle, each line a paragraph (GB/T 9704)."""
    made = paper.blank(title=clean(draft.title), author="")
    paper.number_pages(made.sections[0])
    if is_demo:
        paper.mark_demo(made.sections[0])
    head = made.add_paragraph()
    head.alignment = paper.CENTRE
    paper.write(head, clean(draft.title), paper.TITLE, paper.SIZE_2)
    made.add_paragraph()
    for line in text.split("\n"):
        if line.strip():
            body = made.add_paragraph()
            paper.indent(body, first=2)
            paper.write(body, line.strip())
    return paper.saved(made)
