"""按人看、看望: two lists beside the one by units."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.incentives.benefits.rules import SEE
from zhucun.incentives.by_person.lists import YearOfPeople, people_table, visits_seen, visits_table
from zhucun.web.page import page

LIST = "incentives/by_person/pages/list.html"


@page(needs=SEE)
def people(request: HttpRequest) -> HttpResponse:
    shown = YearOfPeople(request)
    table = people_table(shown).bind(request, shown.rows)
    words = {"heading": "按人看保障", "question": "谁的保险、体检、补助还没到位，该谁给？"}
    return render(request, LIST, {"table": table, **words})


@page(needs=SEE)
def visits(request: HttpRequest) -> HttpResponse:
    table = visits_table(request).bind(request, visits_seen(request))
    words = {"heading": "看望", "question": "谁去看了谁？家里的事、病情不在这里记。"}
    return render(request, LIST, {"table": table, **words})
