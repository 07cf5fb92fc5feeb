"""Telephone numbers of the mainland: mobiles and landlines with area code and extension."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"(0\d{2,3})?([2-8]\d{6,7})(?:(?:-|转|x|ext\.?)(\d{1,6}))?", re.IGNORECASE)


def normal_phone(text: str) -> str:
    """One way of writing a number: `13900000000`, `0746-7223344-8001`. What is no number comes back stripped."""
    plain = re.sub(r"[\s()（）]", "", unicodedata.normalize("NFKC", text)).replace("—", "-").replace("–", "-")
    digits = re.sub(r"-", "", plain).removeprefix("+86")
    if MOBILE.fullmatch(digits):
        return digits
    found = LANDLINE.fullmatch(re.sub(r"^(0\d{2,3})-", r"\1", plain))
    return "-".join(part for part in found.groups() if part) if found else plain


def phone_problem(text: str) -> str | None:
    """Why this is no telephone number, in a sentence; None when it is one."""
    number = normal_phone(text)
    if MOBILE.fullmatch(number) or LANDLINE.fullmatch(re.sub(r"^(0\d{2,3})-", r"\1", number)):
        return None
    return f"“{text}”不像电话号码：手机 11 位，座机写区号，如 0746-7223344。"


def masked_phone(number: str) -> str:
    """139****0000; of a landline the last four hidden."""
    if MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[-4:]}"
    return f"{number[:-4]}****" if len(number) > 4 else number
