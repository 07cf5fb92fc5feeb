"""Addresses of 任务单."""

from django.urls import path

from zhucun.oversight.promises import rules, step_pages, views
from zhucun.web import menu

menu.add("oversight", menu.Item("任务单", "oversight:promises", needs=rules.SEE, order=70))

urlpatterns = [
    path("promises/", views.overview, name="promises"),
    path("promises/<int:pk>/", views.one, name="promises.one"),
    path("promises/<int:pk>/board/", views.board, name="promises.board"),
    path("promises/<int:pk>/hand-in/", views.hand_in, name="promises.hand_in"),
    path("promises/<int:pk>/agree/", views.agree, name="promises.agree"),
    path("promises/<int:pk>/send-back/", views.send_back, name="promises.send_back"),
    path("promises/teams/<int:pk>/", views.write, name="promises.write"),
    path("promises/steps/<int:pk>/<slug:verb>/", step_pages.step, name="promises.step"),
]
