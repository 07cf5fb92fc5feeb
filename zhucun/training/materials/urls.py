"""Addresses of 培训材料."""

from django.urls import path

from zhucun.training.materials import views

urlpatterns = [
    path("training/sessions/<int:pk>/materials/", views.attach, name="sessions.attach"),
    path("training/materials/<int:pk>/remove/", views.detach, name="sessions.detach"),
]
