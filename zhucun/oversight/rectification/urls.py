"""Addresses of 整改交办."""

from django.urls import path

from zhucun.oversight.rectification import drafting_pages, item_pages, rules, views
from zhucun.web import menu

menu.add("oversight", menu.Item("整改交办", "oversight:rectification", needs=rules.SEE, order=24))

urlpatterns = [
    path("rectification/", views.board, name="rectification"),
    path("rectification/ledger/", views.ledger, name="rectification.ledger"),
    path("rectification/remind/", views.remind_overdue, name="rectification.remind_overdue"),
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
    path("rectification/items/<int:pk>/", item_pages.one, name="rectification.item"),
    path("rectification/items/<int:pk>/reply/", item_pages.reply, name="rectification.item.reply"),
    path("rectification/items/<int:pk>/check/", item_pages.check, name="rectification.item.check"),
    path("rectification/items/<int:pk>/press/<slug:verb>/", item_pages.pressed, name="rectification.item.press"),
    path("rectification/items/<int:pk>/<slug:verb>/", item_pages.step, name="rectification.item.step"),
]
