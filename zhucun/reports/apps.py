"""Django's handle on the package."""

from django.apps import AppConfig

from zhucun.acts.history.remembered import remember
from zhucun.lib.registering import import_all
from zhucun.reports.remembered import REMEMBERED

# topic → its modules that register acts by being imported
REGISTERING = {
    "drafts": "acts freezing",
    "everything": "working",
    "filling": "acts making",
    "periodic": "acts waiting",
}


class ReportsConfig(AppConfig):
    name = "zhucun.reports"

    def ready(self) -> None:
        from zhucun.reports import rules  # noqa: F401, PLC0415  permissions are registered by being imported

        import_all(self.name, REGISTERING)
        remember(REMEMBERED)
