"""Addresses of 一约四会 and 月列会."""

from django.urls import path

from zhucun.six_ones.basics_tabs import TABS, Tab
from zhucun.six_ones.customs import meeting_pages, rules, views

TABS.add(Tab("新风", "six_ones:customs", rules.SEE, 40))

urlpatterns = [
    path("basics/customs/", views.overview, name="customs"),
    path("basics/customs/items/", meeting_pages.items, name="customs.items"),
    path("basics/customs/notice/", views.notice, name="customs.notice"),
    path("basics/customs/meetings/<int:pk>/", meeting_pages.meeting, name="customs.meeting"),
    path("basics/customs/meetings/<int:pk>/items/new/", meeting_pages.decide, name="customs.decide"),
    path("basics/customs/meetings/<int:pk>/asked/<int:item>/", meeting_pages.ask, name="customs.ask"),
    path("basics/customs/items/<int:pk>/<slug:verb>/", meeting_pages.step, name="customs.step"),
    path("basics/customs/<str:code>/", views.village, name="customs.village"),
    path("basics/customs/<str:code>/meetings/new/", meeting_pages.hold, name="customs.hold"),
    path("basics/customs/<str:code>/rules/", views.editions, name="customs.rules"),
    path("basics/customs/<str:code>/rules/new/", views.adopt, name="customs.adopt"),
    path("basics/customs/<str:code>/rules/withdraw/", views.withdraw_rules, name="customs.withdraw_rules"),
    path("basics/customs/<str:code>/set-up/<slug:kind>/", views.body, name="customs.body"),
    path("basics/customs/<str:code>/end/<slug:kind>/", views.end, name="customs.end"),
]
