"""Addresses of 考核."""

from django.urls import path

from zhucun.oversight.grading import rate_pages, sheet_pages, views
from zhucun.oversight.grading.tabs import TABS
from zhucun.web import menu

menu.add(
    "oversight", menu.Item("考核", "oversight:assessment", order=26, leads_to=("oversight:objections",), tabs=TABS)
)

urlpatterns = [
    path("assessment/", views.overview, name="assessment"),
    path("assessment/new/", views.new, name="assessment.new"),
    path("assessment/<int:pk>/", views.one, name="assessment.one"),
    path("assessment/<int:pk>/list/", views.listing, name="assessment.list"),
    path("assessment/<int:pk>/rate/", rate_pages.rate, name="assessment.rate"),
    path("assessment/<int:pk>/decide/", views.decide_ticked, name="assessment.decide_ticked"),
    path("assessment/<int:pk>/sensitivity/", views.sensitivity, name="assessment.sensitivity"),
    path("assessment/<int:pk>/step/<slug:verb>/", views.step, name="assessment.step"),
    path("assessment/sheets/<int:pk>/", sheet_pages.sheet, name="assessment.sheet"),
    path("assessment/sheets/<int:pk>/print/", sheet_pages.paper, name="assessment.paper"),
    path("assessment/sheets/<int:pk>/decide/", sheet_pages.decide, name="assessment.decide"),
    path("assessment/sheets/<int:pk>/undecide/", views.undecide, name="assessment.undecide"),
    path("assessment/sheets/<int:pk>/send-back/", sheet_pages.send_back, name="assessment.send_back"),
    path("assessment/sheets/<int:pk>/fact/", sheet_pages.fact, name="assessment.fact"),
    path("assessment/sheets/<int:pk>/state/", sheet_pages.state, name="assessment.state"),
    path("assessment/sheets/<int:pk>/rate/", rate_pages.rate_one, name="assessment.rate_one"),
]
