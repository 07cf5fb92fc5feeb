"""Django's handle on the package."""

from importlib import import_module

from django.apps import AppConfig

# topic → its modules that register acts, figures, jobs or waiting lines by being imported
REGISTERING = {
    "cases": "acts kinds waiting",
    "holding": "cards",
    "knowledge_tests": "acts answering blueprints figure_records figures judging life_lane seats",
    "lacking": "conditions figures waiting",
    "materials": "acts reading",
    "mentoring": "acts cards contacts life_lane waiting",
    "participants": "acts",
    "questions": "acts waiting",
    "sessions": "acts figure_records figures waiting",
    "signing_in": "importing",
    "testing": "waiting",
}


class TrainingConfig(AppConfig):
    name = "zhucun.training"

    def ready(self) -> None:
        for topic, modules in REGISTERING.items():
            for module in modules.split():
                import_module(f"{self.name}.{topic}.{module}")
