"""Addresses of 上线备案."""

from django.urls import path

from zhucun.policy.filing import views

urlpatterns = [
    path("", views.checklist, name="profile.filing"),
    path("<slug:item>/", views.tick, name="profile.filing.tick"),
    path("<int:pk>/withdraw/", views.withdraw, name="profile.filing.withdraw"),
]
