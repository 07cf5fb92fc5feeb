"""公示文字查一遍: a text that is to hang in the village is looked through for what may not stand there (R-MON-05)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.lib.health_words import HEALTH, without_health
from zhucun.lib.private_numbers import NUMBERS, without_numbers
from zhucun.six_ones.monitoring import rules
from zhucun.six_ones.monitoring.forms import TextForm
from zhucun.web.page import page


@dataclass(frozen=True)
class Found:
    """Numbers are not shown again in full."""

    line: int
    what: str
    word: str


def found_in(text: str) -> list[Found]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        found += [Found(number, "号码", f"…{one[0][-4:]}") for one in NUMBERS.finditer(line)]
        found += [Found(number, "健康情况", one[0]) for one in HEALTH.finditer(line)]
    return found


def cleaned(text: str) -> str:
    return without_health(without_numbers(text))


@page(needs=rules.SEE)
def check(request: HttpRequest) -> HttpResponse:
    """Nothing is kept: the text is in the answer to the press and nowhere else."""
    form = TextForm(request.POST or None)
    context: dict[str, object] = {"form": form, "is_checked": False}
    if form.is_valid():
        text = form.cleaned_data["text"]
        context |= {"is_checked": True, "found": found_in(text), "cleaned": cleaned(text)}
    return render(request, "six_ones/monitoring/pages/publicity.html", context)
