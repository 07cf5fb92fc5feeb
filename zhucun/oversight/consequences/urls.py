"""Addresses of what follows from grades and events."""

from django.urls import path

from zhucun.oversight.consequences import views

urlpatterns = [
    path("talks/consequences/", views.listing, name="consequences"),
    path("talks/consequences/open/", views.open_ticked, name="consequences.open_ticked"),
    path("talks/consequences/<int:pk>/", views.one, name="consequences.one"),
    path("talks/consequences/<int:pk>/open/", views.open_one, name="consequences.open"),
    path("talks/consequences/<int:pk>/set-aside/", views.set_aside, name="consequences.set_aside"),
]
