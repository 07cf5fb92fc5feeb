"""Address of 调度与工作提示, and its place in the menu."""

from django.urls import path

from zhucun.oversight.month import rules, views
from zhucun.oversight.rhythm.tabs import TABS, Tab
from zhucun.web import menu

menu.group("oversight", "监管", order=30, tile="管", tile_class="oversight")
menu.add("oversight", menu.Item("调度与工作提示", "oversight:rhythm", order=50, tabs=TABS))
TABS.add(Tab("本月", "oversight:rhythm", rules.SEE, 0))

urlpatterns = [path("rhythm/", views.month, name="rhythm")]
