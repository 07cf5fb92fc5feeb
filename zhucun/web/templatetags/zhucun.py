"""Template tags and filters: dates, shares, masked numbers, and the small marks every page is made of."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, DateField, IntegerField, Textarea, TimeField
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "icons"
WEEKDAYS = "一二三四五六日"
MEASURES = {"派": "dispatch", "训": "training", "管": "oversight", "用": "incentives", "六": "six-ones"}
STAGES = {
    "done": "check",
    "running": "clock",
    "waits": "eye",
    "soon": "alert-circle",
    "overdue": "alert-triangle",
    "todo": "dot",
}
TIPS = {"info": "info-circle", "ok": "circle-check", "warn": "alert-circle", "bad": "alert-triangle"}
BLANK = "—"


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An outline of the vendored set, drawn into the page so that it takes the colour of its words."""
    return _icon(name, size)


@cache
def _icon(name: str, size: str) -> SafeString:
    pixels = {"small": 14, "large": 22}.get(size, 18)
    return format_html(
        '<svg class="icon {}" width="{}" height="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        size or "normal",
        pixels,
        pixels,
        _strokes(name),
    )


@cache
def _strokes(name: str) -> SafeString:
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    inside = re.sub(r"(?s)^.*?<svg[^>]*>|</svg>\s*$", "", drawing)
    inside = inside.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
    return mark_safe(re.sub(r"\s*\n\s*", "", inside))


@register.simple_tag
def tile(character: str, solid: bool = False) -> SafeString:
    """The character of a measure in its colour; the name beside it is what is read aloud."""
    classes = f"tile {MEASURES.get(character, 'plain')}{' solid' if solid else ''}"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, character)


@register.simple_tag
def stage(state: str, word: str) -> SafeString:
    """Shape, word and tint together, so that it is read without colour (WCAG 1.4.1)."""
    return format_html('<span class="stage {}">{}{}</span>', state, icon(STAGES[state], "small"), word)


@register.simple_tag
def figure(value: object, unit: str = "", url: str = "") -> SafeString:
    """A number that opens its records; without a record there is no dotted line."""
    number = format_html('<a class="figure" href="{}">{}</a>', url, value) if url else format_html("<b>{}</b>", value)
    return format_html('{} <span class="unit">{}</span>', number, unit) if unit else number


@register.simple_tag
def map_dots(dots: Iterable[dict[str, Any]]) -> SafeString:
    """The teams of a cell. A county has hundreds of them, for which a template's loop takes longest of the page."""
    return format_html_join("", "{}", ((_drawn_dot(**dot),) for dot in dots))


def _drawn_dot(*, x: int, y: int, state: str, url: str, title: str) -> SafeString:
    halo = format_html('<circle class="halo" cx="{}" cy="{}" r="12"/>', x, y) if state == "unclear" else ""
    return format_html(
        '<a href="{url}" tabindex="-1" aria-label="{title}">{halo}'
        '<circle class="dot {state}" cx="{x}" cy="{y}" r="7"><title>{title}</title></circle></a>',
        url=url,
        title=title,
        halo=halo,
        state=state,
        x=x,
        y=y,
    )


@register.simple_tag
def labels(words: Iterable[object]) -> SafeString:
    return format_html_join(" ", '<span class="tag">{}</span>', ((word,) for word in words))


@register.simple_tag
def copy_text(text: str, label: str = "复制") -> SafeString:
    """A button that copies a short message for a chat group; without scripts it is not shown."""
    return format_html(
        '<button type="button" class="button small" data-zc-copy="{}" hidden>{}<span>{}</span></button>',
        text,
        icon("copy", "small"),
        label,
    )


@register.filter
def tip_kind(level: str) -> str:
    """Django calls a message's level success, warning or error; a tip has four kinds."""
    return {"success": "ok", "warning": "warn", "error": "bad", "debug": "info"}.get(level, level) or "info"


@register.filter
def tip_icon(kind: str) -> str:
    return TIPS[kind]


@register.filter
def day(value: date | None) -> str:
    """7月11日 周一."""
    on = _local_day(value)
    return f"{on.month}月{on.day}日 周{WEEKDAYS[on.weekday()]}" if on else BLANK


@register.filter
def lately(value: date, today: date) -> str:
    """7月7日; of the year before the month is enough: 去年12月."""
    if value.year == today.year:
        return f"{value.month}月{value.day}日"
    return f"去年{value.month}月" if value.year == today.year - 1 else f"{value.year}年{value.month}月"


@register.filter
def weekday(value: date) -> str:
    """The one character after 星期."""
    return WEEKDAYS[value.weekday()]


@register.filter
def moment(value: datetime | None) -> str:
    """7月11日 08:12."""
    if not value:
        return BLANK
    at = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{at.month}月{at.day}日 {at:%H:%M}"


@register.filter
def date_full(value: date | None) -> str:
    """2022-07-11."""
    on = _local_day(value)
    return on.isoformat() if on else BLANK


@register.filter
def month(value: date | None) -> str:
    """1984年3月."""
    on = _local_day(value)
    return f"{on.year}年{on.month}月" if on else BLANK


A_FORTNIGHT = 14  # days; what is due later is told by its date


@register.filter
def days_left(due: date | None, today: date) -> str:
    """Until when, as it would be said aloud; further off than a fortnight it is a date."""
    if not due:
        return ""
    days = (due - today).days
    if days < 0:
        return f"逾期 {-days} 天"
    return "今天到期" if days == 0 else f"还剩 {days} 天" if days <= A_FORTNIGHT else f"{due.month}月{due.day}日"


@register.filter
def is_overdue(due: date | None, today: date) -> bool:
    """The last day still counts as near enough to be told in red: 还剩 1 天 is what must be done now."""
    return bool(due) and (due - today).days <= 1


def _local_day(value: date | None) -> date | None:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value or None


@register.filter
def share(numerator: int, denominator: int) -> str:
    """Two decimals, half up, in whole numbers: 213 of 496 is 42.94%."""
    if not denominator:
        return BLANK
    hundredths = (20_000 * numerator + denominator) // (2 * denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


@register.filter
def masked_phone(value: str | None) -> str:
    digits = value or ""
    if not digits:
        return BLANK
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 10 else f"****{digits[-2:]}"


@register.filter
def width_class(value: int, total: int) -> str:
    """The class that is as many per cent wide; what exists is never drawn as nothing, nor a part as the whole."""
    if not total or value <= 0:
        return "w-0"
    if value >= total:
        return "w-100"
    return f"w-{min(99, max(1, (200 * value + total) // (2 * total)))}"


@register.filter
def height_class(value: int, total: int) -> str:
    return width_class(value, total).replace("w-", "h-")


@register.filter
def measure_class(character: str | None) -> str:
    return MEASURES.get(character or "", "plain")


@register.filter
def initial(name: str | None) -> str:
    """The first character of a name, for the round mark beside it."""
    return (name or "")[:1]


@register.filter
def most(items: Sequence[Any], key: str) -> int:
    """The largest value among bars: the one drawn full width."""
    return max((int(_of(item, key)) for item in items), default=0)


@register.simple_tag
def stacked(parts: Sequence[Any], sentence: str) -> SafeString:
    """Parts of a whole as one drawn bar, exact to the unit; a part that exists is at least a sliver."""
    total = sum(int(_of(part, "value")) for part in parts) or 1
    sliver = -(-total // 90)
    drawn, left = [], 0
    for part in parts:
        width = max(int(_of(part, "value")), sliver if int(_of(part, "value")) else 0)
        drawn.append((left, width, _of(part, "tone")))
        left += width
    return format_html(
        '<svg class="stacked" viewBox="0 0 {} 12" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        left or 1,
        sentence,
        format_html_join("", '<rect x="{}" width="{}" height="12" class="{}"/>', drawn),
    )


def _of(item: Any, key: str) -> Any:
    return item[key] if isinstance(item, dict) else getattr(item, key)


@register.filter
def faults(form: BaseForm) -> int:
    """How many sentences the summary above the title will hold."""
    return len(form.non_field_errors()) + sum(len(field.errors) for field in form.visible_fields())


@register.filter
def is_choice_set(field: BoundField) -> bool:
    """Radios and tick boxes stand in a fieldset, whose legend is their label."""
    return bool(field.use_fieldset) and hasattr(field.field, "choices")


@register.filter
def are_short(field: BoundField) -> bool:
    """Up to four choices of at most six characters fit beside each other."""
    words = [str(option.choice_label) for option in field]
    return len(words) <= 4 and all(len(word) <= 6 for word in words)


@register.filter
def target(field: BoundField) -> str:
    """The id the error summary jumps to: the control, or the fieldset of a set of choices."""
    return field.auto_id if is_choice_set(field) else field.id_for_label


@register.filter
def asked_when(field: BoundField) -> str:
    """On which choice of another field it hangs, as data-zc-when has it."""
    other, values = getattr(field.form, "only_with", {}).get(field.name, ("", ""))
    return f"{field.form.add_prefix(other)}:{values}" if other else ""


@register.filter
def is_optional(field: BoundField) -> bool:
    """What hangs on a choice may be needed there, though not everywhere."""
    return not field.field.required and field.name not in getattr(field.form, "needed_where_asked", ())


@register.filter
def field_width(field: BoundField) -> str:
    """The width of a control shows the length expected."""
    if isinstance(field.field, (DateField, TimeField, IntegerField)):
        return "short"
    length = getattr(field.field, "max_length", None)
    if isinstance(field.field.widget, Textarea) or not (length or hasattr(field.field, "choices")):
        return "long"
    return "short" if length and length <= 12 else "medium" if not length or length <= 40 else "long"
