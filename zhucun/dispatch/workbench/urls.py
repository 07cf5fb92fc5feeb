"""Addresses of team formation."""

from django.urls import path

from zhucun.dispatch.formation import rules
from zhucun.dispatch.workbench import deciding_pages, views
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("组队工作台", "dispatch:formation", needs=rules.SEE, order=50))

urlpatterns = [
    path("formation/", views.drafts, name="formation"),
    path("formation/new/", views.new, name="formation.new"),
    path("formation/compare/", views.compare, name="formation.compare"),
    path("formation/<int:pk>/", views.draft, name="formation.one"),
    path("formation/<int:pk>/again/", views.again, name="formation.one.again"),
    path("formation/<int:pk>/stop/", views.stop, name="formation.one.stop"),
    path("formation/<int:pk>/drop/", views.drop, name="formation.one.drop"),
    path("formation/<int:pk>/pairing/", views.pairing, name="formation.one.pairing"),
    path("formation/<int:pk>/left/", views.left_over, name="formation.one.left"),
    path("formation/<int:pk>/decisions/", views.decisions, name="formation.one.decisions"),
    path("formation/<int:pk>/settle/", deciding_pages.settle, name="formation.one.settle"),
    path("formation/<int:pk>/keep/<int:team_pk>/", deciding_pages.keep, name="formation.one.keep"),
    path("formation/<int:pk>/lock/", deciding_pages.lock, name="formation.one.lock"),
    path("formation/<int:pk>/forbid/<int:cadre_pk>/", deciding_pages.forbid, name="formation.one.forbid"),
    path("formation/<int:pk>/choose/<int:cadre_pk>/", deciding_pages.choose, name="formation.one.choose"),
    path("formation/<int:pk>/swap/", deciding_pages.swap, name="formation.one.swap"),
    path("formation/<int:pk>/adopt/", deciding_pages.adopt, name="formation.one.adopt"),
    path("formation/decisions/<int:pk>/take-back/", deciding_pages.take_back, name="formation.decision.take_back"),
]
