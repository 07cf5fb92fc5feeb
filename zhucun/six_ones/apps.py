"""Django's handle on the package."""

from django.apps import AppConfig

from zhucun.lib.registering import import_all

# topic → its modules that register acts, kinds of record, figures or waiting lines by being imported
REGISTERING = {
    "committees": "acts api figure_records figures importing parts renewing renewing_sheet waiting",
    "customs": "acts figure_records figures following handing_over importing kinds meeting_acts parts waiting",
    "developing": "parts passing_on",
    "disputes": "acts figure_records figures following handing_over kinds printed waiting",
    "duty_rota": "acts figure_records figures handing_over importing parts waiting",
    "handling": "handing_over member_card parts",
    "industries": "acts bringing figure_records figures following importing kinds noting waiting",
    "matters": "acts figure_records figures following handing importing kinds printed rechecking waiting",
    "monitoring": "acts figure_records figures following handing_over importing kinds listing parts rhythm waiting",
    "network": "acts balancing figure_records figures following importing printed linking",
    "outcomes": "rules",
    "project_money": "acts figure_records figures importing printed",
    "talents": "acts api figure_records figures following handing importing parts waiting",
    "village_products": "acts figure_records figures importing",
    "visiting": "acts figure_records figures following handing_over importing kinds parts printed waiting",
}


class SixOnesConfig(AppConfig):
    name = "zhucun.six_ones"

    def ready(self) -> None:
        import_all(self.name, REGISTERING)
