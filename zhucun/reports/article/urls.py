"""Address of 与公开报道核对."""

from django.urls import path

from zhucun.reports.article import views

urlpatterns = [path("figures/article/", views.article, name="figures.article")]
