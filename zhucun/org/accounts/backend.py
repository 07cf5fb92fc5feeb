"""Finds who is logged in, together with what every request asks of their county's office."""

from django.contrib.auth.backends import ModelBackend

from zhucun.org.accounts.models import Account


class AccountBackend(ModelBackend):
    """Sessions only: log-in itself is `entering.let_in`."""

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.with_office().filter(pk=user_id).first()
        return account if account is not None and self.user_can_authenticate(account) else None
