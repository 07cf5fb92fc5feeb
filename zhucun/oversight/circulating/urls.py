"""Addresses of 督查通报."""

from django.urls import path

from zhucun.oversight.circulars import rules
from zhucun.oversight.circulating import drafting_pages, views
from zhucun.oversight.drawing.tabs import TABS, Tab

TABS.add(Tab("督查通报", "oversight:circulars", rules.SEE, 40))

urlpatterns = [
    path("circulars/", views.listing, name="circulars"),
    path("circulars/new/", drafting_pages.new, name="circulars.new"),
    path("circulars/earlier/", drafting_pages.earlier, name="circulars.earlier"),
    path("circulars/<int:pk>/", views.one, name="circulars.one"),
    path("circulars/<int:pk>/paper/", views.paper, name="circulars.paper"),
    path("circulars/<int:pk>/word/", views.in_word, name="circulars.word"),
    path("circulars/<int:pk>/pick/", drafting_pages.pick, name="circulars.pick"),
    path("circulars/<int:pk>/picked/", drafting_pages.picked, name="circulars.picked"),
    path("circulars/<int:pk>/text/", drafting_pages.text, name="circulars.text"),
    path("circulars/<int:pk>/issued/", drafting_pages.record, name="circulars.record"),
    path("circulars/<int:pk>/drop/", drafting_pages.drop, name="circulars.drop"),
    path("circulars/<int:pk>/press/<slug:verb>/", drafting_pages.pressed, name="circulars.press"),
    path("circulars/lines/<int:pk>/<slug:verb>/", drafting_pages.line_step, name="circulars.line"),
    path("circulars/checks/<int:pk>/", views.check, name="circulars.check"),
]
