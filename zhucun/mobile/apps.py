"""Django's handle on the package."""

from django.apps import AppConfig


class MobileConfig(AppConfig):
    name = "zhucun.mobile"
