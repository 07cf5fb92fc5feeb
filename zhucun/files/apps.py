"""Django's handle on the package."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "zhucun.files"
