"""Django's handle on the package."""

from importlib import import_module

from django.apps import AppConfig

# topic → its modules that register acts, figures, jobs or waiting lines by being imported
REGISTERING = {
    "announcing": "importing parts",
    "benefits": "acts figures taking_back",
    "bookkeeping": "parts waiting yearly",
    "by_person": "parts",
    "caring": "acts parts waiting",
    "facts": "parts",
    "funds": "acts figure_records figures",
    "living": "acts parts",
    "outcomes": "acts figure_records figures life_lane",
    "payrolls": "importing opening",
    "vouchers": "importing",
}


class IncentivesConfig(AppConfig):
    name = "zhucun.incentives"

    def ready(self) -> None:
        for topic, modules in REGISTERING.items():
            for module in modules.split():
                import_module(f"{self.name}.{topic}.{module}")
