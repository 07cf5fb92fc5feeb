"""Offices: who decides where today, giving and ending them, deputies (screen Z1; the second administrator)."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.acts.recording import Told
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts import lists, rules, seating
from zhucun.org.accounts.deciding import Offices
from zhucun.org.accounts.forms import AdministratorForm, DeputyForm, LastDayForm, ReasonedLastDayForm, SeatForm
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.views import account_of
from zhucun.org.roles import ROLES, Role, label
from zhucun.web.forms import press
from zhucun.web.page import page
from zhucun.web.undo import offer

LEVELS = {"county": "县", "township": "乡镇", "village": "村", "unit": "单位"}
SHOWN = {  # of each level, the offices by which matters are decided
    "county": ("county_leader", "organisation_department", "county_office_leader", "county_officer"),
    "township": ("township_secretary", "township_organiser", "attendance_clerk"),
    "village": ("village_secretary",),
    "unit": ("unit_head", "unit_deputy", "unit_liaison"),
}


@page(needs=rules.SEE_OFFICES)
def offices(request: HttpRequest) -> HttpResponse:
    """谁来定: each office with its holder, and for a vacant one who decides meanwhile (R-ORG-13)."""
    level = request.GET.get("level", "township")
    if level not in SHOWN:
        raise Http404
    running = Offices(request.actor.county_code, request.actor.today)
    only_vacant = request.GET.get("only") == "vacant"
    lines = [line for line in _lines(level, request, running) if not only_vacant or line["is_vacant"]]
    context = {
        "levels": [(name, LEVELS[name], name == level) for name in SHOWN],
        "level": level,
        "lines": lines,
        "vacant": sum(line["is_vacant"] for line in lines),
        "only_vacant": only_vacant,
    }
    return render(request, "org/accounts/pages/offices.html", context)


def _lines(level: str, request: HttpRequest, running: Offices) -> Iterable[dict[str, Any]]:
    """By place or unit, and there by role."""
    seats = [named for role in SHOWN[level] for named in seating.named_seats(role, request.actor)]
    order = {role: at for at, role in enumerate(SHOWN[level])}
    for seat, where in sorted(seats, key=lambda named: (named[0].place_code, named[1], order[named[0].role])):
        held = running.holders(seat)
        decided_at, deciders = running.deciders(seat)
        yield {
            "where": where,
            "role": label(seat.role),
            "holders": held,
            "is_vacant": not held,
            "decided_at": label(decided_at.role),
            "deciders": deciders,
        }


@page(needs=rules.KEEP_RIGHTS)
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """First which office, then where: two short pages that need no script."""
    row = account_of(request, pk)
    role = _role_asked(request)
    if role is None:
        return render(request, "org/accounts/pages/roles.html", {"row": row, "levels": _roles_by_level()})
    running = Offices(request.actor.county_code, request.actor.today)
    seats = seating.choices(role.name, request.actor, running)
    initial = {"since": request.actor.today, "seat": seats[0][0] if len(seats) == 1 else None}
    form = SeatForm(request.POST or None, seats=seats, seen=row, initial=initial)
    if form.is_valid() and _gives(form, accounts.appoint, row, {"role": role.name}, request):
        offer(request, accounts.appoint, form.outcome, text=f"{role.label}授给了{row.name}")
        return redirect("accounts:list.one", pk=pk)
    return render(request, "org/accounts/pages/appoint.html", {"row": row, "role": role, "form": form})


def _role_asked(request: HttpRequest) -> Role | None:
    name = request.GET.get("role", "")
    return ROLES[name] if name in ROLES and name not in rules.ADMINISTRATORS else None


def _roles_by_level() -> list[tuple[str, list[Role]]]:
    return [
        (name, [role for role in ROLES.values() if role.level == level and role.name not in rules.ADMINISTRATORS])
        for level, name in LEVELS.items()
    ]


def _gives(form: SeatForm, act: Act, row: Account, told: dict[str, Any], request: HttpRequest) -> bool:
    given = form.told()
    place_code, unit, _ = seating.read_key(given.pop("seat"))
    return form.do(act, row, by=request.actor, told={**told, **given, "place_code": place_code, "unit": unit})


@page(needs=rules.KEEP_RIGHTS)
def deputise(request: HttpRequest, pk: int) -> HttpResponse:
    row = account_of(request, pk)
    role = _role_asked(request)
    if role is None:
        context = {"row": row, "levels": _roles_by_level(), "is_deputation": True}
        return render(request, "org/accounts/pages/roles.html", context)
    running = Offices(request.actor.county_code, request.actor.today)
    seats = seating.deputy_choices(role.name, request.actor, running)
    form = DeputyForm(request.POST or None, seats=seats, seen=row, initial={"since": request.actor.today})
    if form.is_valid():
        held_by = seating.read_key(form.cleaned_data["seat"])[2]
        if _gives(form, accounts.deputise, row, {"role": role.name, "held_by": held_by}, request):
            offer(request, accounts.deputise, form.outcome, text=f"由{row.name}代行")
            return redirect("accounts:list.one", pk=pk)
    context = {"row": row, "role": role, "form": form, "is_deputation": True}
    return render(request, "org/accounts/pages/appoint.html", context)


@page(needs=rules.APPOINT_ADMINISTRATORS)
def appoint_administrator(request: HttpRequest, pk: int) -> HttpResponse:
    row = account_of(request, pk)
    form = AdministratorForm(request.POST or None, seen=row, initial={"since": request.actor.today})
    if form.is_valid() and form.do(accounts.appoint_administrator, row, by=request.actor):
        offer(request, accounts.appoint_administrator, form.outcome, text=f"任命了{row.name}")
        return redirect("accounts:list.one", pk=pk)
    return render(request, "org/accounts/pages/administrator.html", {"row": row, "form": form})


@page(needs=None)
def end(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """An appointment or a deputation; of an administrator by a leader."""
    office = _office(request, kind, pk)
    form_class = LastDayForm if kind == "deputation" else ReasonedLastDayForm
    form = form_class(request.POST or None, seen=office, initial={"last_day": request.actor.today})
    if form.is_valid() and form.do(_ending(office), office, by=request.actor):
        return redirect("accounts:list.one", pk=office.account_id)
    context = {"row": office.account, "office": office, "role": label(office.role), "form": form}
    return render(request, "org/accounts/pages/end.html", context)


def _ending(office: Appointment | Deputation) -> Act:
    if isinstance(office, Deputation):
        return accounts.end_deputation
    return accounts.dismiss_administrator if office.role in rules.ADMINISTRATORS else accounts.end


@require_POST
@page(needs=None)
def withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    office = _office(request, kind, pk)
    press(request, _withdrawing(office), office)
    return redirect("accounts:list.one", pk=office.account_id)


def _withdrawing(office: Appointment | Deputation) -> Act:
    if isinstance(office, Deputation):
        return accounts.withdraw_deputation
    return accounts.withdraw_administrator if office.role in rules.ADMINISTRATORS else accounts.withdraw


def _office(request: HttpRequest, kind: str, pk: int) -> Appointment | Deputation:
    """Within reach of whoever keeps rights or appoints administrators; others do not learn that there is one."""
    model = {"appointment": Appointment, "deputation": Deputation}.get(kind)
    if model is None:
        raise Http404
    reached = model.objects.visible_to(request.actor, rules.KEEP_RIGHTS)
    if kind == "appointment":
        by_a_leader = model.objects.visible_to(request.actor, rules.APPOINT_ADMINISTRATORS)
        reached |= by_a_leader.filter(role__in=rules.ADMINISTRATORS)
    return get_object_or_404(reached.select_related("account"), pk=pk)


@require_POST
@page(needs=rules.KEEP_RIGHTS)
def give_asked(request: HttpRequest, pk: int) -> HttpResponse:
    """The office that was asked for when the account was opened, by a second person."""
    row = account_of(request, pk)
    if not row.asked_role:
        return redirect("accounts:list.one", pk=pk)
    press(request, accounts.appoint, row, **_asked(row, request))
    return redirect("accounts:list.one", pk=pk)


@page(needs=rules.KEEP_RIGHTS)
def asked(request: HttpRequest) -> HttpResponse:
    """What was asked for with new accounts: those ticked are given, all of them or none."""
    reached = Account.objects.visible_to(request.actor, rules.KEEP_RIGHTS).filter(is_active=True)
    waiting = reached.exclude(asked_role="").select_related("asked_unit").order_by("asked_place_code", "pk")
    if request.method == "POST":
        ticked = list(waiting.filter(pk__in=request.POST.getlist("account")))
        calls = [Told(row, _asked(row, request)) for row in ticked]
        given = accounts.appoint.many(calls, by=request.actor)
        messages.success(request, f"授权了 {len(given)} 人。")
        return redirect("accounts:list.asked")
    return render(request, "org/accounts/pages/asked.html", {"table": lists.asked_table(list(waiting))})


def _asked(row: Account, request: HttpRequest) -> dict[str, Any]:
    return {
        "role": row.asked_role,
        "place_code": row.asked_place_code,
        "unit": row.asked_unit,
        "since": request.actor.today,
        "basis": "开账号时所请",
    }


@require_POST
@page(needs=rules.KEEP_RIGHTS)
def decline_asked(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, accounts.decline_office, account_of(request, pk))
    return redirect("accounts:list.one", pk=pk)
