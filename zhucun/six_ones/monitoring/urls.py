"""Addresses of 防返贫监测."""

from django.urls import path

from zhucun.six_ones.monitoring import publicity, reporting, rules, views
from zhucun.web import menu
from zhucun.web.tabs import Tab, Tabs

TABS = Tabs(
    [
        Tab("线索", "six_ones:monitoring", rules.SEE, 10),
        Tab("监测对象", "six_ones:monitoring.households", rules.SEE, 20),
        Tab("公示文字查一遍", "six_ones:monitoring.publicity", rules.SEE, 30),
    ]
)
menu.add("six_ones", menu.Item("防返贫监测", "six_ones:monitoring", needs=rules.SEE, order=80, tabs=TABS))

urlpatterns = [
    path("monitoring/", views.clues, name="monitoring"),
    path("monitoring/households/", views.households, name="monitoring.households"),
    path("monitoring/households/<int:pk>/", views.household, name="monitoring.household"),
    path("monitoring/publicity/", publicity.check, name="monitoring.publicity"),
    path("monitoring/new/", reporting.new, name="monitoring.new"),
    path("monitoring/new/<str:code>/", reporting.at_place, name="monitoring.at"),
    path("monitoring/<int:pk>/", views.clue, name="monitoring.clue"),
    path("monitoring/<int:pk>/<slug:verb>/", reporting.step, name="monitoring.step"),
]
