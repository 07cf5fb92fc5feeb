"""Addresses of 年终总账 and of the draft of one's 述职."""

from django.urls import path

from zhucun.oversight.grading.tabs import TABS, Tab
from zhucun.oversight.yearly import rules, views

TABS.add(Tab("年终总账", "oversight:yearly", rules.SEE, 40))

urlpatterns = [
    path("yearly/", views.overview, name="yearly"),
    path("yearly/draft/", views.draft, name="yearly.draft"),
    path("yearly/<int:number>/settle/", views.settle, name="yearly.settle"),
    path("yearly/<int:number>/reopen/", views.reopen, name="yearly.reopen"),
    path("yearly/<int:number>/teams/<int:pk>/", views.one, name="yearly.one"),
    path("yearly/<int:number>/teams/<int:pk>/word/", views.paper, name="yearly.paper"),
    path("yearly/lines/<int:pk>/sign/", views.sign, name="yearly.sign"),
]
