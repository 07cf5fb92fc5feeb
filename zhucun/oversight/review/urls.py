"""Addresses of 月调度 and its tasks."""

from django.urls import path

from zhucun.oversight.review import rules, task_pages, views, visits
from zhucun.oversight.rhythm.tabs import Tab, add

add(Tab("月调度", "oversight:rhythm.reviews", rules.SEE, 20))
add(Tab("调度任务", "oversight:rhythm.tasks", rules.SEE_TASKS, 30))

urlpatterns = [
    path("rhythm/reviews/", views.months, name="rhythm.reviews"),
    path("rhythm/reviews/new/", views.open_review, name="rhythm.reviews.new"),
    path("rhythm/reviews/<int:pk>/", views.one, name="rhythm.review"),
    path("rhythm/reviews/<int:pk>/paper/", views.paper, name="rhythm.review.paper"),
    path("rhythm/reviews/<int:pk>/xlsx/", views.xlsx, name="rhythm.review.xlsx"),
    path("rhythm/reviews/<int:pk>/say/", views.say, name="rhythm.review.say"),
    path("rhythm/reviews/<int:pk>/held/", views.hold, name="rhythm.review.hold"),
    path("rhythm/reviews/<int:pk>/not-held/", views.unhold, name="rhythm.review.unhold"),
    path("rhythm/reviews/<int:pk>/decide/", task_pages.decide, name="rhythm.review.decide"),
    path("rhythm/unvisited/", visits.unvisited_page, name="rhythm.unvisited"),
    path("review-tasks/", task_pages.tasks, name="rhythm.tasks"),
    path("review-tasks/<int:pk>/", task_pages.one, name="rhythm.tasks.one"),
    path("review-tasks/<int:pk>/done/", task_pages.report, name="rhythm.tasks.report"),
    path("review-tasks/<int:pk>/take-back/", task_pages.take_back, name="rhythm.tasks.take_back"),
    path("review-tasks/<int:pk>/accept/", task_pages.accept, name="rhythm.tasks.accept"),
    path("review-tasks/<int:pk>/back/", task_pages.send_back, name="rhythm.tasks.send_back"),
    path("review-tasks/<int:pk>/put-off/", task_pages.put_off, name="rhythm.tasks.put_off"),
    path("review-tasks/<int:pk>/drop/", task_pages.drop, name="rhythm.tasks.drop"),
]
