"""Addresses of 培训班."""

from django.urls import path

from zhucun.training.holding import ticking_pages, views
from zhucun.training.sessions import rules
from zhucun.web import menu

menu.add(
    "training", menu.Item("培训班", "training:sessions", needs=rules.SEE, order=10, leads_to=("training:lacking",))
)

urlpatterns = [
    path("training/", views.overview, name="sessions"),
    path("training/lacking/", views.lacking, name="lacking"),
    path("training/sessions/new/", views.new, name="sessions.new"),
    path("training/sessions/<int:pk>/", views.one, name="sessions.one"),
    path("training/sessions/<int:pk>/correct/", views.correct, name="sessions.correct"),
    path("training/sessions/<int:pk>/call-off/", views.call_off, name="sessions.call_off"),
    path("training/sessions/<int:pk>/take-up/", views.take_up, name="sessions.take_up"),
    path("training/sessions/<int:pk>/tick/<str:code>/", ticking_pages.tick, name="sessions.tick"),
    path("training/sessions/<int:pk>/tick/<str:code>/new/", ticking_pages.newcomer, name="sessions.newcomer"),
    path("training/sessions/<int:pk>/certificates.docx", ticking_pages.certificates_in_word, name="certificates.word"),
    path("training/attendances/<int:pk>/", ticking_pages.certificate, name="certificate"),
    path("training/attendances/<int:pk>/certificate.docx", ticking_pages.certificate_in_word, name="certificate.word"),
]
