"""Addresses of diaries and month reports."""

from django.urls import path

from zhucun.records.diary import views

urlpatterns = [path("members/<int:pk>/diary/", views.diary, name="diary")]
