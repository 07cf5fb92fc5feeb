"""Addresses of screening. Its entrance is the county's page of coverage; who is asked comes by the doubts."""

from django.urls import path

from zhucun.dispatch.hearing import views

urlpatterns = [
    path("screening/", views.screenings_list, name="screening"),
    path("screening/new/", views.run, name="screening.new"),
    path("screening/decide/", views.decide, name="screening.decide"),
    path("screening/<int:pk>/", views.screening, name="screening.one"),
    path("screening/<int:pk>/again/", views.again, name="screening.one.again"),
    path("doubts/", views.doubts, name="doubts"),
    path("doubts/<int:pk>/", views.doubt, name="doubt"),
]
