"""What a circular says: a draft's text is made of its lines, what was issued is read back word for word."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from zhucun.acts.scope import within_prefixes
from zhucun.oversight.circulars.models import CircularLine, InspectionCircular
from zhucun.oversight.circulars.rules import TOWNSHIP_DIGITS, Naming
from zhucun.oversight.letters.writing import hash_of
from zhucun.oversight.onsite.models import SiteVisit
from zhucun.papers.letter import Layout, Letter, Paragraph
from zhucun.policy.inspection_values import ProblemKind

CLOSING = "请有关乡镇和单位对照以上问题抓好整改。已经整改交办的，按交办的期限反馈，不另报整改材料。"
Text = list[list[object]]


def in_order(lines: Iterable[CircularLine], kinds: Sequence[ProblemKind]) -> list[tuple[str, list[CircularLine]]]:
    """By kind in the policy's order; within a kind in the fixed order of townships, by place, nobody first or last."""
    place = {one.key: at for at, one in enumerate(kinds)}
    ordered = sorted(lines, key=lambda line: place.get(line.kind, len(place)))
    return [(label, list(found)) for label, found in groupby(ordered, key=lambda line: line.kind_label)]


def lines_of(circular: InspectionCircular) -> list[CircularLine]:
    rows = circular.lines.select_related(*CircularLine.NAMED_WITH).in_order_of_places()
    return list(rows.order_by("township_position", "place_code", "found_on", "pk"))


def where(line: CircularLine, naming: str) -> str:
    """东岭镇石坪村（后盾单位县档案馆）; as far as the county names."""
    if naming == Naming.TOWNSHIP:
        return line.township_name
    behind = f"（后盾单位{line.unit.name}）" if naming == Naming.UNIT and line.unit else ""
    return f"{line.place_name}{behind}"


def opening_of(circular: InspectionCircular) -> str:
    """6月20日至7月8日，县督查组到4个乡镇，督查了6支驻村工作队; counted from the records of these days."""
    since, last = circular.since, circular.last_on
    rows = SiteVisit.objects.standing().filter(within_prefixes("place_code", [circular.county_code]))
    seen = list(rows.filter(visited_on__range=(since, last)).values_list("place_code", "team"))
    days = _day(since) if since == last else f"{_day(since)}至{_day(last)}"
    if not seen:
        return f"{days}，县里对驻村帮扶工作进行了督查。现将有关情况通报如下。"
    townships, teams = len({code[:TOWNSHIP_DIGITS] for code, _ in seen}), len({team for _, team in seen})
    return f"{days}，县督查组到{townships}个乡镇，督查了{teams}支驻村工作队。现将有关情况通报如下。"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def paragraphs_of(
    circular: InspectionCircular, lines: Sequence[CircularLine], kinds: Sequence[ProblemKind]
) -> list[Paragraph]:
    found = [Paragraph(circular.opening or opening_of(circular))]
    if praised := [one.strip() for one in circular.praised.splitlines() if one.strip()]:
        found.append(Paragraph(heading="做得好的", level=1))
        found += [Paragraph(one) for one in praised]
    found.append(Paragraph(heading="发现的问题", level=1))
    for label, group in in_order(lines, kinds):
        found.append(Paragraph(heading=label, level=2))
        level = 3 if len(group) > 1 else 0  # one alone bears no number
        found += [Paragraph(f"{where(line, circular.naming)}：{line.text}。", level=level) for line in group]
    return [*found, Paragraph(heading="整改要求", level=1), Paragraph(circular.closing or CLOSING)]


def kept(paragraphs: Sequence[Paragraph]) -> Text:
    return [[one.text, one.level, one.heading] for one in paragraphs]


def letter_of(circular: InspectionCircular, kinds: Sequence[ProblemKind], sender: str, *, is_demo: bool) -> Letter:
    """As it prints; a draft without what was left out."""
    if circular.issued_text:
        paragraphs = [Paragraph(text, level, heading) for text, level, heading in circular.issued_text]
    else:
        paragraphs = paragraphs_of(circular, [one for one in lines_of(circular) if one.outcome != "left_out"], kinds)
    day = circular.issued_on
    return Letter(
        sender=sender,
        recipient=circular.recipient,
        title=circular.title,
        paragraphs=tuple(paragraphs),
        layout=Layout.RED_HEAD,
        number=circular.document,
        signed_on=day,
        printed_by=sender if day else "",
        printed_on=day,
        is_demo=is_demo,
    )


def length_of(letter: Letter) -> int:
    """In characters, as the limit on long papers counts them (R-DOC-29)."""
    return sum(len("".join(f"{number}{one.heading}{one.text}".split())) for number, one in letter.numbered())


def digest(circular: InspectionCircular, text: Text) -> str:
    return hash_of(circular.recipient, circular.title, text)
