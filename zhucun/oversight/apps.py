"""Django's handle on the package."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "zhucun.oversight"

    def ready(self) -> None:
        from zhucun.oversight.attendance import (  # noqa: F401, PLC0415
            acts,
            anomalies,
            carrying_in,
            correcting,
            figure_records,
            figures,
            importing,
            monthly,
            reactions,
        )
        from zhucun.oversight.attendance import waiting as of_days  # noqa: F401, PLC0415
        from zhucun.oversight.calendar import cards, stepping, whereabouts  # noqa: F401, PLC0415  jobs are registered by being imported
        from zhucun.oversight.calendar import reporting as of_month_reports  # noqa: F401, PLC0415
        from zhucun.oversight.consequences import acts as of_consequences  # noqa: F401, PLC0415
        from zhucun.oversight.duties import of_the_office, of_townships, of_units  # noqa: F401, PLC0415
        from zhucun.oversight.duties import waiting as of_duties  # noqa: F401, PLC0415
        from zhucun.oversight.emergency import acts as of_emergency  # noqa: F401, PLC0415
        from zhucun.oversight.emergency import moving as of_deadlines  # noqa: F401, PLC0415
        from zhucun.oversight.emergency import waiting as of_emergency_waiting  # noqa: F401, PLC0415
        from zhucun.oversight.leave import acts as of_leave  # noqa: F401, PLC0415  registered by being imported
        from zhucun.oversight.leave import effects as of_leave_effects  # noqa: F401, PLC0415
        from zhucun.oversight.leave import figure_records as of_leave_records  # noqa: F401, PLC0415
        from zhucun.oversight.leave import figures as of_leave_figures  # noqa: F401, PLC0415
        from zhucun.oversight.leave import reactions as of_leave_reactions  # noqa: F401, PLC0415
        from zhucun.oversight.leave import returning, waiting  # noqa: F401, PLC0415
        from zhucun.oversight.month import rules as of_the_month  # noqa: F401, PLC0415  permissions are registered by it
        from zhucun.oversight.promises import emergency as of_promises_due  # noqa: F401, PLC0415
        from zhucun.oversight.promises import figure_records as of_promise_records  # noqa: F401, PLC0415
        from zhucun.oversight.promises import figures as of_promise_figures  # noqa: F401, PLC0415
        from zhucun.oversight.promises import parts as of_promise_parts  # noqa: F401, PLC0415
        from zhucun.oversight.promises import waiting as of_promises  # noqa: F401, PLC0415
        from zhucun.oversight.prompts import acts as of_prompts  # noqa: F401, PLC0415  acts are registered by it
        from zhucun.oversight.prompts import figure_records as of_prompt_records  # noqa: F401, PLC0415
        from zhucun.oversight.prompts import figures as of_prompt_figures  # noqa: F401, PLC0415
        from zhucun.oversight.prompts import ledgers as of_prompt_ledgers  # noqa: F401, PLC0415
        from zhucun.oversight.prompts import reading as of_prompt_wordings  # noqa: F401, PLC0415
        from zhucun.oversight.review import days as of_review_days  # noqa: F401, PLC0415
        from zhucun.oversight.review import ledgers as of_review_ledgers  # noqa: F401, PLC0415
        from zhucun.oversight.review import reactions as of_review_reactions  # noqa: F401, PLC0415
        from zhucun.oversight.review import visits as of_visits  # noqa: F401, PLC0415
        from zhucun.oversight.review import waiting as of_reviews  # noqa: F401, PLC0415
        from zhucun.oversight.rhythm import figure_records as of_rhythm_records  # noqa: F401, PLC0415
        from zhucun.oversight.rhythm import figures as of_rhythm_figures  # noqa: F401, PLC0415
        from zhucun.oversight.rhythm import waiting as of_rhythm  # noqa: F401, PLC0415
        from zhucun.oversight.tasks import acts as of_review_tasks  # noqa: F401, PLC0415
        from zhucun.oversight.tasks import emergency as of_tasks_due  # noqa: F401, PLC0415
        from zhucun.oversight.tasks import ledgers as of_task_ledgers  # noqa: F401, PLC0415
        from zhucun.oversight.tasks import of_reviews as of_decisions  # noqa: F401, PLC0415
        from zhucun.oversight.tasks import waiting as of_tasks  # noqa: F401, PLC0415
