"""Django's handle on the package."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "zhucun.desk"
