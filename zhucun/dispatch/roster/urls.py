"""Addresses of teams, postings and members."""

from django.urls import path

from zhucun.dispatch.roster import keeping_pages, member_pages, note_pages, posting_pages, rules, team_pages
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
OF_A_PERSON = ("people:rural", "people:fitness")
menu.add("dispatch", menu.Item("工作队", "dispatch:teams", needs=rules.SEE, order=20))
menu.add("dispatch", menu.Item("队员", "dispatch:members", needs=SEE_PEOPLE, order=30, leads_to=OF_A_PERSON))

urlpatterns = [
    path("teams/", team_pages.teams, name="teams"),
    path("teams/new/", keeping_pages.new_team, name="teams.new"),
    path("teams/<int:pk>/", team_pages.team, name="teams.one"),
    path("teams/<int:pk>/history/", team_pages.history, name="teams.one.history"),
    path("teams/<int:pk>/rename/", keeping_pages.rename, name="teams.one.rename"),
    path("teams/<int:pk>/backing/", keeping_pages.back, name="teams.one.back"),
    path("teams/<int:pk>/size/", keeping_pages.size, name="teams.one.size"),
    path("teams/<int:pk>/serve/", keeping_pages.serve, name="teams.one.serve"),
    path("teams/<int:pk>/disband/", keeping_pages.disband, name="teams.one.disband"),
    path("teams/places/<int:pk>/leave/", keeping_pages.leave_place, name="teams.place.leave"),
    path("teams/<int:pk>/post/", posting_pages.choose, name="teams.one.post"),
    path("teams/<int:pk>/post/new/", posting_pages.post_new, name="teams.one.post.new"),
    path("teams/<int:pk>/post/<int:cadre_pk>/", posting_pages.post, name="teams.one.post.one"),
    path("postings/<int:pk>/report/", posting_pages.report, name="teams.posting.report"),
    path("postings/<int:pk>/roles/", posting_pages.roles, name="teams.posting.roles"),
    path("postings/<int:pk>/note/", note_pages.note, name="teams.posting.note"),
    path("postings/<int:pk>/end/", posting_pages.end, name="teams.posting.end"),
    path("postings/<int:pk>/reopen/", posting_pages.reopen, name="teams.posting.reopen"),
    path("postings/<int:pk>/withdraw/", posting_pages.withdraw, name="teams.posting.withdraw"),
    path("members/", member_pages.members, name="members"),
    path("members/export/", member_pages.export, name="members.export"),
    path("members/<int:pk>/", member_pages.member, name="members.one"),
    path("members/<int:pk>/correct/", member_pages.correct, name="members.one.correct"),
    path("members/<int:pk>/unit/", member_pages.move, name="members.one.move"),
    path("members/<int:pk>/history/", member_pages.history, name="members.one.history"),
]
