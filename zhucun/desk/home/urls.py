"""Address of the first page; it has no name space, since log-in leads to it."""

from django.urls import path

from zhucun.desk.home import trends, views
from zhucun.web import menu

menu.group("home", "首页", order=0, icon="home")
menu.add("home", menu.Item("首页", "home", leads_to=("trends",)))

urlpatterns = [path("", views.home, name="home"), path("trends/", trends.trends, name="trends")]
