"""Addresses of 填报负担."""

from django.urls import path

from zhucun.policy.burden import views

urlpatterns = [
    path("", views.overview, name="burden"),
    path("forms/new/", views.add, name="burden.add"),
    path("forms/<int:pk>/retire/", views.retire, name="burden.retire"),
]
