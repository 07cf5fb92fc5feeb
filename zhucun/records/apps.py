"""Django's handle on the package."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "zhucun.records"

    def ready(self) -> None:
        from zhucun.records.meetings import kinds as of_meetings  # noqa: F401, PLC0415
        from zhucun.records.monthly import waiting  # noqa: F401, PLC0415
        from zhucun.records.notes import cards as of_records  # noqa: F401, PLC0415
        from zhucun.records.notes import figure_records as of_record_figures  # noqa: F401, PLC0415
        from zhucun.records.notes import figures as of_figures  # noqa: F401, PLC0415
        from zhucun.records.notes import kinds  # noqa: F401, PLC0415  kinds are declared by being imported
