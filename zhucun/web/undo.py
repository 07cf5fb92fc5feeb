"""撤回: for ten seconds after an act that names its inverse, the next page offers to take it back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts import verbs
from zhucun.acts.act import Act
from zhucun.acts.recording import UNDO_SECONDS
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.web.addresses import own_path
from zhucun.web.page import page

SALT = "zhucun.undo"
ON_THE_WAY_SECONDS = 5  # a press in the last second still arrives


def offer(request: HttpRequest, act: Act, key: int, *, text: str = "已存", **told: Any) -> None:
    """Put 已存 with its 撤回 on the next page; `told` is what the inverse act is to be told."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}
    token = signing.dumps([request.actor.account_id, act.undo, key, plain], salt=SALT)
    request.session["saved"] = {"text": text, "token": token}


def offered(request: HttpRequest) -> dict[str, Any] | None:
    """What _undo.html draws, once."""
    saved = request.session.pop("saved", None)
    if saved is None:
        return None
    fields = [("token", saved["token"]), ("back", request.get_full_path())]
    return {"text": saved["text"], "undo_url": reverse("undo"), "fields": fields}


@require_POST
@page(needs=None)
def undo(request: HttpRequest) -> HttpResponse:
    """The inverse is an ordinary act by the same person, with its own permission and its own line."""
    account_id, verb, key, told = _read(request.POST.get("token", ""))
    if account_id != request.actor.account_id:
        raise OutOfReach()
    act = verbs.named(verb)
    row = act.row_model().objects.visible_to(request.actor, act.needs).filter(pk=key).first()
    if row is None:
        raise OutOfReach()
    act(row, by=request.actor, **_typed(act, told))
    messages.success(request, "撤回了。")
    return redirect(own_path(request.POST.get("back", "")))


def _read(token: str) -> list[Any]:
    try:
        return signing.loads(token, salt=SALT, max_age=UNDO_SECONDS + ON_THE_WAY_SECONDS)
    except signing.SignatureExpired:
        raise Refused(f"过了 {UNDO_SECONDS} 秒，不能这样撤回了。要改的话，打开这条记录再办。") from None
    except signing.BadSignature:
        raise OutOfReach() from None


def _typed(act: Act, told: dict[str, Any]) -> dict[str, Any]:
    parameters = act.told_parameters()
    return {
        name: date.fromisoformat(value) if parameters[name].annotation is date else value
        for name, value in told.items()
    }
