"""Address of 补改."""

from django.urls import path

from zhucun.reports.restating import views
from zhucun.reports.rules import SEE
from zhucun.web import menu

menu.add("reports", menu.Item("事后补改", "reports:restated", needs=SEE, order=12))

urlpatterns = [path("restated/", views.restated, name="restated")]
