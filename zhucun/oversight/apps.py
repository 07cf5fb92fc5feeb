"""Django's handle on the package."""

from django.apps import AppConfig

from zhucun.lib.registering import import_all

# topic → its modules that register acts, figures, jobs or waiting lines by being imported
REGISTERING = {
    "accountability": "acts figure_records figures opening",
    "assessment": "cards carrying_in conditions deciding figures importing life_lane opening passing rating slots "
    "voices",
    "attendance": "acts anomalies carrying_in correcting figure_records figures importing monthly planning reactions "
    "waiting",
    "calendar": "cards conditions printed reporting stepping whereabouts",
    "circulars": "acts confirming emergency figure_records figures issuing opening",
    "circulating": "parts waiting",
    "consequences": "acts waiting",
    "duties": "of_the_office of_townships of_units waiting",
    "emergency": "acts moving pausing rota waiting",
    "grading": "figure_records printed waiting",
    "indicators": "of_findings of_service",
    "inspection": "acts figure_records figures grouping reactions waiting walking",
    "leave": "acts effects figure_records figures printed reactions returning waiting",
    "letters": "drafting issuing",
    "month": "rules",
    "onsite": "acts draw_facts figure_records figures finding_acts",
    "promises": "emergency figure_records figures parts waiting",
    "prompts": "acts figure_records figures ledgers reading",
    "publicity": "reactions waiting",
    "rating": "acts",
    "rectification": "acts beside cases drawing emergency figure_records figures following ledgers opening",
    "review": "days ledgers reactions visits waiting",
    "rhythm": "figure_records figures waiting",
    "routes": "acts importing",
    "schemes": "acts",
    "talking": "figure_records printed",
    "talks": "acts carrying_in conditions emergency figures of_units opening slots waiting",
    "tasks": "acts emergency ledgers of_reviews waiting",
    "tracking": "conditions printed life_lane parts waiting",
    "visiting": "beside life_lane parts waiting",
    "voting": "printed waiting",
    "ways": "going",
    "yearly": "acts ledgers village_ledgers",
}


class OversightConfig(AppConfig):
    name = "zhucun.oversight"

    def ready(self) -> None:
        import_all(self.name, REGISTERING)
