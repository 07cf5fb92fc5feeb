"""Django's handle on the package."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "zhucun.policy"

    def ready(self) -> None:
        from zhucun.org.accounts.limits import limits_come_from  # noqa: PLC0415  models are loaded by now
        from zhucun.policy import in_force  # noqa: PLC0415
        from zhucun.policy.burden import reading  # noqa: F401, PLC0415
        from zhucun.policy.documents import figure_records, figures  # noqa: F401, PLC0415
        from zhucun.policy.documents import waiting as of_documents  # noqa: F401, PLC0415
        from zhucun.policy.documents.reading import sentences_behind  # noqa: PLC0415
        from zhucun.policy.holidays import acts as of_holidays  # noqa: F401, PLC0415
        from zhucun.policy.versions import waiting  # noqa: F401, PLC0415  what waits is registered by being imported
        from zhucun.policy.versions.backing import sentences_come_from  # noqa: PLC0415

        limits_come_from(in_force.on)
        sentences_come_from(sentences_behind)
