"""Addresses of 套表."""

from django.urls import path

from zhucun.reports.filling import views
from zhucun.reports.filling.rules import WRITE
from zhucun.web import menu

menu.add("reports", menu.Item("套表", "reports:forms", needs=WRITE, order=12))

urlpatterns = [
    path("forms/", views.forms, name="forms"),
    path("forms/remembered/", views.remembered, name="forms.remembered"),
    path("forms/remembered/<int:pk>/forget/", views.forget, name="forms.forget"),
    path("forms/<int:pk>/", views.form, name="forms.one"),
    path("forms/<int:pk>/fill/", views.fill, name="forms.fill"),
    path("forms/<int:pk>/again/", views.again, name="forms.again"),
    path("forms/<int:pk>/choose/", views.choose, name="forms.choose"),
    path("forms/<int:pk>/remove/", views.remove, name="forms.remove"),
]
