"""练五题 (M5): one question, why and where it says so, the next. What is under way stands in the address alone."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.mobile.own import must_have_crew, own_posting
from zhucun.mobile.phone import phone_page, shown
from zhucun.mobile.study.parts import Part, part
from zhucun.training.knowledge_tests.rules import SIT
from zhucun.training.practice import practising
from zhucun.training.practice.choosing import FIVE
from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import CHOSEN, QuestionKind
from zhucun.training.sitting.paper_page import learned_of, options_of

ROUND = re.compile(r"\d{1,9}(\.\d{1,9}){0,4}")
WENT = re.compile(r"[01]{0,5}")
RIGHT, WRONG = "1", "0"


@part(20)
def practice(actor: Actor) -> Part | None:
    own = own_posting(actor)
    if own is None or not practising.bank_for(actor, own.place_code).exists():
        return None
    return Part("mobile/study/pages/_practice.html", {"again": practising.due_again(actor)})


@dataclass(frozen=True)
class Round:
    """The versions of the five, and how those that are done went."""

    of: tuple[int, ...]
    went: str = ""

    @property
    def url(self) -> str:
        told = urlencode({"of": ".".join(map(str, self.of)), "went": self.went})
        return f"{reverse('mobile:study.practice')}?{told}"

    @property
    def steps(self) -> list[str]:
        """Of each of the five: right, wrong, now or to come."""
        done = ["right" if one == RIGHT else "wrong" for one in self.went]
        return [*done, "now", *["to-come"] * len(self.of)][: len(self.of)]

    def then(self, is_right: bool) -> "Round":
        return Round(self.of, self.went + (RIGHT if is_right else WRONG))


def _round(request: HttpRequest) -> Round | None:
    of, went = request.GET.get("of", ""), request.GET.get("went", "")
    if not ROUND.fullmatch(of) or not WENT.fullmatch(went):
        return None
    return Round(tuple(map(int, of.split("."))), went)


@phone_page(needs=SIT)
def five(request: HttpRequest) -> HttpResponse:
    own = must_have_crew(request.actor).own
    practising.must_not_be_sitting(request.actor)
    under_way = _round(request)
    if under_way is None:
        return _begin(request, own)
    context = {"round": under_way, "back_url": reverse("mobile:study")}
    if len(under_way.went) >= len(under_way.of):
        return shown(request, "mobile/study/pages/practised.html", {**context, "right": under_way.went.count(RIGHT)})
    here = under_way.of[len(under_way.went)]
    bank = practising.practisable_for(request.actor, own.place_code).select_related("question", "document")
    version = bank.filter(pk=here).first()
    if version is None:  # changed or retired meanwhile
        return redirect("mobile:study.practice")
    return _question(request, version, under_way, context)


def _begin(request: HttpRequest, own: Posting) -> HttpResponse:
    chosen = practising.five_for(request.actor, own.pk, own.place_code)
    if not chosen:
        raise Refused("现在没有能练的题。正在办的测验要考的题，交了卷再来练。")
    return redirect(Round(tuple(chosen[:FIVE])).url)


def _question(request: HttpRequest, version: QuestionVersion, now: Round, context: dict[str, Any]) -> HttpResponse:
    answer, refusal, is_right = _answer(request, version), "", None
    if request.method == "POST":
        try:
            is_right = practising.answered(version, answer, by=request.actor)
        except Refused as refused:
            refusal = refused.sentence
    context |= {
        "version": version,
        "number": len(now.went) + 1,
        "options": options_of(practising.item_of(version), version, answer) if version.kind in CHOSEN else (),
        "is_multiple": version.kind == QuestionKind.MULTIPLE,
        "blanks": version.key if version.kind == QuestionKind.FILL_IN else (),
        "refusal": refusal,
        "is_right": is_right,
        "next_url": now.then(is_right).url if is_right is not None else "",
        "learned": learned_of(len(now.went), practising.item_of(version), version, answer),
    }
    return shown(request, "mobile/study/pages/practice.html", context)


def _answer(request: HttpRequest, version: QuestionVersion) -> list[Any]:
    given = request.POST.getlist("answer")
    if version.kind not in CHOSEN:
        return given if any(one.strip() for one in given) else []
    there = len(practising.item_of(version).order)
    return [int(one) for one in given if one.isdecimal() and int(one) < there]
