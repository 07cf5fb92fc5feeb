"""Mounts the topics of policy."""

from django.urls import include, path

from zhucun.policy.versions import rules
from zhucun.web import menu

menu.group("settings", "设置", order=90, icon="settings")
menu.add("settings", menu.Item("办法参数", "policy:profile", needs=(rules.PROPOSE, rules.APPROVE), order=40))

app_name = "policy"
urlpatterns = [
    path("policy/", include("zhucun.policy.versions.urls")),
    path("policy/filing/", include("zhucun.policy.filing.urls")),
]
