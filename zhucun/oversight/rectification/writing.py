"""What a letter says: a draft's text is made of its items, what was issued is read back word for word."""

import hashlib
import json
from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.org.places.models import CountyOffice
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import About, DeadlineClass, Source
from zhucun.papers.letter import Letter, Paragraph
from zhucun.policy.inspection_values import Rectification

CLOSING = "收函后请先签收；有异议的，写明事实。整改情况由乡镇签署意见，报我办复核，改到位的销号，没有改到位的退回再改。"
FOUND_BY = {
    Source.INSPECTION: "督查发现",
    Source.CIRCULAR: "督查通报指出",
    Source.ASSESSMENT: "考核发现",
    Source.PETITION: "群众反映",
    Source.OTHER: "发现",
}


def opening_of(letter: RectificationLetter, items: Sequence[RectificationItem]) -> str:
    """县里近期督查发现你单位帮扶的云台镇枫木冲村有2项问题。"""
    places = list(dict.fromkeys(item.place_name for item in items))
    where = places[0] if len(places) == 1 else f"{places[0]}等{len(places)}个村"
    how = FOUND_BY[Source(items[0].source)] if len({item.source for item in items}) == 1 else "发现"
    whose = "你镇" if letter.township_code else _tie(items)
    return f"近期，县里{how}{whose}{where}有{len(items)}项驻村帮扶方面的问题。现交办如下，请认真整改，按期反馈。"


def _tie(items: Sequence[RectificationItem]) -> str:
    abouts = {item.about for item in items}
    return "你单位帮扶的" if abouts == {About.PAIRED} else "你单位驻村工作队所在的"


def paragraphs_of(
    letter: RectificationLetter, items: Sequence[RectificationItem], days: Rectification
) -> list[tuple[str, int]]:
    """(Text, level) of each."""
    said = [(letter.opening or opening_of(letter, items), 0)]
    said += [(_line(item, days, one_place=len({i.place_name for i in items}) == 1), 1) for item in items]
    return [*said, (letter.closing or CLOSING, 0)]


def _line(item: RectificationItem, days: Rectification, *, one_place: bool) -> str:
    where = "" if one_place else f"{item.place_name}："
    repeated = "（再次发现）" if getattr(item, "is_repeat", False) else ""
    asked = f"{item.requirement}。" if item.requirement else ""
    whose = f"责任人：{item.duty_holder}。" if item.duty_holder else ""
    kind = DeadlineClass(item.deadline_class)
    lead = "立行立改，" if kind is DeadlineClass.NOW else ""
    due = f"{lead}印发之日起{rules.days_in_words(kind, days)}内改到位并反馈。"
    return f"{where}{item.problem}{repeated}。{asked}{whose}{due}"


def letter_of(
    letter: RectificationLetter, items: Sequence[RectificationItem], days: Rectification, sender: str, *, is_demo: bool
) -> Letter:
    text = letter.issued_text or paragraphs_of(letter, items, days)
    return Letter(
        sender=sender,
        recipient=letter.addressee,
        title=letter.issue.title,
        number=letter.number,
        paragraphs=tuple(Paragraph(words, level) for words, level in text),
        signed_on=letter.issued_on,
        is_demo=is_demo,
    )


def hash_of(addressee: str, title: str, text: Sequence[Sequence[object]]) -> str:
    said = json.dumps([addressee, title, [list(one) for one in text]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def sender_of(county_code: str) -> str:
    return CountyOffice.objects.get(county__code=county_code).name


def shown(letter: RectificationLetter, days: Rectification, actor: Actor) -> Letter:
    """As it prints, for the page and for Word."""
    items = list(letter.items.with_repeats().order_by("position"))
    return letter_of(letter, items, days, sender_of(letter.issue.county_code), is_demo=actor.is_demo)
