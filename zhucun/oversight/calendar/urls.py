"""Addresses of 在村与请假 at the desk."""

from django.urls import path

from zhucun.oversight.attendance import rules
from zhucun.oversight.calendar import (
    correcting_pages,
    entering_pages,
    paper_pages,
    person_pages,
    question_pages,
    rest_pages,
    sheet_pages,
    views,
    year_pages,
)
from zhucun.web import menu

menu.add("oversight", menu.Item("在村与请假", "oversight:days", needs=rules.SEE, order=10))

urlpatterns = [
    path("days/", views.calendar, name="days"),
    path("days/sheets/", sheet_pages.sheets, name="days.sheets"),
    path("days/sheets/<str:name>/", sheet_pages.step_for_all, name="days.sheets.do"),
    path("days/questions/", question_pages.questions, name="days.questions"),
    path("days/questions/<int:pk>/", question_pages.settle, name="days.settle"),
    path("days/corrections/", correcting_pages.corrections, name="days.corrections"),
    path("days/corrections/<int:pk>/", correcting_pages.decide, name="days.decide"),
    path("days/lines/<int:pk>/correct/", correcting_pages.correct, name="days.correct"),
    path("days/lines/<int:pk>/true/", entering_pages.state_true, name="days.state_true"),
    path("days/entries/<int:pk>/withdraw/", entering_pages.withdraw, name="days.withdraw"),
    path("days/entries/<int:pk>/take-back/", entering_pages.take_back, name="days.take_back"),
    path("days/postings/<int:pk>/enter/", entering_pages.enter, name="days.enter"),
    path("days/postings/<int:pk>/otherwise/", entering_pages.otherwise, name="days.otherwise"),
    path("days/people/<int:pk>/", person_pages.person, name="days.person"),
    path("days/teams/<int:pk>/", paper_pages.team, name="days.team"),
    path("days/teams/<int:pk>/rest/", rest_pages.plan, name="days.rest"),
    path("days/print/", paper_pages.township, name="days.print"),
    path("days/year/", year_pages.year, name="days.year"),
    path("days/circular/", paper_pages.circular, name="days.circular"),
]
