"""Addresses of 重点工作提示."""

from django.urls import path

from zhucun.oversight.prompts import rules, views
from zhucun.oversight.rhythm.tabs import TABS, Tab

TABS.add(Tab("重点工作提示", "oversight:rhythm.prompts", rules.SEE, 10))

urlpatterns = [
    path("prompts/", views.months, name="rhythm.prompts"),
    path("prompts/new/", views.new, name="rhythm.prompts.new"),
    path("prompts/<int:pk>/", views.one, name="rhythm.prompts.one"),
    path("prompts/<int:pk>/change/", views.edit, name="rhythm.prompts.change"),
    path("prompts/<int:pk>/issue/", views.issue, name="rhythm.prompts.issue"),
    path("prompts/<int:pk>/withdraw/", views.withdraw, name="rhythm.prompts.withdraw"),
    path("prompts/<int:pk>/tell/", views.tell, name="rhythm.prompts.tell"),
    path("prompts/<int:pk>/items/<int:position>/", views.item, name="rhythm.prompts.item"),
]
