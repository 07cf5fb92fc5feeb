"""Django's handle on the package; every act is known once the applications are."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.core.signals import request_finished, request_started
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from zhucun.acts import large_keys
from zhucun.lib.figure import ask_through, know_through


class ActsConfig(AppConfig):
    name = "zhucun.acts"

    def ready(self) -> None:
        """As Django finds admin modules: the log, undo and the API name acts whose pages this process never opened."""
        large_keys.register()
        self._keep_what_figures_said()
        self._remember_what_was_known()
        from zhucun.acts.deliveries import waiting  # noqa: F401, PLC0415  what waits is registered by being imported
        from zhucun.acts.jobs import waiting as _  # noqa: F401, PLC0415

        for config in apps.get_app_configs():
            if config.name.startswith("zhucun."):
                _import_acts(config)

    def _keep_what_figures_said(self) -> None:
        from zhucun.acts.keeping import answers_of  # noqa: PLC0415  models are there only now
        from zhucun.acts.written import page_begins, page_ends, watch  # noqa: PLC0415

        connection_created.connect(_watched(watch), weak=False, dispatch_uid="zhucun.acts.written")
        request_started.connect(page_begins)
        request_finished.connect(page_ends)
        ask_through(answers_of)

    def _remember_what_was_known(self) -> None:
        from zhucun.acts.history.then import as_known  # noqa: PLC0415
        from zhucun.acts.history.triggers import put_up, take_down  # noqa: PLC0415

        pre_migrate.connect(take_down, sender=self, dispatch_uid="zhucun.acts.history")
        post_migrate.connect(put_up, sender=self, dispatch_uid="zhucun.acts.history")
        know_through(as_known)


def _watched(watch: Callable[..., None]) -> Callable[..., None]:
    def opened(sender: object, connection: Any, **_: object) -> None:
        watch(connection)

    return opened


def _import_acts(config: AppConfig) -> None:
    for path in sorted(Path(config.path).rglob("acts.py")):
        import_module(".".join([config.name, *path.relative_to(config.path).with_suffix("").parts]))
