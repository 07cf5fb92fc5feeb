"""What a letter says: a draft's text is made of its items, what was issued is read back word for word."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import DeadlineClass, Source
from zhucun.papers.letter import Letter, Paragraph
from zhucun.policy.inspection_values import Rectification
from zhucun.policy.issuing import issuer_of

CLOSING = "收函后请先签收；有异议的，写明事实。整改情况由乡镇签署意见，报我办复核，改到位的销号，没有改到位的退回再改。"
FOUND_BY = {
    Source.INSPECTION: "督查发现",
    Source.CIRCULAR: "督查通报指出",
    Source.ASSESSMENT: "考核发现",
    Source.PETITION: "收到反映",
    Source.OTHER: "发现",
}
LEADS = {DeadlineClass.NOW: "立行立改，"}
Items = Sequence[RectificationItem]


def opening_of(letter: RectificationLetter, items: Items) -> str:
    """6月30日，县督查组到你单位驻村帮扶的云台镇枫木冲村督查，发现2项问题。现交办如下："""
    places = list(dict.fromkeys(item.place_name for item in items))
    first = places[0].removeprefix(letter.addressee)
    where = first if len(places) == 1 else f"{first}等{len(places)}个村"
    whose = "你镇" if letter.township_code else "你单位驻村帮扶的"
    sources, days = {Source(item.source) for item in items}, {item.found_on for item in items}
    day = days.pop() if len(days) == 1 else None
    if sources == {Source.INSPECTION} and day and len(places) == 1:
        who, did = ("县督查组", "督查") if any(_was_of_a_group(item) for item in items) else ("我办", "查看")
        return f"{day.month}月{day.day}日，{who}到{whose}{where}{did}，发现{len(items)}项问题。现交办如下："
    how = FOUND_BY[sources.pop()] if len(sources) == 1 else "发现"
    return f"近期，县里{how}{whose}{where}有{len(items)}项问题。现交办如下："


def _was_of_a_group(item: RectificationItem) -> bool:
    """Whether a 督查组 went there, and not the office itself without a lot."""
    visit = item.finding.visit if item.finding else None
    return visit is None or bool(visit.group_name or visit.drawn_id)


def paragraphs_of(letter: RectificationLetter, items: Items, days: Rectification) -> list[tuple[str, int]]:
    """(Text, level) of each."""
    [(usual, _)] = Counter(item.deadline_class for item in items).most_common(1)
    one_place = len({item.place_name for item in items}) == 1
    return [
        (letter.opening or opening_of(letter, items), 0),
        *((_line(item, days, usual, one_place=one_place), 1) for item in items),
        (_asked(items, days, usual) + (letter.closing or CLOSING), 0),
    ]


def _asked(items: Items, days: Rectification, usual: str) -> str:
    """The deadline of most; those that differ say their own."""
    besides = "，另有注明的从其注明" if len({item.deadline_class for item in items}) > 1 else ""
    within = rules.days_in_words(usual, days)
    return f"以上问题，请{LEADS.get(DeadlineClass(usual), '')}于本函印发之日起{within}内整改到位并反馈{besides}。"


def _line(item: RectificationItem, days: Rectification, usual: str, *, one_place: bool) -> str:
    where = "" if one_place else f"{item.place_name}："
    repeated = "（再次发现）" if getattr(item, "is_repeat", False) else ""
    said = [f"{where}{item.problem}{repeated}", item.requirement, item.duty_holder and f"责任人：{item.duty_holder}"]
    if item.deadline_class != usual:
        kind = DeadlineClass(item.deadline_class)
        said.append(f"{LEADS.get(kind, '')}印发之日起{rules.days_in_words(kind, days)}内改到位")
    return "".join(f"{one}。" for one in said if one)


def letter_of(letter: RectificationLetter, items: Items, days: Rectification, sender: str, *, is_demo: bool) -> Letter:
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


def shown(letter: RectificationLetter, days: Rectification, actor: Actor) -> Letter:
    """As it prints, for the page and for Word."""
    items = list(letter.items.with_repeats().select_related("finding__visit").order_by("position"))
    sender = issuer_of(letter.issue.county_code, actor, letter.issued_on)
    return letter_of(letter, items, days, sender, is_demo=actor.is_demo)
