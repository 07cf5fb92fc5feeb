"""Django's handle on the package."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "zhucun.org"
