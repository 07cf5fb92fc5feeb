"""Django's handle on the package; every act is known once the applications are."""

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig, apps

from zhucun.acts import large_keys


class ActsConfig(AppConfig):
    name = "zhucun.acts"

    def ready(self) -> None:
        """As Django finds admin modules: the log, undo and the API name acts whose pages this process never opened."""
        large_keys.register()
        from zhucun.acts.deliveries import waiting  # noqa: F401, PLC0415  what waits is registered by being imported
        from zhucun.acts.jobs import waiting as _  # noqa: F401, PLC0415

        for config in apps.get_app_configs():
            if config.name.startswith("zhucun."):
                _import_acts(config)


def _import_acts(config: AppConfig) -> None:
    for path in sorted(Path(config.path).rglob("acts.py")):
        import_module(".".join([config.name, *path.relative_to(config.path).with_suffix("").parts]))
