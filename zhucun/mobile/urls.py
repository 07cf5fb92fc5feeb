"""Addresses of the phone's pages, under one name space, and their places in the bar below."""

from django.urls import URLPattern, URLResolver, path

from zhucun.mobile.me import views as me
from zhucun.mobile.notes import views as notes
from zhucun.mobile.phone import EVERYBODY, ON_A_TEAM, Tab, tab
from zhucun.mobile.today import views as today

tab(Tab("今天", "sun", "mobile:today", order=10, roles=ON_A_TEAM))
tab(Tab("记一笔", "pencil", "mobile:note", order=20, roles=ON_A_TEAM))
tab(Tab("我的", "user", "mobile:me", order=90, roles=EVERYBODY))

app_name = "mobile"
urlpatterns: list[URLPattern | URLResolver] = [
    path("today/", today.today, name="today"),
    path("note/", notes.note, name="note"),
    path("diary/", notes.diary, name="diary"),
    path("me/", me.me, name="me"),
    path("me/type/", me.type_size, name="type"),
]
