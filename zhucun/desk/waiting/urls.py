"""Address of 待我办."""

from django.urls import path

from zhucun.desk.waiting import views

urlpatterns = [path("waiting/", views.waiting, name="waiting")]
