"""Who has no account sits by name and a slip of four digits; guessed a limited number of times (R-TRN-05)."""

import secrets

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from zhucun.acts.refused import Refused
from zhucun.training.knowledge_tests.models import Seat
from zhucun.training.knowledge_tests.rules import WRONG_SLIPS
from zhucun.training.knowledge_tests.seats import digest

COOKIE, SALT = "zhucun-sitting", "sitting"
SECONDS = 31 * 24 * 3600
DIGITS = 4
TOO_MANY = "输错的次数太多了。请办测验的人给一张新条。"


def new_digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def must_be_the_slip(seat: Seat, digits: str) -> None:
    """Wrong guesses are counted on the seat, wherever they come from: with ten thousand possible slips a limit for each
    address alone would not do."""
    if seat.wrong_slips >= WRONG_SLIPS:
        raise Refused(TOO_MANY)
    if not seat.slip:
        raise Refused("还没有发条。找办测验的人拿。")
    if constant_time_compare(digest(seat.pk, digits), seat.slip):
        return
    Seat.objects.filter(pk=seat.pk).update(wrong_slips=F("wrong_slips") + 1)
    left = WRONG_SLIPS - seat.wrong_slips - 1
    raise Refused(f"这四位数不对，看看是不是自己那张条。还能试 {left} 次。" if left else TOO_MANY)


def let_in(request: HttpRequest, answer: HttpResponse, seat: Seat) -> HttpResponse:
    """The phone is known again by the seat and its slip: a new slip ends what an earlier one opened."""
    answer.set_signed_cookie(
        COOKIE,
        _kept(seat),
        salt=SALT,
        max_age=SECONDS,
        path="/sit/",
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )
    return answer


def is_let_in(request: HttpRequest, seat: Seat) -> bool:
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SECONDS) == _kept(seat)


def _kept(seat: Seat) -> str:
    return f"{seat.pk}:{seat.slip[:16]}"
