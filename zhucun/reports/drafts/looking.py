"""A draft looked through: its text in pieces, a card for each finding, what was left as it is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Figure, Question, ask_many
from zhucun.papers.report import LEVELS, LONGEST_HEADING
from zhucun.reports.checking import against
from zhucun.reports.checking.against import COUNTY_DIGITS, WIDER
from zhucun.reports.checking.asking import looked_through_by
from zhucun.reports.checking.claims import Claim
from zhucun.reports.checking.documents import Correction
from zhucun.reports.checking.findings import Finding, Recorded, Verdict, said
from zhucun.reports.checking.reporting import ORDER, Checked, looked_through
from zhucun.reports.drafts import slots
from zhucun.reports.drafts.models import LONGEST_SENTENCE, Dismissal, Draft
from zhucun.reports.drafts.tied import Tied, Told, told
from zhucun.reports.rules import SEE
from zhucun.web.figures import address

TIED = "tied"  # the rule of findings that a number is one of the ledgers'
SHOWN_SUMS = 3


@dataclass(frozen=True)
class Card:
    """Findings about one thing, the ledgers' before the text's own; `fix` is what one press puts in its place."""

    findings: tuple[Finding, ...]
    number: int = 0
    url: str = ""
    fix: Correction | None = None
    was: str = ""
    today: str = ""  # the sum behind what is put in its place, where the finding tells of another day

    @property
    def alike_count(self) -> int:
        """What nothing agrees with and only a coincidence marks."""
        alike = {claim for claim, card in self.card_of.items() if card.verdict is Verdict.COINCIDENCE}
        return sum(claim in alike and not self.is_agreed(claim, mark) for _, _, claim, mark in self.numbers)

    @property
    def sums(self) -> str:
        return self.today or self.finding.arithmetic

    @property
    def finding(self) -> Finding:
        return self.findings[0]

    @property
    def verdict(self) -> Verdict:
        return min((one.verdict for one in self.findings), key=ORDER.index)

    @property
    def title(self) -> str:
        """What it should be, where that can just be said."""
        recorded = self.finding.recorded
        if self.verdict is Verdict.CONTRADICTED and recorded and recorded.instead:
            return f"{self.finding.claims[0].number.said.strip()} 应为 {recorded.instead.strip()}"
        return self.finding.sentence

    @property
    def is_of_another_day(self) -> bool:
        """The ledgers had this number once; the text itself says that it is not of that day."""
        return self.verdict is Verdict.CONTRADICTED and self.finding.verdict is Verdict.NEEDS_SCOPE

    @property
    def notes(self) -> list[str]:
        """What else there is to say: the sentence where the title is another, what the text itself says against it."""
        first = [] if self.title == self.finding.sentence else [self.finding.sentence]
        return first + [f"{one.sentence}{one.arithmetic}。" for one in self.findings[1:]]

    @property
    def says(self) -> str:
        """By which it is known again, wherever it stands."""
        return self.finding.sentence[:LONGEST_SENTENCE]


@dataclass(frozen=True)
class Piece:
    """Words, or a number with what was found of it: `card` is that of its card, `source` opens where it is from."""

    words: str
    verdict: str = ""
    card: int = 0
    source: str = ""
    about: str = ""
    mark: int = 0  # of the number of the draft that is tied to a figure
    is_frozen: bool = False


@dataclass(frozen=True)
class Looked:
    """Everything the page says of a draft."""

    read: Told
    found: Checked
    cards: tuple[Card, ...]
    dismissed: tuple[tuple[Dismissal, bool], ...]  # with whether the finding is still there
    is_wider: bool = False

    def of(self, verdict: Verdict) -> list[Card]:
        return [card for card in self.cards if card.verdict is verdict]

    @property
    def wrong(self) -> list[Card]:
        """What contradicts, before it goes out."""
        return self.of(Verdict.CONTRADICTED)

    @property
    def needs_scope(self) -> list[Card]:
        return self.of(Verdict.NEEDS_SCOPE)

    @property
    def to_look_at(self) -> list[Card]:
        """What has a card of its own; coincidences stand at the foot."""
        return [card for card in self.cards if card.verdict is not Verdict.COINCIDENCE]

    @property
    def coincidences(self) -> list[Card]:
        return self.of(Verdict.COINCIDENCE)

    @cached_property
    def numbers(self) -> list[tuple[int, int, Claim | None, int]]:
        return _numbers(self.found, self.read)

    @cached_property
    def card_of(self) -> dict[Claim, Card]:
        """The card that marks a number: not one that is right where another of the finding is wrong, and where all are
        right and still do not go together the last."""
        right = {claim for one in self.found.agreed if one.rule in (against.RULE, TIED) for claim in one.claims}
        found: dict[Claim, Card] = {}
        for card in self.cards:
            for finding in card.findings:
                marked = [one for one in finding.claims if one not in right]
                if not marked and card.verdict is not Verdict.COINCIDENCE:
                    marked = [finding.claims[-1]]
                for claim in marked:
                    found.setdefault(claim, card)
        return found

    @cached_property
    def agreed(self) -> dict[Claim, Finding]:
        """Each number that something agrees with, the ledgers before the text itself."""
        found: dict[Claim, Finding] = {}
        for one in sorted(self.found.agreed, key=lambda one: one.rule not in (against.RULE, TIED)):
            for claim in one.claims:
                found.setdefault(claim, one)
        return found

    @property
    def agreed_count(self) -> int:
        marked = {claim for claim, card in self.card_of.items() if card.verdict is not Verdict.COINCIDENCE}
        return sum(self.is_agreed(claim, mark) and claim not in marked for _, _, claim, mark in self.numbers)

    def is_agreed(self, claim: Claim | None, mark: int) -> bool:
        return bool(mark) or claim in self.agreed

    @property
    def unknown_count(self) -> int:
        return sum(not self.is_agreed(c, mark) and c not in self.card_of for _, _, c, mark in self.numbers)

    @property
    def alike_count(self) -> int:
        """What nothing agrees with and only a coincidence marks."""
        alike = {claim for claim, card in self.card_of.items() if card.verdict is Verdict.COINCIDENCE}
        return sum(claim in alike and not self.is_agreed(claim, mark) for _, _, claim, mark in self.numbers)

    @property
    def sums(self) -> list[Finding]:
        """What of the text adds up or divides as it says."""
        return [one for one in self.found.agreed if one.rule not in (against.RULE, TIED)]

    @property
    def some_sums(self) -> list[Finding]:
        return self.sums[:SHOWN_SUMS]

    @property
    def tied_count(self) -> int:
        return len(self.read.spans)


def looked(draft: Draft, actor: Actor) -> Looked:
    read = told(draft, actor)
    found = checked(read, actor)
    kept = list(draft.dismissals.filter(dropped_at__isnull=True).order_by("pk"))
    left = {one.says for one in kept}
    cards = [card for card in _cards(found) if card.verdict is not Verdict.AGREED]
    there = {card.says for card in cards}
    todays = _sums_of_the_day([card for card in cards if card.is_of_another_day], draft, actor)
    shown = tuple(
        _ready(replace(card, number=number, today=todays.get(card.says, "")), read)
        for number, card in enumerate((card for card in cards if card.says not in left), 1)
    )
    return Looked(read, found, shown, tuple((one, one.says in there) for one in kept), is_wider(read, actor))


def checked(draft: Told, actor: Actor) -> Checked:
    """What is tied to the ledgers agrees with them by what it is; the rest of the text may still contradict it."""
    wider = is_wider(draft, actor)
    found = looked_through(draft.text, None, {}) if wider else looked_through_by(actor, draft.text, draft.draft.as_of)
    claims = _tied_claims(draft, found)
    if not claims:
        return found
    others = [one for one in found.findings if not _is_settled(one, claims)]
    agreed = [_tied(claim, draft.tied[mark]) for claim, mark in claims.items()]
    findings = sorted((*others, *agreed), key=lambda one: (one.begins, ORDER.index(one.verdict), one.rule))
    return Checked(found.reading, tuple(findings), found.has_ledger)


def _is_settled(finding: Finding, tied: Mapping[Claim, int]) -> bool:
    """The ledgers have spoken; two numbers of theirs that are equal were not copied one from the other."""
    if finding.verdict is Verdict.COINCIDENCE:
        return all(claim in tied for claim in finding.claims)
    return finding.rule == against.RULE and finding.claims[0] in tied


def is_wider(draft: Told, actor: Actor) -> bool:
    """It tells of a county whose ledgers its reader sees a part of: they would contradict all of it."""
    reach = actor.scope(SEE).place
    return bool(reach) and min(map(len, reach)) > COUNTY_DIGITS and WIDER.search(draft.draft.title) is not None


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


# ── cards ──


def _cards(found: Checked) -> list[Card]:
    """One a finding; where the ledgers have another number, what the text itself says against it stands beneath."""
    others = [one for one in found.open if one.rule == against.RULE and one.recorded and one.recorded.instead]
    host = {one.claims[0]: one for one in others}
    beneath: dict[int, list[Finding]] = {id(one): [] for one in others}
    alone = []
    for one in found.open:
        at = next((host[claim] for claim in one.claims if claim in host), None) if id(one) not in beneath else None
        if at is not None and one.verdict is Verdict.CONTRADICTED:
            beneath[id(at)].append(one)
        else:
            alone.append(one)
    cards = [Card((one, *beneath.get(id(one), ()))) for one in alone]
    return sorted(cards, key=lambda card: (ORDER.index(card.verdict), card.finding.begins))


def _sums_of_the_day(cards: list[Card], draft: Draft, actor: Actor) -> dict[str, str]:
    """Finding → 213÷496＝42.94%, of the draft's own day."""
    asked: dict[str, dict[str, Figure]] = defaultdict(dict)
    for card in cards:
        if recorded := card.finding.recorded:
            asked[recorded.question.scope][card.says] = recorded.figure
    found = {}
    for scope, figures in asked.items():
        answers = ask_many({one.id for one in figures.values()}, Question(actor, scope, draft.as_of))
        for says, figure in figures.items():
            answer = answers[figure.id]
            divided = f"{answer.numerator}÷{answer.denominator}＝" if answer.denominator else ""
            found[says] = f"{figure.label}：{divided}{figure.shown(answer.value)}{figure.unit}"
    return found


def _ready(card: Card, draft: Told) -> Card:
    """What is put in place of the number is said by its place in the text as it is kept."""
    recorded, number = card.finding.recorded, card.finding.claims[0].number
    url = address(recorded.figure.id, recorded.question) if recorded else ""
    if not recorded or not recorded.instead:
        return replace(card, url=url, was=number.said)
    start = slots.kept_place(draft.spans, number.start)
    return replace(card, url=url, was=number.said, fix=Correction(start, start + len(number.said), recorded.instead))


# ── the text ──


@dataclass(frozen=True)
class Paragraph:
    """A line of the text; `level` is that of a heading (一、 is 1, （一） is 2), 0 of what is none."""

    pieces: tuple[Piece, ...]
    level: int = 0


def paragraphs_of(seen: Looked) -> Iterator[Paragraph]:
    """As they go to paper: without empty lines, and without a first line that says the title again."""
    said = [(one, "".join(piece.words for piece in one.pieces).strip()) for one in _lines_of(seen)]
    standing = [(one, words) for one, words in said if words]
    if standing and standing[0][1] == seen.read.draft.title and not any(one.verdict for one in standing[0][0].pieces):
        standing = standing[1:]
    return (one for one, _ in standing)


def _lines_of(seen: Looked) -> Iterator[Paragraph]:
    """What stands alone on its line; a number never runs over its end."""
    line: list[Piece] = []
    for piece in pieces_of(seen):
        first, *rest = piece.words.split("\n") if not piece.verdict else [piece.words]
        line.append(replace(piece, words=first))
        for words in rest:
            yield _paragraph(line)
            line = [Piece(words)]
    yield _paragraph(line)


def _paragraph(line: list[Piece]) -> Paragraph:
    words = "".join(piece.words for piece in line).strip()
    level = next((at for at, lead in enumerate(LEVELS, 1) if lead.match(words)), 0)
    return Paragraph(tuple(piece for piece in line if piece.words), level if len(words) <= LONGEST_HEADING else 0)


def pieces_of(seen: Looked) -> Iterator[Piece]:
    """The whole text in order: what stands between the numbers, and each number; one that is tied stands for itself."""
    at, text = 0, seen.found.reading.text
    for start, end, claim, mark in seen.numbers:
        yield Piece(text[at:start])
        yield _marked(text[start:end], start, claim, seen, mark)
        at = end
    yield Piece(text[at:])


def _numbers(found: Checked, draft: Told) -> list[tuple[int, int, Claim | None, int]]:
    """Claims, and tied numbers that are none, by where they stand."""
    marks = _tied_claims(draft, found)
    known = set(marks.values())
    claims = [(one.number.start, one.number.end, one, marks.get(one, 0)) for one in found.reading.claims]
    others = [(span.start, span.end, None, span.mark) for span in draft.spans if span.mark not in known]
    return sorted((*claims, *others), key=lambda one: one[:2])


def _marked(words: str, start: int, claim: Claim | None, seen: Looked, mark: int) -> Piece:
    tied = seen.read.tied.get(mark)
    card = seen.card_of.get(claim) if claim else None
    agreed = seen.agreed.get(claim) if claim else None
    verdict = card.verdict if card else Verdict.AGREED if agreed or tied else None
    return Piece(
        words,
        verdict.value if verdict else "unknown",
        card.number if card else 0,
        _source(words, start, agreed, seen.read, mark),
        _about(agreed, tied),
        mark,
        bool(tied and tied.number.is_frozen),
    )


def _source(words: str, start: int, agreed: Finding | None, draft: Told, mark: int) -> str:
    """What the page is asked to say where a number comes from."""
    if mark:
        return f"?{urlencode({'mark': mark})}"
    recorded = agreed.recorded if agreed else None
    if recorded is None:
        return ""
    query = address(recorded.figure.id, recorded.question).partition("?")[2]
    place = urlencode({"figure": recorded.figure.id, "at": slots.kept_place(draft.spans, start), "was": words})
    return f"?{place}&{query}"


def _about(agreed: Finding | None, tied: Tied | None) -> str:
    """What is said of a number on hovering: its figure and day."""
    if tied is not None:
        return tied.about
    return agreed.arithmetic if agreed and agreed.recorded else ""
