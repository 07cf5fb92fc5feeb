"""Addresses of a review's tasks."""

from django.urls import path

from zhucun.oversight.rhythm.tabs import TABS, Tab
from zhucun.oversight.tasks import rules, views

TABS.add(Tab("调度任务", "oversight:rhythm.tasks", rules.SEE_TASKS, 30))

urlpatterns = [
    path("rhythm/reviews/<int:pk>/decide/", views.decide, name="rhythm.review.decide"),
    path("review-tasks/", views.listing, name="rhythm.tasks"),
    path("review-tasks/<int:pk>/", views.one, name="rhythm.tasks.one"),
    path("review-tasks/<int:pk>/done/", views.report, name="rhythm.tasks.report"),
    path("review-tasks/<int:pk>/take-back/", views.take_back, name="rhythm.tasks.take_back"),
    path("review-tasks/<int:pk>/accept/", views.accept, name="rhythm.tasks.accept"),
    path("review-tasks/<int:pk>/back/", views.send_back, name="rhythm.tasks.send_back"),
    path("review-tasks/<int:pk>/put-off/", views.put_off, name="rhythm.tasks.put_off"),
    path("review-tasks/<int:pk>/drop/", views.drop, name="rhythm.tasks.drop"),
]
