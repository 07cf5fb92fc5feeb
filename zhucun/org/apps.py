"""Django's handle on the package."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "zhucun.org"

    def ready(self) -> None:
        # Registered by being imported.
        from zhucun.org.accounts import gates, middleware, tokens, waiting  # noqa: F401, PLC0415
        from zhucun.org.aid import importing_facts, importing_helpers  # noqa: F401, PLC0415
        from zhucun.org.log import checking  # noqa: F401, PLC0415
        from zhucun.org.people import facts, own_cadres, reactions  # noqa: F401, PLC0415
        from zhucun.org.places import importing  # noqa: F401, PLC0415
