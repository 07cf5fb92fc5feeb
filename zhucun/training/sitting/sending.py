"""What a page of the paper sends: as JSON by its script, answer by answer, or whole by a press where there is none."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.training.knowledge_tests import answering
from zhucun.training.knowledge_tests.answering import Answer, Device, Saved
from zhucun.training.knowledge_tests.marked import standing_answers
from zhucun.training.knowledge_tests.models import Seat
from zhucun.training.knowledge_tests.rules import SeatState
from zhucun.training.knowledge_tests.timing import seconds_left
from zhucun.training.questions.rules import CHOSEN

NOT_OURS = "送来的内容看不懂，刷新页面再答。"
Went = Callable[[], str]  # where the page goes once the paper is handed in


def is_script(request: HttpRequest) -> bool:
    return request.content_type == "application/json"


def new_device() -> str:
    return uuid4().hex


def from_script(request: HttpRequest, seat: Seat, *, by: Actor, went: Went) -> HttpResponse:
    """Always an answer the script understands: what is kept, what is to be told, where to go."""
    try:
        told = json.loads(request.body)
        answers = [_answer(one) for one in told.get("answers", [])]
        device, opens, hands_in = _name(told["device"]), bool(told.get("opens")), bool(told.get("hand_in"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"sentence": NOT_OURS}, status=400)
    try:
        saved = _save(seat, answers, hands_in=hands_in, device=device, opens=opens, by=by)
    except Refused as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=409)
    return JsonResponse(_told(saved, by, went))


@transaction.atomic
def _save(seat: Seat, answers: Sequence[Answer], *, hands_in: bool, device: str, opens: bool, by: Actor) -> Saved:
    """Both are written at once, which at the end of a test a thousand do; the answers also where handing in is
    refused."""
    saved = answering.save(seat, answers, device=device, opens=opens, now=by.now)
    if not (hands_in and saved.device is Device.HERE and saved.seat.state == SeatState.SITTING):
        return saved
    try:
        return replace(saved, seat=answering.hand_in(saved.seat, by=by))
    except Refused as refusal:
        return replace(saved, refused=refusal.sentence)


def _name(device: Any) -> str:
    if not isinstance(device, str) or not device.isprintable():
        raise TypeError
    return device


def _answer(one: Any) -> Answer:
    given = one["answer"]
    if not isinstance(given, list):
        raise TypeError
    return Answer(int(one["item"]), given, int(one["sequence"]), int(one.get("ago", 0)))


def _told(saved: Saved, by: Actor, went: Went) -> dict[str, Any]:
    return {
        "kept": saved.kept,
        "elsewhere": saved.device is Device.ELSEWHERE,
        "sentence": saved.sentence,
        "left": seconds_left(saved.seat.ends_at, by.now),
        "done": went() if saved.seat.state != SeatState.SITTING else "",
    }


def from_form(request: HttpRequest, seat: Seat, *, by: Actor) -> Saved:
    """Without a script the whole page comes with each press: what differs from what stands is an answer. A page that
    was drawn before another phone answered fills blanks alone."""
    answers = _differing(request, seat)
    device = request.POST.get("device", "")
    told = {"device": device if device and device.isprintable() else new_device(), "by": by}
    is_fresh = request.POST.get("seen", "") == str(seat.answers.count())
    return _save(seat, answers, hands_in="hand_in" in request.POST, opens=is_fresh or not seat.device, **told)


def _differing(request: HttpRequest, seat: Seat) -> list[Answer]:
    stands = standing_answers([seat]).get(seat.pk, {})
    first = seat.answers.count() + 1
    found = []
    for at, item in enumerate(seat.items):
        told = request.POST.getlist(f"item_{at}")
        given: list[Any] = [int(one) for one in told if one.isdecimal()] if item.kind in CHOSEN else told
        if f"shown_{at}" in request.POST and given != stands.get(at, []) and (any(given) or 0 in given or at in stands):
            found.append(Answer(at, given, first + at))
    return found
