"""Addresses of 生活条件."""

from django.urls import path

from zhucun.incentives.living import views
from zhucun.incentives.living.rules import SEE
from zhucun.web import menu

menu.group("incentives", "激励使用", order=40, tile="用", tile_class="incentives")
menu.add(
    "incentives",
    menu.Item("生活条件", "incentives:living", needs=SEE, order=30, leads_to=("incentives:living.record",)),
)

urlpatterns = [
    path("care/living/", views.listing, name="living"),
    path("care/living/<int:pk>/", views.record, name="living.record"),
]
