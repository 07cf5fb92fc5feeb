"""Addresses of 产业项目, 一村一品, 村集体经济收入."""

from django.urls import path

from zhucun.six_ones.developing import registering, step_pages, views, village_pages
from zhucun.six_ones.industries import rules
from zhucun.web import menu

menu.add("six_ones", menu.Item("产业项目", "six_ones:projects", needs=rules.SEE, order=30))

PRODUCTS, INCOMES = {"ledger": "specialities"}, {"ledger": "incomes"}

urlpatterns = [
    path("projects/", views.overview, name="projects"),
    path("projects/new/", registering.new, name="projects.new"),
    path("projects/new/<str:code>/", registering.at_place, name="projects.at"),
    path("projects/specialities/", village_pages.specialities, name="projects.specialities"),
    path("projects/specialities/new/", village_pages.new, PRODUCTS, name="projects.specialities.new"),
    path("projects/specialities/new/<str:code>/", village_pages.at_place, PRODUCTS, name="projects.specialities.at"),
    path(
        "projects/specialities/<int:pk>/<slug:verb>/", village_pages.speciality_step, name="projects.specialities.step"
    ),
    path("projects/incomes/", village_pages.incomes, name="projects.incomes"),
    path("projects/incomes/new/", village_pages.new, INCOMES, name="projects.incomes.new"),
    path("projects/incomes/new/<str:code>/", village_pages.at_place, INCOMES, name="projects.incomes.at"),
    path("projects/incomes/<int:pk>/<slug:verb>/", village_pages.income_step, name="projects.incomes.step"),
    path("projects/money/", views.money, name="projects.money_lines"),
    path("projects/money/<int:pk>/correct/", registering.correct_money, name="projects.money.correct"),
    path("projects/households/<int:pk>/leave_out/", registering.leave_out, name="projects.households.leave_out"),
    path("projects/<int:pk>/", views.one, name="projects.one"),
    path("projects/<int:pk>/money/", registering.record_money, name="projects.money"),
    path("projects/<int:pk>/households/", registering.households, name="projects.households"),
    path("projects/<int:pk>/<slug:verb>/", step_pages.step, name="projects.step"),
]
