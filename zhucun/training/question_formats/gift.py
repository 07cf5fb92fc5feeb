"""GIFT, the text form of Moodle: what a bank can hold of it comes in, the rest is said; and out again. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace

from zhucun.training.question_formats.blanks import BLANK, joined, parted
from zhucun.training.question_formats.xml import without_html
from zhucun.training.reading_questions.drafts import (
    FILL_IN,
    MULTIPLE,
    SHORT,
    SINGLE,
    TRUE_FALSE,
    TRUE_FALSE_OPTIONS,
    Draft,
    Found,
)

SPECIAL = "~=#{}:\\"
KEPT = {f"\\{sign}": chr(0xE000 + at) for at, sign in enumerate(SPECIAL)}
BACK = {held: sign[1] for sign, held in KEPT.items()}
NEWLINE = "\ue010"
ESCAPE = re.compile(r"\\[~=#{}:\\]")
ANSWERS = re.compile(r"\{(?P<told>[^{}]*)\}", re.DOTALL)
TITLE = re.compile(r"^\s*::(?P<title>.*?)::", re.DOTALL)
FORM = re.compile(r"^\s*\[(?:html|moodle|plain|markdown)\]")
ANSWER = re.compile(r"(?P<sign>[=~])(?:%(?P<share>-?\d+(?:\.\d+)?)%)?(?P<text>[^=~]*)", re.DOTALL)
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def is_gift(text: str) -> bool:
    """Answers in braces with GIFT's signs; a stray brace in a scanned sheet is none."""
    told = ANSWERS.findall(_held(text))
    return any(re.match(r"\s*(?:[=~#]|T\b|F\b|TRUE\b|FALSE\b|$)", one, re.IGNORECASE) for one in told)


def _held(text: str) -> str:
    return ESCAPE.sub(lambda found: KEPT[found.group()], text).replace("\\n", NEWLINE)


def _told(text: str) -> str:
    for held, sign in BACK.items():
        text = text.replace(held, sign)
    return text.replace(NEWLINE, "\n").strip()


def read_gift(text: str) -> Found:
    lines = [line for line in _held(text.replace("\r", "")).split("\n") if not line.lstrip().startswith("//")]
    topic = ""
    drafts: list[Draft] = []
    for chunk in re.split(r"\n\s*\n", "\n".join(lines)):
        if chunk.strip().startswith("$CATEGORY:"):
            topic, _, chunk = chunk.strip().removeprefix("$CATEGORY:").partition("\n")
            topic = topic.strip().rpartition("/")[2]
        if chunk.strip():
            drafts.append(replace(_draft(len(drafts) + 1, chunk), topic=_told(topic)))
    return Found(drafts, [])


def _draft(number: int, chunk: str) -> Draft:
    title = TITLE.match(chunk)
    body = chunk[title.end() :] if title else chunk
    is_html = bool(re.match(r"\s*\[html\]", body))
    body = FORM.sub("", body)
    answers = list(ANSWERS.finditer(body))
    shown = str(number)
    if len(answers) != 1:
        doubt = "没有答案" if not answers else "一题里有几处答案，没有取"
        return Draft(shown, SHORT, _stem(ANSWERS.sub(BLANK, body), is_html), doubts=(doubt,))
    found = answers[0]
    before, after = body[: found.start()].rstrip(), body[found.end() :].strip()
    stem = _stem(f"{before}{BLANK}{after}" if after else before, is_html)
    return _answered(Draft(shown, SHORT, stem), found["told"].strip(), bool(after))


def _stem(text: str, is_html: bool) -> str:
    told = _told(text)
    return without_html(told) if is_html else " ".join(told.split())


def _answered(draft: Draft, told: str, is_within: bool) -> Draft:
    told, _, general = told.partition("####")
    draft = replace(draft, explanation=_told(general))
    truth = TRUTHS.get(told.partition("#")[0].strip().upper())
    if truth is not None:
        return replace(draft, kind=TRUE_FALSE, options=TRUE_FALSE_OPTIONS, key=(0 if truth else 1,))
    if told.startswith("#"):
        return _number(draft, told[1:])
    answers = list(ANSWER.finditer(told))
    if not answers:
        return replace(draft, doubts=("没有参考答案",))
    if any("->" in one["text"] for one in answers):
        return replace(draft, doubts=("是连线题，题库里没有这一种",))
    if all(one["sign"] == "=" for one in answers):
        return _filled(draft, answers, is_within)
    return _chosen(draft, answers)


def _number(draft: Draft, told: str) -> Draft:
    """A number, with or without what may be off; a range is for a person."""
    plain = re.fullmatch(r"\s*=?\s*(-?\d+(?:\.\d+)?)\s*(?::\s*0*\s*)?(?:#.*)?", told, re.DOTALL)
    stem = draft.stem if BLANK in draft.stem else f"{draft.stem} {BLANK}"
    made = replace(draft, kind=FILL_IN, stem=stem)
    return replace(made, key=((plain[1],),)) if plain else replace(made, doubts=("答案是一个范围，请定一个数",))


def _filled(draft: Draft, answers: list[re.Match[str]], is_within: bool) -> Draft:
    whole = [_text(one) for one in answers if one["share"] in (None, "100")]
    partly = [one for one in answers if one["share"] not in (None, "100")]
    about = ("有只给部分分的答案，没有取",) if partly else ()
    stem = draft.stem if BLANK in draft.stem else f"{draft.stem} {BLANK}"
    return replace(draft, kind=FILL_IN, stem=stem, key=parted(stem, whole) if whole else (), doubts=about)


def _text(one: re.Match[str]) -> str:
    return " ".join(FORM.sub("", _told(one["text"].partition("#")[0])).split())


def _chosen(draft: Draft, answers: list[re.Match[str]]) -> Draft:
    right = tuple(at for at, one in enumerate(answers) if one["sign"] == "=" or _share(one) > 0)
    shares = [_share(answers[at]) for at in right if answers[at]["sign"] == "~"]
    kind = MULTIPLE if len(right) > 1 else SINGLE
    options = tuple(_text(one) for one in answers)
    unclear = kind == MULTIPLE and any(one["sign"] == "=" for one in answers)
    about = ("几个答案都算对，还是都要选，看不出来",) if unclear else ()
    if shares and len(right) == 1 and shares[0] != 100:
        about = ("答案只给部分分，没有全对的",)
    return replace(draft, kind=kind, options=options, key=right, doubts=about if right else (*about, "没有写哪个对"))


def _share(one: re.Match[str]) -> float:
    return float(one["share"] or 0)


def write_gift(drafts: Iterable[Draft]) -> str:
    return "\n\n".join(_written(one) for one in drafts) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([~=#{}:\\])", r"\\\1", text).replace("\n", "\\n")


def _written(draft: Draft) -> str:
    return f"::{draft.number}::{_escaped(draft.stem)} {{{_key(draft)}{_why(draft)}}}"


def _why(draft: Draft) -> str:
    return f"\n####{_escaped(draft.explanation)}" if draft.explanation else ""


def _key(draft: Draft) -> str:
    if draft.kind == TRUE_FALSE:
        return "TRUE" if draft.key == (0,) else "FALSE"
    if draft.kind == SINGLE:
        return "".join(f"\n{'=' if at in draft.key else '~'}{_escaped(one)}" for at, one in enumerate(draft.options))
    if draft.kind == MULTIPLE:
        return _shared(draft)
    if draft.kind == FILL_IN:
        return "".join(f"\n={_escaped(one)}" for one in joined(draft.key))
    return f"\n={_escaped(draft.key[0][0])}" if draft.key else ""


def _shared(draft: Draft) -> str:
    """Right ones share the points; a wrong one takes all of them."""
    share = f"{100 / len(draft.key):.5f}".rstrip("0").rstrip(".")
    signs = [f"~%{share}%" if at in draft.key else "~%-100%" for at in range(len(draft.options))]
    return "".join(f"\n{sign}{_escaped(one)}" for sign, one in zip(signs, draft.options, strict=True))
