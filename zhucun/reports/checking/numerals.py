"""Chinese numerals as whole numbers: 二十三, 一千零五, 两万三千, 二〇二二. Pure."""

import re

WRITTEN = "零〇○ 一壹 二两贰 三叁 四肆 五伍 六陆 七柒 八捌 九玖".split()
DIGITS = {sign: value for value, signs in enumerate(WRITTEN) for sign in signs}
PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS = {"万": 10_000, "亿": 100_000_000}
SIGNS = "".join((*DIGITS, *PLACES))
NUMERAL = f"[{SIGNS}][{SIGNS}万亿]*"
SPELLED = re.compile(rf"[{''.join(DIGITS)}]+")


def whole(said: str) -> int:
    """Raises ValueError where it is no numeral."""
    if not re.fullmatch(f"[{SIGNS}万亿]+", said):
        raise ValueError(f"{said} is no numeral")
    if SPELLED.fullmatch(said):
        return int("".join(str(DIGITS[sign]) for sign in said))
    for sign in ("亿", "万"):
        before, found, after = said.rpartition(sign)
        if found:
            return whole(before or "一") * GROUPS[sign] + _rest(after, GROUPS[sign] // 10)
    return _below_ten_thousand(said)


def _rest(said: str, place: int) -> int:
    """What follows 万 or 亿; a lone digit is of the next place: 两万三 is 23 000."""
    if not said:
        return 0
    return DIGITS[said] * place if len(said) == 1 and said in DIGITS else whole(said)


def _below_ten_thousand(said: str) -> int:
    found, digit, last = 0, None, 1
    for sign in said:
        if sign in PLACES:
            last = PLACES[sign]
            found += (1 if digit is None else digit) * last
            digit = None
        else:
            digit = DIGITS[sign]
            last = 10 if digit == 0 else last
    if not digit:
        return found
    return found + digit * (last // 10 if last > 10 and said[-2] not in "零〇○" else 1)
