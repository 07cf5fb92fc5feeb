"""Addresses of 请假."""

from django.urls import path

from zhucun.oversight.leave import asking_pages, balance_pages, rules, views
from zhucun.web import menu

menu.add("oversight", menu.Item("请假", "oversight:leaves", needs=rules.SEE, order=20))

urlpatterns = [
    path("leave/", views.leaves_list, name="leaves"),
    path("leave/new/", asking_pages.choose, name="leaves.new"),
    path("leave/new/<int:pk>/", asking_pages.ask, name="leaves.ask"),
    path("leave/year/", balance_pages.year, name="leaves.year"),
    path("leave/<int:pk>/", views.one, name="leaves.one"),
    path("leave/<int:pk>/approve/", views.approve, name="leaves.approve"),
    path("leave/<int:pk>/refuse/", views.refuse, name="leaves.refuse"),
    path("leave/<int:pk>/back/", views.back, name="leaves.back"),
    path("leave/<int:pk>/returned/", views.returned, name="leaves.returned"),
    path("leave/<int:pk>/extend/", views.extend, name="leaves.extend"),
    path("leave/<int:pk>/withdraw/", views.withdraw, name="leaves.withdraw"),
    path("leave/<int:pk>/paper/", views.paper, name="leaves.paper"),
    path("leave/<int:pk>/paper.docx", views.paper_in_word, name="leaves.paper.word"),
]
