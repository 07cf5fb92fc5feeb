"""Addresses of 测验结果."""

from django.urls import path

from zhucun.training.results import views

urlpatterns = [path("training/tests/<int:pk>/results/", views.one, name="results")]
