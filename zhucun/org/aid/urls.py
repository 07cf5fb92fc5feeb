"""Addresses of 结对帮扶."""

from django.urls import path

from zhucun.org.aid import views

app_name = "aid"
urlpatterns = [
    path("places/<int:pk>/aid/new/", views.pair, name="unit.new"),
    path("aid/<int:pk>/end/", views.end_pair, name="unit.end"),
    path("places/<int:pk>/helpers/", views.helpers, name="helpers"),
]
