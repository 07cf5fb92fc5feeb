"""Django's handle on the package."""

from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "zhucun.acts"
