"""Django's handle on the package."""

from django.apps import AppConfig

from zhucun.lib.registering import import_all

# topic → its modules that register something by being imported
REGISTERING = {
    "changes": "printed reactions waiting",
    "coverage": "rules",
    "eligibility": "effects kinds",
    "formation": "reactions solving",
    "handover": "printed reactions waiting",
    "hearing": "figure_records",
    "imports": "looking",
    "intake": "importing importing_cadres importing_pairing",
    "opening": "rules",
    "roster": "conditions correcting effects figure_records figures printed life_lane national reactions waiting",
    "rounds": "acts approving checking needs nominating placing quotas",
    "screening": "cases figures life_lane waiting",
    "selection": "importing waiting",
    "units": "reactions receiving",
    "villages": "reactions",
}


class DispatchConfig(AppConfig):
    name = "zhucun.dispatch"

    def ready(self) -> None:
        import_all(self.name, REGISTERING)
