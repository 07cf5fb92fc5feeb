"""Django's handle on the package."""

from django.apps import AppConfig

from zhucun.lib.registering import import_all

# topic → its modules that register something by being imported
REGISTERING = {
    "accounts": "gates middleware tokens waiting",
    "aid": "importing_facts importing_helpers",
    "log": "checking",
    "people": "facts own_cadres reactions",
    "places": "importing",
}


class OrgConfig(AppConfig):
    name = "zhucun.org"

    def ready(self) -> None:
        import_all(self.name, REGISTERING)
