"""Address of the wall."""

from django.urls import path

from zhucun.desk.wall import views

urlpatterns = [path("wall/", views.wall, name="wall")]
