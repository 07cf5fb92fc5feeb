"""Addresses of the log."""

from django.urls import path

from zhucun.org.accounts.rules import READ_LOG
from zhucun.org.log import views
from zhucun.web import menu

menu.group("settings", "设置", order=90, icon="settings")
menu.add("settings", menu.Item("日志", "log:list", needs=READ_LOG, order=50))

app_name = "log"
urlpatterns = [
    path("log/", views.log, name="list"),
    path("log/looks/", views.looks, name="list.looks"),
    path("log/seals/", views.seals, name="list.seals"),
    path("log/seals/check/", views.check_now, name="list.check"),
]
