"""Django's handle on the package."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "zhucun.policy"
