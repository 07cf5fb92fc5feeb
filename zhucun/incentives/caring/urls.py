"""Addresses of 保障与关爱."""

from django.urls import path

from zhucun.incentives.caring import recording_pages, views
from zhucun.incentives.caring.tabs import TABS
from zhucun.web import menu

menu.group("incentives", "激励使用", order=40, tile="用", tile_class="incentives")
menu.add(
    "incentives",
    menu.Item(
        "保障与关爱",
        "incentives:benefits",
        order=20,
        tabs=TABS,
        leads_to=(
            "incentives:benefits.unit",
            "incentives:benefits.pay",
            "incentives:benefits.record",
            "incentives:benefits.member",
            "incentives:benefits.withdraw",
            "incentives:benefits.reminder",
        ),
    ),
)

urlpatterns = [
    path("care/", views.listing, name="benefits"),
    path("care/remind/", views.remind, name="benefits.remind"),
    path("care/units/<int:pk>/", views.unit, name="benefits.unit"),
    path("care/units/<int:pk>/pay/", recording_pages.pay, name="benefits.pay"),
    path("care/units/<int:pk>/record/<slug:thing>/", recording_pages.record, name="benefits.record"),
    path("care/units/<int:pk>/remind/", views.remind_one, name="benefits.remind_one"),
    path("care/members/<int:pk>/", views.member, name="benefits.member"),
    path("care/entries/<slug:kind>/<int:pk>/withdraw/", recording_pages.withdraw, name="benefits.withdraw"),
    path("care/reminders/<int:pk>/", recording_pages.reminder, name="benefits.reminder"),
    path("care/reminders/<int:pk>/word/", recording_pages.reminder_in_word, name="benefits.reminder.word"),
]
