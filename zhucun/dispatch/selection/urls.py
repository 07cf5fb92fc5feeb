"""Addresses of selection rounds."""

from django.urls import path

from zhucun.dispatch.rounds import rules
from zhucun.dispatch.selection import (
    candidate_pages,
    check_pages,
    letter_pages,
    need_pages,
    plan_pages,
    quota_pages,
    round_pages,
)
from zhucun.web import menu

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("选派轮次", "dispatch:rounds", needs=rules.SEE, order=40))

urlpatterns = [
    path("rounds/", round_pages.all_rounds, name="rounds"),
    path("rounds/new/", round_pages.new, name="rounds.new"),
    path("rounds/<int:pk>/", round_pages.one, name="rounds.one"),
    path("rounds/<int:pk>/next/", round_pages.go_on, name="rounds.one.next"),
    path("rounds/<int:pk>/back/", round_pages.step_back, name="rounds.one.step_back"),
    path("rounds/<int:pk>/call-off/", round_pages.call_off, name="rounds.one.call_off"),
    path("rounds/<int:pk>/days/", round_pages.days, name="rounds.one.days"),
    path("rounds/<int:pk>/history/", round_pages.history, name="rounds.one.history"),
    path("rounds/<int:pk>/needs/", need_pages.needs, name="rounds.one.needs"),
    path("rounds/<int:pk>/needs/agree/", need_pages.agree, name="rounds.one.needs.agree"),
    path("rounds/needs/<int:pk>/", need_pages.need, name="rounds.need"),
    path("rounds/needs/<int:pk>/give-back/", need_pages.give_back, name="rounds.need.give_back"),
    path("rounds/needs/<int:pk>/decide/<slug:listed>/", need_pages.decide, name="rounds.need.decide"),
    path("rounds/<int:pk>/stay/", plan_pages.stay, name="rounds.one.stay"),
    path("rounds/<int:pk>/stay/settle/", plan_pages.settle, name="rounds.one.stay.settle"),
    path("rounds/<int:pk>/quotas/", quota_pages.quotas, name="rounds.one.quotas"),
    path("rounds/<int:pk>/quotas/draft/", quota_pages.draft, name="rounds.one.quotas.draft"),
    path("rounds/<int:pk>/quotas/new/", quota_pages.new, name="rounds.one.quotas.new"),
    path("rounds/<int:pk>/quotas/letters/", letter_pages.letters, name="rounds.one.quotas.letters"),
    path("rounds/quotas/<int:pk>/", quota_pages.quota, name="rounds.quota"),
    path("rounds/quotas/<int:pk>/count/", quota_pages.count, name="rounds.quota.count"),
    path("rounds/quotas/<int:pk>/remove/", quota_pages.remove, name="rounds.quota.remove"),
    path("rounds/quotas/<int:pk>/issue/", letter_pages.issue, name="rounds.quota.issue"),
    path("rounds/quotas/<int:pk>/letter/", letter_pages.letter, name="rounds.quota.letter"),
    path("rounds/quotas/<int:pk>/letter.docx", letter_pages.letter_in_word, name="rounds.quota.letter.word"),
    path("rounds/quotas/<int:pk>/reply/", quota_pages.reply, name="rounds.quota.reply"),
    path("rounds/quotas/<int:pk>/name/new/", candidate_pages.name_new, name="rounds.quota.new"),
    path("rounds/quotas/<int:pk>/name/<int:cadre_pk>/", candidate_pages.name_one, name="rounds.quota.name"),
    path("rounds/<int:pk>/nominations/", candidate_pages.nominations, name="rounds.one.nominations"),
    path("rounds/<int:pk>/nominations/judge/", candidate_pages.judge, name="rounds.one.judge"),
    path("rounds/<int:pk>/nominations/form.xlsx", candidate_pages.blank_form, name="rounds.one.form"),
    path("rounds/<int:pk>/nominations/file/", candidate_pages.take_in, name="rounds.one.take_in"),
    path("rounds/nominations/<int:pk>/fitness/", candidate_pages.fitness, name="rounds.nomination.fitness"),
    path("rounds/nominations/<int:pk>/withdraw/", candidate_pages.withdraw, name="rounds.nomination.withdraw"),
    path("rounds/<int:pk>/checks/", check_pages.checks, name="rounds.one.checks"),
    path("rounds/<int:pk>/checks/<int:number>/", check_pages.record, name="rounds.one.check"),
    path("rounds/checks/<int:pk>/clear/", check_pages.clear, name="rounds.check.clear"),
    path("rounds/<int:pk>/seats/", plan_pages.seats, name="rounds.one.seats"),
    path("rounds/<int:pk>/seats/clear/", plan_pages.clear, name="rounds.one.seats.clear"),
    path("rounds/<int:pk>/approval/", plan_pages.approval, name="rounds.one.approval"),
    path("rounds/<int:pk>/approval/take-back/", plan_pages.take_back, name="rounds.one.take_back"),
    path("rounds/approvals/<int:pk>/", plan_pages.step, name="rounds.approval"),
    path("rounds/approvals/<int:pk>/send-back/", plan_pages.send_back, name="rounds.approval.send_back"),
]
