"""Django's handle on the package."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "zhucun.dispatch"

    def ready(self) -> None:
        from zhucun.dispatch.changes import reactions as of_changes  # noqa: F401, PLC0415
        from zhucun.dispatch.changes import waiting as of_changes_waiting  # noqa: F401, PLC0415
        from zhucun.dispatch.coverage import rules as of_coverage  # noqa: F401, PLC0415
        from zhucun.dispatch.eligibility import effects as of_items  # noqa: F401, PLC0415
        from zhucun.dispatch.eligibility import kinds  # noqa: F401, PLC0415  facts are declared by being imported
        from zhucun.dispatch.formation import reactions as of_formation  # noqa: F401, PLC0415
        from zhucun.dispatch.formation import solving  # noqa: F401, PLC0415
        from zhucun.dispatch.handover import reactions as of_handover  # noqa: F401, PLC0415
        from zhucun.dispatch.handover import waiting as of_handovers  # noqa: F401, PLC0415
        from zhucun.dispatch.hearing import figure_records as of_doubts  # noqa: F401, PLC0415
        from zhucun.dispatch.imports import looking  # noqa: F401, PLC0415
        from zhucun.dispatch.intake import importing, importing_cadres, importing_pairing  # noqa: F401, PLC0415
        from zhucun.dispatch.opening import rules  # noqa: F401, PLC0415  permissions are registered by being imported
        from zhucun.dispatch.roster import (  # noqa: F401, PLC0415
            conditions,
            correcting,
            effects,
            figure_records,
            figures,
            life_lane,
            reactions,
            waiting,
        )
        from zhucun.dispatch.rounds import (  # noqa: F401, PLC0415
            acts,
            approving,
            checking,
            needs,
            nominating,
            placing,
            quotas,
        )
        from zhucun.dispatch.screening import cases as of_cases  # noqa: F401, PLC0415
        from zhucun.dispatch.screening import figures as of_screenings  # noqa: F401, PLC0415
        from zhucun.dispatch.screening import life_lane as of_passing  # noqa: F401, PLC0415
        from zhucun.dispatch.screening import waiting as of_screening  # noqa: F401, PLC0415
        from zhucun.dispatch.selection import importing as of_nominations  # noqa: F401, PLC0415
        from zhucun.dispatch.selection import waiting as of_rounds  # noqa: F401, PLC0415
        from zhucun.dispatch.units import reactions as of_units  # noqa: F401, PLC0415
        from zhucun.dispatch.units import receiving as of_documents  # noqa: F401, PLC0415
        from zhucun.dispatch.villages import reactions as of_villages  # noqa: F401, PLC0415
