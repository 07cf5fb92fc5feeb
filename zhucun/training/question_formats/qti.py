"""QTI 2.1 items with one choice interaction, alone or in a package. Pure."""

from collections.abc import Iterable

from lxml import etree

from zhucun.sheets.xml import parsed
from zhucun.training.question_formats.xml import all_text, name_of
from zhucun.training.reading_questions.drafts import MULTIPLE, SHORT, SINGLE, Draft, Found
from zhucun.training.reading_questions.lines import one_line


def read_items(files: Iterable[bytes]) -> Found:
    drafts: list[Draft] = []
    for data in files:
        items = [one for one in parsed(data).iter() if name_of(one) == "assessmentItem"]
        drafts += [_draft(len(drafts) + at, item) for at, item in enumerate(items, start=1)]
    return Found(drafts, [])


def _all(item: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in item.iter() if name_of(one) == name]


def _draft(number: int, item: etree._Element) -> Draft:
    interactions = _all(item, "choiceInteraction")
    if len(interactions) != 1:
        body = next(iter(_all(item, "itemBody")), None)
        return Draft(
            str(number), SHORT, all_text(body) or item.get("title", ""), doubts=("不是一道选择题，没有取答案",)
        )
    interaction = interactions[0]
    choices = _all(interaction, "simpleChoice")
    right = _right(item, interaction.get("responseIdentifier", ""))
    key = tuple(at for at, one in enumerate(choices) if one.get("identifier") in right)
    kind = SINGLE if interaction.get("maxChoices", "1") == "1" else MULTIPLE
    doubts = (
        () if key and (kind == MULTIPLE or len(key) == 1) else ("没有写哪个对",) if not key else ("单选题有几个答案",)
    )
    return Draft(
        str(number), kind, _stem(item, interaction), tuple(all_text(one) for one in choices), key, doubts=doubts
    )


def _right(item: etree._Element, identifier: str) -> set[str]:
    declared = [one for one in _all(item, "responseDeclaration") if one.get("identifier") == identifier]
    return {
        all_text(value) for one in declared for right in _all(one, "correctResponse") for value in _all(right, "value")
    }


def _stem(item: etree._Element, interaction: etree._Element) -> str:
    """What stands before the choices, and the prompt."""
    chosen = set(interaction.iter())
    body = next(iter(_all(item, "itemBody")), item)
    told = [one.text or "" for one in body.iter() if one not in chosen and isinstance(one.tag, str)]
    tails = [one.tail or "" for one in body.iter() if one not in chosen and one is not body]
    prompts = [all_text(one) for one in _all(interaction, "prompt")]
    return one_line(" ".join(filter(None, (part.strip() for part in [*told, *tails, *prompts]))))
