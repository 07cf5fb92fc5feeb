"""Addresses of 能人与座谈."""

from django.urls import path

from zhucun.six_ones.talents import returned_pages, rules, views
from zhucun.web import menu
from zhucun.web.tabs import Tab, Tabs

TABS = Tabs(
    [
        Tab("座谈会", "six_ones:talents", rules.SEE, 10),
        Tab("意见", "six_ones:talents.opinions", rules.SEE, 20),
        Tab("引回的人", "six_ones:talents.returned", rules.SEE, 30),
    ]
)
menu.add("six_ones", menu.Item("能人与座谈", "six_ones:talents", order=40, tabs=TABS))

urlpatterns = [
    path("talents/", views.overview, name="talents"),
    path("talents/forums/<int:pk>/", views.forum, name="talents.forum"),
    path("talents/opinions/", views.opinions, name="talents.opinions"),
    path("talents/opinions/<int:pk>/", views.opinion, name="talents.opinion"),
    path("talents/opinions/<int:pk>/<slug:verb>/", views.step, name="talents.opinion.step"),
    path("talents/returned/", returned_pages.overview, name="talents.returned"),
    path("talents/returned/new/", returned_pages.new, name="talents.new"),
    path("talents/returned/new/<str:code>/", returned_pages.at_place, name="talents.at"),
    path("talents/returned/<int:pk>/", returned_pages.one, name="talents.one"),
    path("talents/returned/<int:pk>/<slug:verb>/", returned_pages.step, name="talents.step"),
]
