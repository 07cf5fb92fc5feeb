"""Addresses of 现场记录 and 发现的问题."""

from django.urls import path

from zhucun.oversight.drawing.tabs import TABS, Tab
from zhucun.oversight.onsite import rules
from zhucun.oversight.visiting import finding_pages, record_pages, views

TABS.add(Tab("现场记录", "oversight:visits", rules.SEE, 20))
TABS.add(Tab("发现的问题", "oversight:findings", rules.SEE, 30))

urlpatterns = [
    path("inspection/visits/", views.visits, name="visits"),
    path("inspection/visits/new/", record_pages.choose, name="visits.new"),
    path("inspection/visits/teams/<int:pk>/", record_pages.record, name="visits.record"),
    path("inspection/visits/<int:pk>/", views.one, name="visits.one"),
    path("inspection/visits/<int:pk>/paper/", views.paper, name="visits.paper"),
    path("inspection/visits/<int:pk>/correct/", record_pages.correct, name="visits.correct"),
    path("inspection/visits/<int:pk>/comment/", views.comment, name="visits.comment"),
    path("inspection/visits/<int:pk>/photos/", views.photos, name="visits.photos"),
    path("inspection/visits/<int:pk>/withdraw/", views.withdraw, name="visits.withdraw"),
    path("findings/", finding_pages.ledger, name="findings"),
    path("findings/new/", finding_pages.choose, name="findings.new"),
    path("findings/letter/", finding_pages.letter, name="findings.letter"),
    path("findings/teams/<int:pk>/", finding_pages.enter, name="findings.enter"),
    path("findings/<int:pk>/", finding_pages.one, name="findings.one"),
    path("findings/<int:pk>/<slug:verb>/", finding_pages.step, name="findings.step"),
]
