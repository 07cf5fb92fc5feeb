"""Addresses of uploads, under one name space."""

from django.urls import path

from zhucun.files import views

app_name = "files"
urlpatterns = [path("files/<int:pk>/", views.one, name="one")]
