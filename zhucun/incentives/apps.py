"""Django's handle on the package."""

from django.apps import AppConfig

from zhucun.lib.registering import import_all

# topic → its modules that register acts, figures, jobs or waiting lines by being imported
REGISTERING = {
    "announcing": "importing parts",
    "benefits": "acts figures insured taking_back",
    "bookkeeping": "printed parts waiting yearly",
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
        import_all(self.name, REGISTERING)
