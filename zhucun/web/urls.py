"""Addresses of what the tools themselves show, without a name space: undo, jobs."""

from django.urls import path

from zhucun.web import job_pages
from zhucun.web.undo import undo

urlpatterns = [
    path("undo/", undo, name="undo"),
    path("jobs/", job_pages.jobs_list, name="jobs"),
    path("jobs/<int:pk>/", job_pages.job, name="jobs.one"),
    path("jobs/<int:pk>/stop/", job_pages.stop, name="jobs.stop"),
    path("jobs/<int:pk>/retry/", job_pages.retry, name="jobs.retry"),
    path("jobs/deliveries/", job_pages.deliveries_list, name="jobs.deliveries"),
    path("jobs/deliveries/<int:pk>/<str:verb>/", job_pages.settle, name="jobs.deliveries.settle"),
]
