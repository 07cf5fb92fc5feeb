"""Addresses of what the tools themselves show, without a name space: undo, saved views, jobs."""

from django.urls import path

from zhucun.web import job_pages, saved_view_pages
from zhucun.web.undo import undo

urlpatterns = [
    path("undo/", undo, name="undo"),
    path("views/save/", saved_view_pages.save, name="views.save"),
    path("views/<int:pk>/forget/", saved_view_pages.forget, name="views.forget"),
    path("jobs/", job_pages.jobs_list, name="jobs"),
    path("jobs/<int:pk>/", job_pages.job, name="jobs.one"),
    path("jobs/<int:pk>/stop/", job_pages.stop, name="jobs.stop"),
    path("jobs/<int:pk>/retry/", job_pages.retry, name="jobs.retry"),
    path("jobs/deliveries/", job_pages.deliveries_list, name="jobs.deliveries"),
    path("jobs/deliveries/<int:pk>/<str:verb>/", job_pages.settle, name="jobs.deliveries.settle"),
]
