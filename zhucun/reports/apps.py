"""Django's handle on the package."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "zhucun.reports"

    def ready(self) -> None:
        from zhucun.reports import rules  # noqa: F401, PLC0415  permissions are registered by being imported
