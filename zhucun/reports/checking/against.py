"""A text against the ledgers: each number that is a figure, of the day and place its sentence speaks of.

A state that was so on another day, or a period the text does not give, wants its scope; it is no contradiction.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from zhucun.lib.figure import Answer, Figure, Question, ask_many
from zhucun.lib.periods import add_months, quarter_of
from zhucun.reports.checking.claims import Claim, Reading
from zhucun.reports.checking.days import ONE_DAY, Days, as_of_in, spoken_of
from zhucun.reports.checking.findings import Finding, Recorded, Verdict, round_half_up, said
from zhucun.reports.checking.matching import Match, matches_in
from zhucun.reports.checking.written import DIGITS, Hedge, Written, plain

RULE = "ledger"
MONTHS_BACK = 12
FOREIGN = re.compile(r"(?<![各全该本我此])[一-鿿]{2}(?:镇|乡)(?![镇村贤土亲情风愁])")
WIDER = re.compile(r"[全我][县市省]")  # more than a township sees the ledgers of
COUNTY_DIGITS = 6
Answers = Mapping[tuple[str, Question], Answer]


@dataclass(frozen=True)
class Asked:
    """One number with the questions that may be meant: one where the text says of when it speaks, else several."""

    match: Match
    days: Days | None
    questions: tuple[Question, ...]

    @property
    def figure(self) -> Figure:
        return self.match.figure


def check(reading: Reading, question: Question, places: Mapping[str, str]) -> Iterator[Finding]:
    """`question` says who asks, for which territory, of which day the text is; `places` are names → codes below it."""
    asked = [one for match in matches_in(reading) if (one := _asked(match, question, places)) is not None]
    right, answers = _agreeing(asked)
    others = (
        replace(one.match, figure=each) for one in asked if one.match.claim not in right for each in one.match.others
    )
    right_of_others, _ = _agreeing([one for match in others if (one := _asked(match, question, places)) is not None])
    right = right_of_others | right
    yield from right.values()
    yield from _judged([one for one in asked if one.match.claim not in right], answers)


def _agreeing(asked: Sequence[Asked]) -> tuple[dict[Claim, Finding], Answers]:
    """What the ledgers bear out, and all that they said."""
    answers = _answers(pair for one in asked for pair in _pairs(one))
    found: dict[Claim, Finding] = {}
    for one in asked:
        right = next((each for each in one.questions if _agrees(one, answers[one.figure.id, each])), None)
        if right is not None:
            sentence = f"{said((one.match.claim,))}和台账一致。"
            found.setdefault(one.match.claim, _finding(Verdict.AGREED, one, right, answers, sentence))
    return found, answers


def _pairs(one: Asked) -> Iterator[tuple[str, Question]]:
    return ((one.figure.id, question) for question in one.questions)


def _answers(pairs: Iterable[tuple[str, Question]]) -> Answers:
    """What is asked of the same day and place is asked at once."""
    by_question: dict[Question, set[str]] = defaultdict(set)
    for figure_id, question in pairs:
        by_question[question].add(figure_id)
    return {
        (figure_id, question): answer
        for question, ids in by_question.items()
        for figure_id, answer in ask_many(sorted(ids), question).items()
    }


def _asked(match: Match, question: Question, places: Mapping[str, str]) -> Asked | None:
    words = match.claim.opening + match.claim.after
    scope = _scope_of(words, question.scope, places)
    if scope is None:
        return None
    question = question.within(scope)
    if not match.figure.has_period:
        return Asked(match, None, (question.on(as_of_in(match.claim.opening, question.as_of) or question.as_of),))
    days = spoken_of(match.claim.opening, question.as_of)
    if days is not None and not days.has_no_start:
        return Asked(match, days, tuple(_over(question, since, until) for since, until in days.spans))
    return Asked(match, days, tuple(_usual(question)))


def _scope_of(words: str, whole: str, places: Mapping[str, str]) -> str | None:
    """The place last named; None of one that is not ours."""
    named = [(words.rfind(name), len(name), name) for name in places if name in words]
    if not named and len(whole) > COUNTY_DIGITS and WIDER.search(words):
        return None
    foreign = [hit for hit in FOREIGN.finditer(words) if not any(hit[0].endswith(name) for name in places)]
    if foreign and not any(at > foreign[-1].start() for at, _, _ in named):
        return None
    return places[max(named)[2]] if named else whole


def _over(question: Question, since: date, until: date) -> Question:
    return replace(question, since=since, until=min(until, question.as_of + ONE_DAY))


def _usual(question: Question) -> Iterator[Question]:
    """What may be meant where no period is written: this year, a year, this quarter, the months of a monthly report."""
    day = question.as_of
    yield _over(question, date(day.year, 1, 1), day + ONE_DAY)
    yield _over(question, add_months(day.replace(day=1), -12), day + ONE_DAY)
    yield _over(question, quarter_of(day).since, day + ONE_DAY)
    yield _over(question, add_months(day.replace(day=1), -1), day.replace(day=1))
    yield _over(question, day.replace(day=1), day + ONE_DAY)


def _agrees(one: Asked, answer: Answer) -> bool:
    exact = one.figure.exact(answer)
    return exact is not None and one.match.claim.number.bounds.holds(exact)


def _judged(wrong: list[Asked], answers: Answers) -> Iterator[Finding]:
    states = [one for one in wrong if not one.figure.has_period]
    others = {one.match.claim: list(_other_days(one.questions[0])) for one in states}
    then = _answers((one.figure.id, question) for one in states for question in others[one.match.claim])
    for one in wrong:
        asked = one.questions[0]
        was = next((each for each in others.get(one.match.claim, ()) if _agrees(one, then[one.figure.id, each])), None)
        if was is not None:
            told = f"{asked.as_of:%Y-%m-%d} 台账是 {_value(one.figure, answers[one.figure.id, asked])}"
            sentence = f"{said((one.match.claim,))}是 {was.as_of:%Y-%m-%d} 的数，{told}。请写明截止哪天。"
            finding = _finding(Verdict.NEEDS_SCOPE, one, was, then, sentence)
            yield _with_instead(finding, one, answers[one.figure.id, asked])
        elif one.match.is_whole or _is_more(one, answers[one.figure.id, asked]):
            yield _not_so(one, asked, answers)


def _is_more(one: Asked, answer: Answer) -> bool:
    """A part may be any smaller number; a greater one is none."""
    exact, low = one.figure.exact(answer), one.match.claim.number.bounds.low
    return exact is not None and low is not None and low > exact


def _other_days(question: Question) -> Iterator[Question]:
    """The ends of the months before: the days of which reports tell."""
    first = question.as_of.replace(day=1)
    for back in range(MONTHS_BACK):
        yield question.on(add_months(first, -back) - ONE_DAY)


def _not_so(one: Asked, asked: Question, answers: Answers) -> Finding:
    value = _value(one.figure, answers[one.figure.id, asked])
    claim = said((one.match.claim,))
    if one.figure.has_period and (one.days is None or one.days.has_no_start):
        why = f"只说“{one.days.said}”，没有起点" if one.days else "没有写从哪天算"
        sentence = f"{claim}{why}；今年以来台账是 {value}。请写明起止。"
        return _finding(Verdict.NEEDS_SCOPE, one, asked, answers, sentence)
    if not one.match.is_whole:
        sentence = f"台账里“{one.figure.label}”是 {value}，{claim}比它多。请写明是哪个口径。"
        return _finding(Verdict.NEEDS_SCOPE, one, asked, answers, sentence)
    finding = _finding(Verdict.CONTRADICTED, one, asked, answers, f"{claim}和台账不符：台账是 {value}。")
    return _with_instead(finding, one, answers[one.figure.id, asked])


def _with_instead(finding: Finding, one: Asked, answer: Answer) -> Finding:
    exact = one.figure.exact(answer)
    if exact is None or finding.recorded is None:
        return finding
    instead = as_printed(one.match.claim.number, exact)
    return replace(finding, recorded=replace(finding.recorded, instead=instead))


def as_printed(number: Written, exact: Fraction) -> str:
    """Another value in the number's own manner: decimals, 万, unit; nothing of a hedged or a spelled one."""
    if number.hedge is not Hedge.NONE or (digits := re.search(DIGITS, plain(number.said))) is None:
        return ""
    decimals = len(digits[0].partition(".")[2])
    whole, rest = divmod(round_half_up(exact / number.multiple * 10**decimals), 10**decimals)
    written = f"{whole}.{rest:0{decimals}}" if decimals else str(whole)
    return number.said[: digits.start()] + written + number.said[digits.end() :]


def _finding(verdict: Verdict, one: Asked, asked: Question, answers: Answers, sentence: str) -> Finding:
    answer = answers[one.figure.id, asked]
    shown = _value(one.figure, answer)
    divided = f"{answer.numerator}÷{answer.denominator}＝" if one.figure.in_hundredths and answer.denominator else ""
    sums = f"{one.figure.label} {_asked_of(one.figure, asked)}：{divided}{shown}"
    return Finding(verdict, RULE, (one.match.claim,), sentence, sums, Recorded(one.figure, asked, shown))


def _asked_of(figure: Figure, question: Question) -> str:
    if not figure.has_period:
        return f"截止 {question.as_of:%Y-%m-%d}"
    return f"{question.period.since:%Y-%m-%d} 至 {question.period.until - timedelta(days=1):%Y-%m-%d}"


def _value(figure: Figure, answer: Answer) -> str:
    return f"{figure.shown(answer.value)}{'' if answer.value is None else figure.unit}"


def unmatched(reading: Reading, findings: Iterable[Finding]) -> list[Claim]:
    """What no ledger was asked of."""
    judged = {claim for finding in findings if finding.rule == RULE for claim in finding.claims}
    return [claim for claim in reading.claims if claim not in judged]
