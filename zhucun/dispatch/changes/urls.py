"""Addresses of 调整与召回."""

from django.urls import path

from zhucun.dispatch.changes import proposing_pages, repair_pages, rules, succession_pages, views
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("调整与召回", "dispatch:changes", needs=rules.SEE, order=60))

urlpatterns = [
    path("changes/", views.cases, name="changes"),
    path("changes/new/", proposing_pages.choose, name="changes.new"),
    path("changes/repair/", repair_pages.repair, name="changes.repair"),
    path("changes/<int:pk>/", views.case, name="changes.one"),
    path("changes/<int:pk>/history/", views.history, name="changes.history"),
    path("changes/<int:pk>/opinion/", views.opinion, name="changes.opinion"),
    path("changes/<int:pk>/decide/", views.decide, name="changes.decide"),
    path("changes/<int:pk>/recall/", views.recall, name="changes.recall"),
    path("changes/<int:pk>/approve/", views.approve, name="changes.approve"),
    path("changes/<int:pk>/sign/", views.sign, name="changes.sign"),
    path("changes/<int:pk>/carry-out/", views.carry_out, name="changes.carry_out"),
    path("changes/<int:pk>/letter/", views.letter, name="changes.letter"),
    path("changes/<int:pk>/letter.docx", views.letter_in_word, name="changes.letter.word"),
    path("changes/<int:pk>/successors/", succession_pages.successors, name="changes.successors"),
    path("changes/<int:pk>/name/", succession_pages.name, name="changes.name"),
    path("changes/<int:pk>/close/", views.close, name="changes.close"),
    path("changes/<int:pk>/withdraw/", views.withdraw, name="changes.withdraw"),
    path("successors/", succession_pages.for_unit, name="successors"),
    path("successors/<int:pk>/", succession_pages.answer, name="successors.answer"),
    path("successors/<int:pk>/post/", succession_pages.post, name="successors.post"),
    path("postings/<int:pk>/change/", proposing_pages.choose_kind, name="changes.kinds"),
    path("postings/<int:pk>/change/<str:kind>/", proposing_pages.propose, name="changes.propose"),
    path("teams/<int:pk>/recall/", proposing_pages.recall_team, name="changes.recall_team"),
    path("teams/<int:pk>/reinforce/", proposing_pages.reinforce, name="changes.reinforce"),
]
