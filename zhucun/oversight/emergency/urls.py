"""Addresses of 应急值守."""

from django.urls import path

from zhucun.oversight.emergency import rules, views
from zhucun.web import menu

menu.group("oversight", "监管", order=30, tile="管", tile_class="oversight")
menu.add("oversight", menu.Item("应急值守", "oversight:emergency", needs=rules.SEE, order=30))

urlpatterns = [
    path("emergency/", views.duties, name="emergency"),
    path("emergency/new/", views.new, name="emergency.new"),
    path("emergency/<int:pk>/", views.duty, name="emergency.one"),
    path("emergency/<int:pk>/approve/", views.decide, {"verb": "approve"}, name="emergency.approve"),
    path("emergency/<int:pk>/withdraw/", views.decide, {"verb": "withdraw"}, name="emergency.withdraw"),
    path("emergency/<int:pk>/end/", views.decide, {"verb": "end"}, name="emergency.end"),
    path("emergency/<int:pk>/decline/", views.decline, name="emergency.decline"),
    path("emergency/<int:pk>/renew/", views.renew, name="emergency.renew"),
    path("emergency/<int:pk>/move/", views.move, name="emergency.move"),
    path("emergency/moves/<int:pk>/approve/", views.decide_move, {"verb": "approve"}, name="emergency.move.approve"),
    path("emergency/moves/<int:pk>/decline/", views.decide_move, {"verb": "decline"}, name="emergency.move.decline"),
    path("emergency/<int:pk>/count/", views.count, name="emergency.count"),
    path("emergency/<int:pk>/called/", views.called, name="emergency.called"),
]
