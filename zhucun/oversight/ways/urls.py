"""Addresses of 今天怎么走."""

from django.urls import path

from zhucun.oversight.ways import views

urlpatterns = [path("inspection/groups/<int:pk>/way/", views.way, name="inspection.way")]
