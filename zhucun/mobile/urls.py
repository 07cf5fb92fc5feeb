"""Addresses of the phone's pages, under one name space, and their places in the bar below."""

from django.urls import URLPattern, URLResolver, path

from zhucun.mobile.case import own_pages
from zhucun.mobile.case import views as case
from zhucun.mobile.change import views as change
from zhucun.mobile.deeds import views as deeds
from zhucun.mobile.households import views as households
from zhucun.mobile.industry import views as industry
from zhucun.mobile.leader import views as leader
from zhucun.mobile.me import views as me
from zhucun.mobile.month import views as month
from zhucun.mobile.notes import views as notes
from zhucun.mobile.objection import views as objection
from zhucun.mobile.phone import DECIDING, EVERYBODY, INSPECTING, ON_A_TEAM, Tab, tab
from zhucun.mobile.rectify import views as rectify
from zhucun.mobile.safe import views as safe
from zhucun.mobile.site import views as site
from zhucun.mobile.study import mentors as _mentors  # noqa: F401  a part of 学习, declared by being imported
from zhucun.mobile.study import own_training as _own_training  # noqa: F401  a part of 学习, declared by being imported
from zhucun.mobile.study import practice
from zhucun.mobile.study import views as study
from zhucun.mobile.talk import views as talk
from zhucun.mobile.today import views as today
from zhucun.mobile.village import views as village
from zhucun.org.accounts.rules import LEADING

tab(Tab("一页", "home", "mobile:leader", order=5, roles=LEADING))
tab(Tab("今天", "sun", "mobile:today", order=10, roles=ON_A_TEAM))
tab(Tab("记一笔", "pencil", "mobile:note", order=20, roles=ON_A_TEAM))
tab(
    Tab(
        "学习",
        "school",
        "mobile:study",
        order=30,
        roles=ON_A_TEAM,
        leads_to=("mobile:study.sit", "mobile:study.practice"),
    )
)
tab(Tab("核对", "list-check", "mobile:village", order=10, roles=frozenset({"village_secretary"})))
tab(
    Tab(
        "今天的村",
        "list-check",
        "mobile:site",
        order=12,
        roles=INSPECTING,
        leads_to=("mobile:site.group",),
    )
)
tab(Tab("现场", "map-pin", "mobile:site.now", order=12, roles=INSPECTING, leads_to=("mobile:site.look",)))
tab(Tab("已交", "circle-check", "mobile:site.handed_in", order=13, roles=INSPECTING))
tab(Tab("待办", "list-check", "mobile:todo", order=15, roles=DECIDING, leads_to=("mobile:case",)))
tab(Tab("找人找村", "search", "desk:search", order=40, roles=LEADING))
tab(Tab("我的", "user", "mobile:me", order=90, roles=EVERYBODY))

app_name = "mobile"
urlpatterns: list[URLPattern | URLResolver] = [
    path("today/", today.today, name="today"),
    path("note/", notes.note, name="note"),
    path("diary/", notes.diary, name="diary"),
    path("today/duty/", today.duty, name="duty"),
    path("today/<int:pk>/back/", today.back_early, name="back"),
    path("today/safe/", safe.safe, name="safe"),
    path("today/safe/team/", safe.safe_team, name="safe.team"),
    path("change/", change.change, name="change"),
    path("change/<int:pk>/withdraw/", change.withdraw, name="change.withdraw"),
    path("site/", site.site, name="site"),
    path("site/now/", site.now, name="site.now"),
    path("site/handed-in/", site.handed_in_lately, name="site.handed_in"),
    path("site/groups/<int:pk>/", site.site, name="site.group"),
    path("site/<int:pk>/", site.look, name="site.look"),
    path("leader/", leader.leader, name="leader"),
    path("month/<int:pk>/", month.month, name="month"),
    path("month/<int:pk>/true/", month.say_true, name="month.true"),
    path("village-month/", village.village, name="village"),
    path("village-month/all/", village.all_right, name="village.all"),
    path("case/<int:pk>/", case.case, name="case"),
    path("case/<int:pk>/approve/", case.approve, name="case.approve"),
    path("case/<int:pk>/refuse/", case.refuse, name="case.refuse"),
    path("case/<int:pk>/back/", case.back, name="case.back"),
    path("case/<int:pk>/returned/", own_pages.returned, name="case.returned"),
    path("case/<int:pk>/longer/", own_pages.extend, name="case.extend"),
    path("case/<int:pk>/withdraw/", own_pages.withdraw, name="case.withdraw"),
    path("rectify/", rectify.listing, name="rectify"),
    path("rectify/<int:pk>/", rectify.one, name="rectify.item"),
    path("rectify/<int:pk>/reply/", rectify.reply, name="rectify.reply"),
    path("rectify/<int:pk>/check/", rectify.check, name="rectify.check"),
    path("rectify/<int:pk>/press/<slug:verb>/", rectify.pressed, name="rectify.press"),
    path("rectify/<int:pk>/<slug:verb>/", rectify.step, name="rectify.step"),
    path("industry/", industry.listing, name="industry"),
    path("industry/<int:pk>/", industry.one, name="industry.one"),
    path("deeds/", deeds.listing, name="deeds"),
    path("deeds/<int:pk>/", deeds.one, name="deeds.one"),
    path("households/", households.listing, name="households"),
    path("households/worker.js", households.worker, name="households.worker"),
    path("study/", study.study, name="study"),
    path("study/practice/", practice.five, name="study.practice"),
    path("study/tests/<int:pk>/", study.sit, name="study.sit"),
    path("own-talks/", talk.own, name="talks"),
    path("talk/<int:pk>/", talk.talk, name="talk"),
    path("talk/<int:pk>/answer/", talk.answer, name="talk.answer"),
    path("talk/<int:pk>/hold/", talk.hold, name="talk.hold"),
    path("todo/", case.todo, name="todo"),
    path("me/objection/<int:pk>/", objection.objection, name="objection"),
    path("me/", me.me, name="me"),
    path("me/type/", me.type_size, name="type"),
]
