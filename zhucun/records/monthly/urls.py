"""Addresses of month reports."""

from django.urls import path

from zhucun.records.monthly import views

urlpatterns = [
    path("month-reports/", views.month_reports, name="reports"),
    path("month-reports/check/", views.check_all, name="reports.check"),
    path("month-reports/<int:pk>/check/", views.check, name="report.check"),
    path("month-reports/<int:pk>/renew/", views.renew, name="report.renew"),
    path("month-reports/<int:pk>/send-back/", views.send_back, name="report.send_back"),
    path("teams/<int:pk>/month-report/", views.month_report, name="report"),
]
