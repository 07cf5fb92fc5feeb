"""Django's handle on the package."""

from django.apps import AppConfig

from zhucun.lib.registering import import_all

# topic → its modules that register something by being imported
REGISTERING = {
    "diary": "printed",
    "meetings": "kinds",
    "monthly": "printed waiting",
    "notes": "cards figure_records figures kinds",
}


class RecordsConfig(AppConfig):
    name = "zhucun.records"

    def ready(self) -> None:
        import_all(self.name, REGISTERING)
