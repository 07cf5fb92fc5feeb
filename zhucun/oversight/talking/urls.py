"""Addresses of talks."""

from django.urls import path

from zhucun.oversight.consequences.tabs import TABS, Tab
from zhucun.oversight.talking import earlier_pages, notifying_pages, views
from zhucun.oversight.talks import rules
from zhucun.web import menu

menu.group("oversight", "监管", order=30, tile="管", tile_class="oversight")
menu.add("oversight", menu.Item("约谈与问责", "oversight:talks", order=28, tabs=TABS))
TABS.add(Tab("双约谈", "oversight:talks", rules.SEE_PROGRESS, 10))
TABS.add(Tab("约谈", "oversight:talks.records", rules.SEE, 20))
TABS.add(Tab("该约谈的单位", "oversight:talks.units", rules.NOTIFY_UNITS, 40))

urlpatterns = [
    path("talks/", views.duals, name="talks"),
    path("talks/dual/<int:pk>/", views.dual, name="talks.dual"),
    path("talks/records/", views.records, name="talks.records"),
    path("talks/earlier/", earlier_pages.earlier, name="talks.earlier"),
    path("talks/new/", notifying_pages.choose_whom, name="talks.new"),
    path("talks/new/<int:pk>/", notifying_pages.notify, name="talks.notify"),
    path("talks/new/teams/<int:pk>/", notifying_pages.notify_team, name="talks.notify_team"),
    path("talks/units/", notifying_pages.units, name="talks.units"),
    path("talks/units/notify/", notifying_pages.notify_units, name="talks.notify_units"),
    path("talks/<int:pk>/", views.one, name="talks.one"),
    path("talks/<int:pk>/answer/", views.answer, name="talks.answer"),
    path("talks/<int:pk>/hold/", views.hold, name="talks.hold"),
    path("talks/<int:pk>/follow-up/", views.follow_up, name="talks.follow_up"),
    path("talks/<int:pk>/withdraw/", views.withdraw, name="talks.withdraw"),
    path("talks/<int:pk>/notice/", views.notice, name="talks.notice"),
    path("talks/<int:pk>/notice.docx", views.notice_in_word, name="talks.notice.word"),
    path("talks/<int:pk>/record/", views.record, name="talks.record"),
    path("talks/<int:pk>/record.docx", views.record_in_word, name="talks.record.word"),
]
