"""Moodle XML in and out. Kinds the bank does not have come in as doubtful, with the reason. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

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

WHOLE = 100.0
TYPES = {SINGLE: "multichoice", MULTIPLE: "multichoice", TRUE_FALSE: "truefalse", FILL_IN: "shortanswer"}


def read_quiz(root: etree._Element) -> Found:
    topic = ""
    drafts: list[Draft] = []
    for question in root.iter("question"):
        if question.get("type") == "category":
            topic = _text(question, "category").rpartition("/")[2]
        else:
            drafts.append(replace(_draft(len(drafts) + 1, question), topic=topic))
    return Found(drafts, [])


def _draft(number: int, question: etree._Element) -> Draft:
    stem = _text(question, "questiontext")
    draft = Draft(str(number), SHORT, stem, explanation=_text(question, "generalfeedback"))
    read = {"multichoice": _chosen, "truefalse": _true_false, "shortanswer": _filled, "numerical": _filled}
    kind = question.get("type") or ""
    if kind == "essay":
        told = _text(question, "graderinfo")
        return replace(draft, key=((told,),)) if told else replace(draft, doubts=("没有参考答案",))
    return read[kind](draft, question) if kind in read else replace(draft, doubts=(f"题库里没有“{kind}”这一种",))


def _text(element: etree._Element, path: str) -> str:
    found = element.find(f"{path}/text")
    return without_html(found.text or "") if found is not None else ""


def _answers(question: etree._Element) -> list[tuple[str, float]]:
    found = question.findall("answer")
    return [(without_html(one.findtext("text") or ""), _fraction(one)) for one in found]


def _fraction(answer: etree._Element) -> float:
    try:
        return float(answer.get("fraction") or 0)
    except ValueError:
        return 0.0


def _chosen(draft: Draft, question: etree._Element) -> Draft:
    answers = _answers(question)
    is_single = (question.findtext("single") or "true").strip() in ("true", "1")
    right = tuple(at for at, (_, fraction) in enumerate(answers) if fraction > 0)
    options = tuple(text for text, _ in answers)
    made = replace(draft, kind=SINGLE if is_single else MULTIPLE, options=options, key=right)
    return replace(made, doubts=tuple(_doubts(made, answers)))


def _doubts(draft: Draft, answers: list[tuple[str, float]]) -> Iterator[str]:
    if not draft.key:
        yield "没有写哪个对"
    elif draft.kind == SINGLE and (len(draft.key) > 1 or answers[draft.key[0]][1] < WHOLE):
        yield "单选题有几个给部分分的答案"


def _true_false(draft: Draft, question: etree._Element) -> Draft:
    right = [text.lower() for text, fraction in _answers(question) if fraction > 0]
    made = replace(draft, kind=TRUE_FALSE, options=TRUE_FALSE_OPTIONS)
    if right not in (["true"], ["false"]):
        return replace(made, doubts=("没有写是对还是错",))
    return replace(made, key=(0 if right == ["true"] else 1,))


def _filled(draft: Draft, question: etree._Element) -> Draft:
    answers = _answers(question)
    whole = tuple(text for text, fraction in answers if fraction >= WHOLE)
    stem = draft.stem if "__" in draft.stem else f"{draft.stem} {BLANK}"
    about = ["有只给部分分的答案，没有取"] if any(0 < fraction < WHOLE for _, fraction in answers) else []
    if any(text.strip() == "*" or "*" in text for text in whole):
        return replace(draft, kind=FILL_IN, stem=stem, doubts=("答案里有通配符 *，请写出来",))
    about += [] if whole else ["没有写答案"]
    return replace(draft, kind=FILL_IN, stem=stem, key=parted(stem, whole) if whole else (), doubts=tuple(about))


def write_quiz(drafts: Iterable[Draft]) -> bytes:
    root, topic = etree.Element("quiz"), ""
    for draft in drafts:
        if draft.topic != topic:
            topic = draft.topic
            _say(etree.SubElement(root, "question", type="category"), "category", f"$course$/{topic}")
        root.append(_written(draft))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _say(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, name, **attributes)
    etree.SubElement(made, "text").text = text
    return made


def _written(draft: Draft) -> etree._Element:
    question = etree.Element("question", type=TYPES.get(draft.kind, "essay"))
    _say(question, "name", draft.number)
    _say(question, "questiontext", draft.stem, format="plain_text")
    _say(question, "generalfeedback", draft.explanation, format="plain_text")
    if draft.kind == SHORT:
        _say(question, "graderinfo", draft.key[0][0] if draft.key else "", format="plain_text")
    if draft.kind in (SINGLE, MULTIPLE):
        etree.SubElement(question, "single").text = "true" if draft.kind == SINGLE else "false"
    for text, fraction in _shares(draft):
        _say(question, "answer", text, fraction=fraction, format="plain_text")
    return question


def _shares(draft: Draft) -> Iterator[tuple[str, str]]:
    if draft.kind == TRUE_FALSE:
        yield from (("true", "100" if draft.key == (0,) else "0"), ("false", "0" if draft.key == (0,) else "100"))
    elif draft.kind == FILL_IN:
        yield from ((one, "100") for one in joined(draft.key))
    elif draft.kind in (SINGLE, MULTIPLE):
        each = f"{WHOLE / len(draft.key):.5f}".rstrip("0").rstrip(".") if draft.key else "0"
        wrong = "-100" if draft.kind == MULTIPLE else "0"
        yield from ((one, each if at in draft.key else wrong) for at, one in enumerate(draft.options))
