"""Addresses of 整改交办."""

from django.urls import path

from zhucun.oversight.rectification import rules
from zhucun.oversight.tracking import item_pages, views
from zhucun.web import menu

menu.add("oversight", menu.Item("整改交办", "oversight:rectification", needs=rules.SEE, order=24))

urlpatterns = [
    path("rectification/", views.board, name="rectification"),
    path("rectification/ledger/", views.ledger, name="rectification.ledger"),
    path("rectification/remind/", views.remind_overdue, name="rectification.remind_overdue"),
    path("rectification/items/<int:pk>/", item_pages.one, name="rectification.item"),
    path("rectification/items/<int:pk>/reply/", item_pages.reply, name="rectification.item.reply"),
    path("rectification/items/<int:pk>/check/", item_pages.check, name="rectification.item.check"),
    path("rectification/items/<int:pk>/press/<slug:verb>/", item_pages.pressed, name="rectification.item.press"),
    path("rectification/items/<int:pk>/<slug:verb>/", item_pages.step, name="rectification.item.step"),
]
