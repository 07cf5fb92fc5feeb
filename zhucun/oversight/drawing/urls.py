"""Addresses of 督查."""

from django.urls import path

from zhucun.oversight.drawing import group_pages, step_pages, views
from zhucun.oversight.drawing.tabs import TABS
from zhucun.web import menu

menu.add("oversight", menu.Item("督查", "oversight:inspection", order=22, tabs=TABS))

urlpatterns = [
    path("inspection/", views.overview, name="inspection"),
    path("inspection/rounds/", views.rounds, name="inspection.rounds"),
    path("inspection/open/", step_pages.open_round, name="inspection.open"),
    path("inspection/<int:pk>/", views.one, name="inspection.one"),
    path("inspection/<int:pk>/process/", views.process, name="inspection.process"),
    path("inspection/<int:pk>/draw.json", views.document, name="inspection.document"),
    path("inspection/<int:pk>/half/", step_pages.half, name="inspection.half"),
    path("inspection/<int:pk>/finish/", step_pages.finish, name="inspection.finish"),
    path("inspection/<int:pk>/groups/new/", group_pages.new, name="inspection.group.new"),
    path("inspection/<int:pk>/steps/<slug:verb>/", step_pages.step, name="inspection.step"),
    path("inspection/groups/<int:pk>/", views.group, name="inspection.group"),
    path("inspection/groups/<int:pk>/change/", group_pages.change, name="inspection.group.change"),
    path("inspection/groups/<int:pk>/take/", group_pages.take, name="inspection.group.take"),
    path("inspection/drawn/<int:pk>/miss/", step_pages.miss, name="inspection.miss"),
    path("inspection/inspectors/", group_pages.inspectors, name="inspection.inspectors"),
    path("inspection/inspectors/new/", group_pages.appoint, name="inspection.appoint"),
    path("inspection/inspectors/<int:pk>/end/", group_pages.dismiss, name="inspection.dismiss"),
]
