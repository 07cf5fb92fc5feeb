"""Addresses of reports."""

from django.urls import path

from zhucun.reports.periodic import views
from zhucun.reports.periodic.rules import SEE
from zhucun.web import menu

menu.add("reports", menu.Item("月报和总账", "reports:periodic", needs=SEE, order=12))

urlpatterns = [
    path("reports/", views.month, name="periodic"),
    path("reports/new/", views.begin, name="periodic.new"),
    path("reports/<int:pk>/", views.one, name="periodic.one"),
    path("reports/<int:pk>/submit/", views.submit, name="periodic.submit"),
    path("reports/<int:pk>/take-back/", views.take_back, name="periodic.take_back"),
    path("reports/<int:pk>/sign/", views.sign, name="periodic.sign"),
    path("reports/<int:pk>/send-back/", views.send_back, name="periodic.send_back"),
    path("reports/<int:pk>/issue/", views.issue, name="periodic.issue"),
    path("reports/<int:pk>/drop/", views.drop, name="periodic.drop"),
]
