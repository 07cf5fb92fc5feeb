"""What the clock does: accounts of those whose last day is past and who have nothing left to hand over."""

from typing import Any

from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.handover.accounts import end_accounts, to_end


def end_accounts_of_leavers(by: Actor) -> dict[str, Any]:
    """R-SEL-18: the account ends, the file stays."""
    reach: Q = within_prefixes("county_code", by.scope().place)
    return {"ended": end_accounts(to_end(by.today).filter(reach), by)}
