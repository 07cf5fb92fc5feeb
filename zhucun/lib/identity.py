"""Identity numbers: GB 11643 for people, GB 32100 for units. The region is not checked, since codes outlive places."""

from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def check_digit(first_17: str) -> str:
    return CHECK_DIGITS[sum(int(d) * w for d, w in zip(first_17, WEIGHTS, strict=True)) % 11]


def id_number_problem(text: str) -> str | None:
    """Why this is no identity number, in a sentence that says what to do; None when it is one (R-DAT-04)."""
    number = text.strip().upper()
    if len(number) != 18:
        return f"身份证号应为 18 位，现在是 {len(number)} 位。请核对原件。"
    if not (number[:17].isascii() and number[:17].isdigit()) or number[17] not in CHECK_DIGITS:
        return "身份证号前 17 位应为数字，末位为数字或 X。请核对原件。"
    if birth_date_of(number) is None:
        return f"身份证号里的出生日期 {number[6:14]} 不存在。请核对原件。"
    if check_digit(number[:17]) != number[17]:
        return "身份证号的校验位不对，多半有一位抄错了。请核对原件。"
    return None


def birth_date_of(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def birth_month_of(number: str) -> date | None:
    born = birth_date_of(number)
    return born.replace(day=1) if born else None


def sex_of(number: str) -> str:
    """`male` or `female`, by the seventeenth digit."""
    return "male" if int(number[16]) % 2 else "female"


def masked(number: str) -> str:
    """All but the last four hidden."""
    return f"**************{number[-4:]}" if number else ""


def credit_code_problem(text: str) -> str | None:
    """Why this is no unified social credit code 统一社会信用代码; None when it is one."""
    code = text.strip().upper()
    if len(code) != 18 or any(letter not in CREDIT_LETTERS for letter in code):
        return "统一社会信用代码应为 18 位数字和大写字母（没有 I、O、S、V、Z）。"
    total = sum(CREDIT_LETTERS.index(letter) * weight for letter, weight in zip(code, CREDIT_WEIGHTS, strict=False))
    if CREDIT_LETTERS[(31 - total % 31) % 31] != code[17]:
        return "统一社会信用代码的校验位不对，请核对。"
    return None
