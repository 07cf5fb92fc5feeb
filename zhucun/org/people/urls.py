"""Addresses of what is shown of a person only for a reason."""

from django.urls import path

from zhucun.org.people import private

app_name = "people"
urlpatterns = [
    path("people/<int:pk>/private/", private.private, name="private"),
]
