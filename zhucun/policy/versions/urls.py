"""Addresses of 办法参数."""

from django.urls import path

from zhucun.policy.versions import views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("new/", views.propose, name="profile.new"),
    path("versions/", views.versions_list, name="profile.versions"),
    path("<int:pk>/", views.version, name="profile.version"),
    path("<int:pk>/approve/", views.approve, name="profile.approve"),
    path("<int:pk>/decline/", views.decline, name="profile.decline"),
    path("<int:pk>/withdraw/", views.withdraw, name="profile.withdraw"),
]
