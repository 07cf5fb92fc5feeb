"""Addresses of 节假日."""

from django.urls import path

from zhucun.policy.holidays import rules, views
from zhucun.web import menu

menu.add("settings", menu.Item("节假日", "policy:holidays", needs=rules.KEEP, order=45))

urlpatterns = [
    path("", views.year, name="holidays"),
    path("new/", views.add, name="holidays.new"),
    path("notice/", views.notice, name="holidays.notice"),
    path("<int:pk>/out/", views.take_out, name="holidays.out"),
]
