"""Django's handle on the package."""

from importlib import import_module

from django.apps import AppConfig

# topic → its modules that register acts, kinds of record, figures or waiting lines by being imported
REGISTERING = {
    "disputes": "acts figure_records figures following kinds waiting",
    "matters": "acts figure_records figures following handing importing kinds rechecking waiting",
    "handling": "parts",
}


class SixOnesConfig(AppConfig):
    name = "zhucun.six_ones"

    def ready(self) -> None:
        for topic, modules in REGISTERING.items():
            for module in modules.split():
                import_module(f"{self.name}.{topic}.{module}")
