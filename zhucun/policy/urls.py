"""Mounts the topics of policy."""

from django.urls import include, path

from zhucun.policy.burden.rules import SEE as SEE_BURDEN
from zhucun.policy.versions import rules
from zhucun.web import menu

menu.group("settings", "设置", order=90, icon="settings")
menu.add("settings", menu.Item("办法参数", "policy:profile", needs=(rules.PROPOSE, rules.APPROVE), order=40))
menu.add("settings", menu.Item("填报负担", "policy:burden", needs=SEE_BURDEN, order=60))

app_name = "policy"
urlpatterns = [
    path("holidays/", include("zhucun.policy.holidays.urls")),
    path("policy/", include("zhucun.policy.versions.urls")),
    path("documents/", include("zhucun.policy.documents.urls")),
    path("policy/burden/", include("zhucun.policy.burden.urls")),
    path("policy/filing/", include("zhucun.policy.filing.urls")),
]
