"""Address of the search."""

from django.urls import path

from zhucun.desk.search import views

urlpatterns = [path("search/", views.search, name="search")]
