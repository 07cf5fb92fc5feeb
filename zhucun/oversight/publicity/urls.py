"""Addresses of 公示与申诉."""

from django.urls import path

from zhucun.oversight.assessment.rules import SEE
from zhucun.oversight.grading.tabs import TABS, Tab
from zhucun.oversight.publicity import views

TABS.add(Tab("公示与申诉", "oversight:publicity", SEE, 20))

urlpatterns = [
    path("publicity/", views.overview, name="publicity"),
    path("publicity/<int:pk>/", views.notice, name="publicity.one"),
    path("publicity/<int:pk>/units/<int:unit>/", views.letter, name="publicity.letter"),
    path("publicity/sheets/<int:pk>/object/", views.object_to, name="publicity.object"),
    path("objections/", views.objections, name="objections"),
    path("objections/<int:pk>/", views.one, name="objections.one"),
    path("objections/<int:pk>/answer/", views.answer, name="objections.answer"),
    path("objections/<int:pk>/withdraw/", views.withdraw, name="objections.withdraw"),
]
