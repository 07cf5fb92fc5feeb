"""X3: what do people not know? By question first, by township second; what it leads to is the next session."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zhucun.acts.refused import Refused
from zhucun.training.knowledge_tests.models import KnowledgeTest
from zhucun.training.knowledge_tests.reading import may_look_on
from zhucun.training.knowledge_tests.rules import HOLD
from zhucun.training.results import lists
from zhucun.training.results.finding import Results, results_of
from zhucun.training.results.statistics import TOO_FEW, Reliability
from zhucun.training.sessions.rules import KEEP
from zhucun.web.page import page

WEAKEST = 3  # topics named to the next session
RELIABLE = 70  # hundredths; below it grades say little of a person (Nunnally and Bernstein 1994)


@page(needs=HOLD)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    test = get_object_or_404(KnowledgeTest.objects.visible_to(request.actor), pk=pk)
    looks_on = may_look_on(test, request.actor)
    if not (looks_on or test.is_held_by(request.actor)):
        raise Http404
    found = results_of(test)
    if looks_on and found.people < TOO_FEW:
        raise Refused(f"交卷的不到 {TOO_FEW} 人，看题就是看人：结果只给办测验的人看。")
    context = {
        "test": test,
        "found": found,
        "relied_on": reliability_words(found.reliability),
        "table": lists.results_table(test.title, found).bind(request, lists.questions_of(found.items)),
        "blueprint_url": _blueprint(found),
        "session_url": _session(found) if request.actor.may(KEEP) else "",
    }
    return render(request, "training/results/pages/one.html", context)


def _session(found: Results) -> str:
    """A session about the weakest topics, to be announced."""
    theme = "、".join(one.name for one in found.topics[:WEAKEST])
    return f"{reverse('training:sessions.new')}?{urlencode({'theme': theme})}" if theme else ""


def _blueprint(found: Results) -> str:
    """The next paper with the weakest topics in it."""
    topics = [("weak", one.name) for one in found.topics[:WEAKEST]]
    return f"{reverse('training:tests.blueprint.new')}?{urlencode(topics)}" if topics else ""


def reliability_words(found: Reliability | None) -> str:
    if found is None:
        return f"信度算不出来：不到 {TOO_FEW} 个人，或者大家答得一样。"
    said = f"信度 {lists.shown_hundredths(found.hundredths)}"
    how = "题目人人一样" if found.same_paper else "各人题目不同"
    if found.is_hint:
        return f"{said}（{how}），只有 {found.people} 个人，只供参考。"
    meant = "分数可以作数" if found.hundredths >= RELIABLE else "一场的分数说明不了一个人会不会，只看哪些题不会"
    return f"{said}（{how}）：{meant}。"
