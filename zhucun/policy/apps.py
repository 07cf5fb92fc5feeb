"""Django's handle on the package."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "zhucun.policy"

    def ready(self) -> None:
        from zhucun.org.accounts.limits import limits_come_from  # noqa: PLC0415  models are loaded by now
        from zhucun.policy import in_force  # noqa: PLC0415

        limits_come_from(in_force.on)
