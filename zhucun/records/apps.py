"""Django's handle on the package."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "zhucun.records"
