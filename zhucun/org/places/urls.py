"""Addresses of what keeps places; the pages that show them with their teams are of dispatch."""

from django.urls import path

from zhucun.org.places import household_pages, views

app_name = "places"
urlpatterns = [
    path("places/new/", views.new, name="place.new"),
    path("places/<int:pk>/rename/", views.rename, name="place.rename"),
    path("places/<int:pk>/correct/", views.correct, name="place.correct"),
    path("places/<int:pk>/locate/", views.locate, name="place.locate"),
    path("places/<int:pk>/close/", views.close, name="place.close"),
    path("places/<int:pk>/reopen/", views.reopen, name="place.reopen"),
    path("places/<int:pk>/history/", views.history, name="place.history"),
    path("places/<int:pk>/tag/", views.tag, name="place.tag"),
    path("places/tags/<int:pk>/end/", views.untag, name="place.untag"),
    path("places/tags/<int:pk>/withdraw/", views.withdraw_tag, name="place.withdraw_tag"),
    path("places/<int:pk>/group/", views.group, name="place.group"),
    path("places/<int:pk>/households/", household_pages.households, name="place.households"),
    path("places/<int:pk>/household/", household_pages.new_household, name="place.household"),
    path("places/households/<int:pk>/end/", household_pages.end_household, name="place.household.end"),
]
