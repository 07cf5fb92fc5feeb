"""Address of a township's page."""

from django.urls import path

from zhucun.dispatch.townships import views

urlpatterns = [path("townships/<str:code>/", views.township, name="townships.one")]
