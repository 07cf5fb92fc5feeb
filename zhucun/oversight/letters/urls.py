"""Addresses of 起草交办函."""

from django.urls import path

from zhucun.oversight.letters import drafting_pages, views

urlpatterns = [
    path("rectification/new/", drafting_pages.open_issue, name="rectification.new"),
    path("rectification/compose/", drafting_pages.compose, name="rectification.compose"),
    path("rectification/issues/<int:pk>/", drafting_pages.issue, name="rectification.issue"),
    path("rectification/issues/<int:pk>/word/", views.letters_in_word, name="rectification.issue.word"),
    path("rectification/issues/<int:pk>/add/", drafting_pages.add, name="rectification.add"),
    path("rectification/issues/<int:pk>/send-out/", drafting_pages.send_out, name="rectification.send_out"),
    path("rectification/issues/<int:pk>/call-back/", drafting_pages.call_back, name="rectification.call_back"),
    path("rectification/issues/<int:pk>/discard/", drafting_pages.discard, name="rectification.discard"),
    path("rectification/issues/<int:pk>/issued/", drafting_pages.record, name="rectification.record"),
    path("rectification/drafts/<int:pk>/", drafting_pages.change, name="rectification.change"),
    path("rectification/drafts/<int:pk>/take-out/", drafting_pages.take_out, name="rectification.take_out"),
    path("rectification/letters/<int:pk>/", views.letter, name="rectification.letter"),
    path("rectification/letters/<int:pk>/word/", views.letter_in_word, name="rectification.letter.word"),
    path("rectification/letters/<int:pk>/text/", drafting_pages.word, name="rectification.letter.text"),
]
