"""Address of 覆盖与过筛子."""

from django.urls import path

from zhucun.dispatch.coverage import rules, views
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
LEADS_TO = ("dispatch:screening", "dispatch:doubts", "dispatch:doubt")
menu.add("dispatch", menu.Item("覆盖与过筛子", "dispatch:coverage", needs=rules.SEE, order=10, leads_to=LEADS_TO))

urlpatterns = [path("coverage/", views.coverage, name="coverage")]
