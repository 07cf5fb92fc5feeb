"""Who is who in the demo county, for tests that need a whole county: `demo.actor("county_officer")`."""

from django.test import Client
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.demo.invented_places import COUNTY
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account, Appointment

DONGLING, XIHE = "990126101", "990126102"


class Demo:
    """Found by office and place; in a unit, by the unit's name."""

    code = COUNTY

    def account(self, role: str, where: str = COUNTY) -> Account:
        held = Appointment.objects.filter(role=role, unit__isnull=True, place_code=where)
        found = held if held else Appointment.objects.filter(role=role, unit__name=where)
        return found.select_related("account").earliest("pk").account

    def member(self, name: str) -> Account:
        return Account.objects.get(name=name, is_active=True)

    def actor(self, role: str, where: str = COUNTY) -> Actor:
        return actor_for(self.account(role, where))

    def client(self, role: str, where: str = COUNTY) -> Client:
        return self.client_of(self.account(role, where))

    def client_of(self, account: Account) -> Client:
        """Past the first look at the facts, so that no gate stands before the pages."""
        Account.objects.filter(pk=account.pk).update(
            checked_at=account.entered_at or timezone.now(), must_change_password=False
        )
        client = Client()
        client.force_login(account)
        return client
