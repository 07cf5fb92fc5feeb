"""The API does what its own OpenAPI text says, whatever is asked: tried by schemathesis, in process and bounded."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.cast import Cast
from zhucun.config.wsgi import application
from zhucun.org.accounts import tokens

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
TRIES = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(cast: Cast, log_in: Any) -> Iterator[Any]:
    """What a request does to connections, when it begins and ends, would end the test's own transaction."""
    text = log_in("officer").get("/api/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(text)
    schema.app = application
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schema
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(cast: Cast) -> dict[str, str]:
    """Whoever may do most, so that what is asked gets far."""
    code, last_day = tokens.new_token(), timezone.localdate() + timedelta(days=1)
    tokens.make(cast.accounts["officer"], name="试", last_day=last_day, code=code, by=cast.actor("officer"))
    return {"Authorization": f"Bearer {code}", "Accept-Encoding": "identity"}


def test_whatever_is_asked_is_answered_as_the_text_says(described: Any, headers: dict[str, str]) -> None:
    operations = [result.ok() for result in described.get_all_operations()]

    for operation in operations:
        asked_at_random(operation, headers)

    assert len(operations) >= 11


def asked_at_random(operation: Any, headers: dict[str, str]) -> None:
    @TRIES
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    ask()


def test_without_log_in_or_token_every_address_answers_with_the_same_problem(described: Any) -> None:
    for result in described.get_all_operations():
        operation = result.ok()
        path = re.sub(r"{\w+}", "1", operation.path)
        answer = Client().generic(operation.method.upper(), path, "{}", "application/json")
        assert (answer.status_code, set(answer.json())) == (401, {"sentence", "rule", "field"})
