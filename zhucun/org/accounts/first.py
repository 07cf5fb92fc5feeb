"""The first accounts of a county: its office's leader, and the three administrators whom that leader appoints.

From the machine itself comes the leader alone; whoever appoints the three is somebody of the county (R-SEC-05).
"""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.accounts.opening import Slip, Wanted, hand_out_again
from zhucun.org.accounts.rules import ADMINISTRATORS, UNNAMED, AccountKind
from zhucun.org.places.models import Place
from zhucun.org.roles import label

LEADER = "county_office_leader"
FIRST = (LEADER, *ADMINISTRATORS)
LOG_INS = {LEADER: "office", "system_admin": "system", "security_admin": "security", "audit_admin": "audit"}
BASIS = "开通"


@transaction.atomic
def open_first_accounts(
    county: Place, *, since: date, by: Actor, wanted: Mapping[str, Wanted] | None = None
) -> dict[str, Account]:
    """Role → account. Whoever is not named says so on the first page; the log-in bears the county's code."""
    people = {role: (wanted or {}).get(role) or nobody_yet(role, county.code) for role in FIRST}
    calls = [
        Told(county, {"log_in": w.log_in, "name": w.name, "kind": w.kind, "phone": w.phone}) for w in people.values()
    ]
    made = dict(zip(people, accounts.open_account.many(calls, by=by), strict=True))
    accounts.appoint(made[LEADER], role=LEADER, since=since, place_code=county.code, basis=BASIS, by=by)
    leader = replace(actor_for(made[LEADER], door=by.door), now=by.now)
    for role in ADMINISTRATORS:
        accounts.appoint_administrator(made[role], role=role, since=since, basis=BASIS, by=leader)
    return made


def nobody_yet(role: str, county_code: str, name: str = "") -> Wanted:
    return Wanted(name or f"{UNNAMED}的{label(role)}", AccountKind.DESK, log_in=f"{LOG_INS[role]}-{county_code}")


def first_slips(county: Place, *, by: Actor) -> list[tuple[str, Slip]]:
    """(role, slip) for those of the first accounts that nobody has entered yet. Raises Refused."""
    held = Appointment.objects.from_now_on(by.today).filter(
        role__in=FIRST, place_code=county.code, account__is_active=True, account__entered_at__isnull=True
    )
    waiting = sorted(held.select_related("account"), key=lambda office: FIRST.index(office.role))
    if not waiting:
        raise Refused("第一批账号都有人进过了。忘了怎么进，请系统管理员在“账号”页换码。")
    slips = hand_out_again([office.account for office in waiting], county.code, sent=uuid.uuid4(), by=by)
    return [(office.role, slip) for office, slip in zip(waiting, slips, strict=True)]
