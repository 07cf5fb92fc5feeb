"""Addresses of 原样导出."""

from django.urls import path

from zhucun.reports.everything import views

urlpatterns = [
    path("transfers/everything/", views.everything, name="transfers.everything"),
    path("transfers/everything/<int:pk>/", views.download, name="transfers.everything_one"),
]
