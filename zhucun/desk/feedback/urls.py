"""Addresses of 意见建议."""

from django.urls import path

from zhucun.desk.feedback import rules, views
from zhucun.web import menu

menu.group("settings", "设置", order=90, icon="settings")
menu.add("settings", menu.Item("意见建议", "desk:feedback_given", needs=rules.ANSWER, order=60))

urlpatterns = [
    path("feedback/", views.suggestions, name="suggestions"),
    path("feedback/given/", views.given, name="feedback_given"),
    path("feedback/<int:pk>/", views.suggestion, name="suggestion"),
    path("feedback/<int:pk>/withdraw/", views.withdraw, name="suggestion.withdraw"),
]
