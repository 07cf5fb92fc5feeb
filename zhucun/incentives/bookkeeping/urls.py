"""Addresses of 经费台账."""

from django.urls import path

from zhucun.incentives.bookkeeping import recording_pages, views
from zhucun.incentives.funds.rules import SEE
from zhucun.web import menu

PAGES = ("one", "receive", "spend", "publish", "correct", "sheet")
menu.group("incentives", "激励使用", order=40, tile="用", tile_class="incentives")
leads_to = tuple(f"incentives:funds.{name}" for name in PAGES)
menu.add("incentives", menu.Item("经费台账", "incentives:funds", needs=SEE, order=25, leads_to=leads_to))

urlpatterns = [
    path("care/funds/", views.listing, name="funds"),
    path("care/funds/<int:pk>/", views.one, name="funds.one"),
    path("care/funds/<int:pk>/in/", recording_pages.receive, name="funds.receive"),
    path("care/funds/<int:pk>/out/", recording_pages.spend, name="funds.spend"),
    path("care/funds/<int:pk>/publish/", recording_pages.publish, name="funds.publish"),
    path("care/funds/<int:pk>/sheets/<slug:half>/", views.sheet, name="funds.sheet"),
    path("care/funds/<int:pk>/sheets/<slug:half>/word/", views.paper, name="funds.paper"),
    path("care/funds/entries/<int:pk>/correct/", recording_pages.correct, name="funds.correct"),
]
