"""Who enters the API: a browser by its session, a client by a token; and what is answered when something is wrong."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from zhucun.acts.actor import Actor
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.tokens import account_of
from zhucun.web.page import first_gate

LOG_IN = "要先登录，或者带上接口令牌（Authorization: Bearer …）。"
GATED = "这个账号还有一步没办：先登录网页，换好密码、核对完资料再来。"


class Session(APIKeyCookie):
    """The browser's own session; what writes carries the CSRF token like any form."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise HttpError(403, "页面停得太久，请刷新后再试（缺 CSRF 令牌）。")
        return _enter(request, request.actor)

    def authenticate(self, request: HttpRequest, key: str | None) -> None:
        """Never asked: the session's middleware has done it."""


class Token(HttpBearer):
    """A named token of an account, which ends on a day and can be withdrawn."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        account = account_of(token)
        if account is None:
            return None
        request.user = account
        return _enter(request, actor_for(account))


def _enter(request: HttpRequest, actor: Actor) -> Actor:
    request.actor = actor.through("api")  # before the gates ask for it, which would find out a second time
    if first_gate(request):
        raise HttpError(403, GATED)
    return request.actor


by_session, by_token = Session(), Token()


def describe_problems(api: NinjaAPI) -> None:
    """Every problem in the same shape, with the sentence that pages show too."""

    def answer(request: HttpRequest, status: int, sentence: str, **more: Any) -> HttpResponse:
        return api.create_response(request, {"sentence": sentence, "rule": None, "field": None, **more}, status=status)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
        status = {OutOfReach: 404, NotPermitted: 403}.get(type(refusal), 409)
        return answer(request, status, refusal.sentence, rule=refusal.rule, field=refusal.field)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return answer(request, 401, LOG_IN)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, 404, OutOfReach().sentence)

    @api.exception_handler(HttpError)
    def wrong(request: HttpRequest, error: HttpError) -> HttpResponse:
        is_broken = error.status_code == 400
        return answer(request, error.status_code, "请求体不是 JSON，读不了。" if is_broken else str(error))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        """The first thing that does not fit, by its place in the request."""
        first = error.errors[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
        return answer(request, 422, f"“{place}”填得不对：{first['msg']}", field=place)
