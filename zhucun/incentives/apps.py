"""Django's handle on the package."""

from importlib import import_module

from django.apps import AppConfig

# topic → its modules that register acts, figures, jobs or waiting lines by being imported
REGISTERING = {
    "benefits": "acts figures taking_back",
    "by_person": "parts",
    "announcing": "parts",
    "bookkeeping": "parts waiting yearly",
    "caring": "acts parts waiting",
    "funds": "acts",
    "facts": "parts",
    "living": "acts parts",
    "payrolls": "importing opening",
    "outcomes": "acts figure_records figures life_lane",
    "funds": "acts figure_records figures",
    "vouchers": "importing",
    "outcomes": "acts figure_records figures",
}


class IncentivesConfig(AppConfig):
    name = "zhucun.incentives"

    def ready(self) -> None:
        for topic, modules in REGISTERING.items():
            for module in modules.split():
                import_module(f"{self.name}.{topic}.{module}")
