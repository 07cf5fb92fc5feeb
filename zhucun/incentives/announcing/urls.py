"""Addresses of 四个一批."""

from django.urls import path

from zhucun.incentives.announcing import views
from zhucun.incentives.outcomes.rules import SEE
from zhucun.web import menu

leads_to = tuple(f"incentives:outcomes.{name}" for name in ("announce", "reserve", "documents", "total", "withdraw"))
menu.group("incentives", "激励使用", order=40, tile="用", tile_class="incentives")
menu.add("incentives", menu.Item("四个一批", "incentives:outcomes", needs=SEE, order=10, leads_to=leads_to))

urlpatterns = [
    path("outcomes/", views.listing, name="outcomes"),
    path("outcomes/new/", views.announce, name="outcomes.announce"),
    path("outcomes/reserve/", views.total_reserve, name="outcomes.reserve"),
    path("outcomes/documents/", views.documents, name="outcomes.documents"),
    path("outcomes/documents/total/", views.total_document, name="outcomes.total"),
    path("outcomes/<int:pk>/withdraw/", views.withdraw, name="outcomes.withdraw"),
]
