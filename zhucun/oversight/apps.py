"""Django's handle on the package."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "zhucun.oversight"

    def ready(self) -> None:
        from zhucun.oversight.attendance import acts, correcting, monthly, reactions  # noqa: F401, PLC0415
        from zhucun.oversight.calendar import stepping  # noqa: F401, PLC0415  jobs are registered by being imported
        from zhucun.oversight.emergency import acts as of_emergency  # noqa: F401, PLC0415
        from zhucun.oversight.emergency import waiting as of_emergency_waiting  # noqa: F401, PLC0415
        from zhucun.oversight.leave import acts as of_leave  # noqa: F401, PLC0415  registered by being imported
        from zhucun.oversight.leave import reactions as of_leave_reactions  # noqa: F401, PLC0415
        from zhucun.oversight.leave import returning, waiting  # noqa: F401, PLC0415
