"""Django's handle on the package."""

from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "zhucun.acts"

    def ready(self) -> None:
        from zhucun.acts.deliveries import waiting  # noqa: F401, PLC0415  what waits is registered by being imported
        from zhucun.acts.jobs import waiting as _  # noqa: F401, PLC0415
