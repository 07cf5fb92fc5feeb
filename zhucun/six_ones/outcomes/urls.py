"""Address of 六个一成果."""

from django.urls import path

from zhucun.six_ones.outcomes import rules, views
from zhucun.web import menu

menu.add(
    "six_ones", menu.Item("六个一成果", "six_ones:outcomes", needs=rules.SEE, order=10, leads_to=("six_ones:words",))
)

urlpatterns = [
    path("six-ones/", views.overview, name="outcomes"),
    path("six-ones/words/", views.words, name="words"),
]
