"""Addresses of handovers."""

from django.urls import path

from zhucun.dispatch.handover import rules, views
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("交接", "dispatch:handovers", needs=rules.SEE, order=70))

urlpatterns = [
    path("handovers/", views.handovers_list, name="handovers"),
    path("handovers/progress/", views.batch, name="handovers.progress"),
    path("handovers/sign/", views.sign_several, name="handovers.sign"),
    path("handovers/items/<int:pk>/settle/", views.settle, name="handovers.item.settle"),
    path("handovers/items/<int:pk>/unsettle/", views.unsettle, name="handovers.item.unsettle"),
    path("handovers/<int:pk>/", views.one, name="handovers.one"),
    path("handovers/<int:pk>/paper/", views.paper, name="handovers.one.paper"),
    path("handovers/<int:pk>/on-paper/", views.enter_paper, name="handovers.one.on_paper"),
    path("handovers/<int:pk>/history/", views.history, name="handovers.one.history"),
    path("handovers/<int:pk>/sign/", views.sign, name="handovers.one.sign"),
    path("handovers/<int:pk>/lead/", views.lead, name="handovers.one.lead"),
    path("handovers/<int:pk>/back/<slug:side>/", views.take_back, name="handovers.one.back"),
]
