"""Django's handle on the package."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "zhucun.desk"

    def ready(self) -> None:
        from zhucun.desk.feedback import handing, waiting  # noqa: F401, PLC0415  what waits, by being imported
        from zhucun.desk.search import reactions  # noqa: F401, PLC0415
        from zhucun.desk.wall import rules  # noqa: F401, PLC0415  its permission
