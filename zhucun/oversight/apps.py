"""Django's handle on the package."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "zhucun.oversight"
