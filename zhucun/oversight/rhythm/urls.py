"""Addresses of the year's rhythm."""

from django.urls import path

from zhucun.oversight.rhythm import views

urlpatterns = [
    path("rhythm/calendar/", views.calendar, name="rhythm.calendar"),
    path("rhythm/calendar/due/", views.list_due, name="rhythm.list_due"),
    path("rhythm/items/<int:pk>/", views.one, name="rhythm.item"),
    path("rhythm/items/<int:pk>/done/", views.done, name="rhythm.item.done"),
    path("rhythm/items/<int:pk>/skip/", views.skip, name="rhythm.item.skip"),
    path("rhythm/items/<int:pk>/reopen/", views.reopen, name="rhythm.item.reopen"),
]
