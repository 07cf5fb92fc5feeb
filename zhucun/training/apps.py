"""Django's handle on the package."""

from django.apps import AppConfig

from zhucun.lib.registering import import_all

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
    "results": "printed",
    "sessions": "acts figure_records figures waiting",
    "signing_in": "importing",
    "testing": "waiting",
}


class TrainingConfig(AppConfig):
    name = "zhucun.training"

    def ready(self) -> None:
        import_all(self.name, REGISTERING)
