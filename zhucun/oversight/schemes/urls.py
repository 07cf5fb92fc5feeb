"""Addresses of 考核方案."""

from django.urls import path

from zhucun.oversight.schemes import views

urlpatterns = [
    path("schemes/", views.overview, name="schemes"),
    path("schemes/new/", views.new, name="schemes.new"),
    path("schemes/<int:pk>/", views.one, name="schemes.one"),
    path("schemes/<int:pk>/edit/", views.edit, name="schemes.edit"),
    path("schemes/<int:pk>/enforce/", views.enforce, name="schemes.enforce"),
    path("schemes/<int:pk>/withdraw/", views.withdraw, name="schemes.withdraw"),
]
