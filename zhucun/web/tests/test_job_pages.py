"""办理进度: one's own jobs with progress, stop and retry; nobody else's (and notices that were not delivered)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from zhucun.acts import jobs
from zhucun.acts.jobs import queue, registry
from zhucun.acts.jobs.context import Context
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.working import do_waiting
from zhucun.acts.models import AuditLog, Delivery
from zhucun.acts.refused import Refused


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))

    @jobs.job("test.fine", "顺当")
    def fine(context: Context) -> str:
        context.progress(496, 496, certain="496 行都认得")
        return "写入 496 行。"

    @jobs.job("test.refuse", "不让办")
    def refuse(context: Context) -> None:
        raise Refused("表里第 3 行没有姓名。")


def start(cast: Cast, name: str = "test.fine", who: str = "officer") -> Job:
    return jobs.start(name, title="导入花名册", by=cast.actor(who), result_url="/imports/1/")


def page_of(log_in: Any, job: Job, who: str = "officer") -> str:
    return log_in(who).get(f"/jobs/{job.pk}/").content.decode()


def test_while_it_waits_the_page_asks_again_and_offers_to_stop(cast: Cast, log_in: Any) -> None:
    page = page_of(log_in, start(cast))

    assert 'hx-trigger="every 2s"' in page
    assert "停下" in page
    assert "去看结果" not in page


def test_while_it_runs_it_says_how_far_what_is_certain_and_how_long_still(cast: Cast, log_in: Any) -> None:
    job = start(cast)
    held = queue.claim("quick")
    queue.renew(held, done=100, total=400, certain="名字都认得")

    with time_machine.travel(held.started_at + timedelta(seconds=10), tick=False):
        page = page_of(log_in, job)

    assert 'value="25"' in page
    assert "大约还要 31 秒" in page
    assert "办了 100，共 400。" in page
    assert "名字都认得" in page


def test_when_it_is_done_it_says_so_and_leads_to_the_result(cast: Cast, log_in: Any) -> None:
    job = start(cast)
    do_waiting()

    page = page_of(log_in, job)

    assert "写入 496 行。" in page
    assert 'href="/imports/1/"' in page
    assert "every 2s" not in page
    job.refresh_from_db()
    assert job.seen_at is not None


def test_a_failed_one_says_why_and_can_be_tried_again(cast: Cast, log_in: Any) -> None:
    job = start(cast, "test.refuse")
    do_waiting()

    assert "表里第 3 行没有姓名。" in page_of(log_in, job)
    assert log_in("officer").post(f"/jobs/{job.pk}/retry/").url == f"/jobs/{job.pk}/"
    job.refresh_from_db()
    assert job.state == "queued"


def test_stopping_from_the_page(cast: Cast, log_in: Any) -> None:
    job, client = start(cast), log_in("officer")

    assert client.post(f"/jobs/{job.pk}/stop/").url == f"/jobs/{job.pk}/"
    assert "还没开始就停下了。" in page_of(log_in, job)
    assert client.post(f"/jobs/{job.pk}/stop/").status_code == 409


@pytest.mark.parametrize("who", ["office_leader", "neighbour", "neighbour_county", "system_admin", "audit_admin"])
def test_nobody_else_sees_or_touches_it(cast: Cast, log_in: Any, who: str) -> None:
    job, client = start(cast), log_in(who)

    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert client.post(f"/jobs/{job.pk}/stop/").status_code == 404
    assert "导入花名册" not in client.get("/jobs/").content.decode()


def test_the_list_has_all_of_them_with_what_is_still_unseen(cast: Cast, log_in: Any) -> None:
    start(cast)
    start(cast, "test.refuse")
    do_waiting()
    client = log_in("officer")

    assert client.get("/jobs/").context["table"].count_text == "2 件"
    assert client.get("/jobs/?view=failed").context["table"].count_text == "1 件"
    assert client.get("/jobs/?view=unseen").context["table"].count_text == "2 件"


def test_the_pages_cost_few_queries(cast: Cast, log_in: Any, django_assert_max_num_queries: Any) -> None:
    given, client = [start(cast) for _ in range(5)], log_in("officer")

    for path in ("/jobs/", f"/jobs/{given[0].pk}/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


@pytest.fixture
def dead(cast: Cast) -> Delivery:
    start(cast)
    line = AuditLog.objects.filter(place_code="990126101201").first()
    return Delivery.objects.create(line=line, handler="x", due_at=timezone.now(), tries=5, dead_at=timezone.now())


def test_the_county_s_office_settles_what_was_not_delivered(dead: Delivery, log_in: Any) -> None:
    client = log_in("officer")
    assert client.get("/jobs/deliveries/").context["table"].count_text == "1 条"

    assert client.post(f"/jobs/deliveries/{dead.pk}/drop/").url == "/jobs/deliveries/"

    assert client.get("/jobs/deliveries/").context["table"].count_text == "0 条"


@pytest.mark.parametrize(("who", "status"), [("neighbour_county", 404), ("secretary", 403), ("audit_admin", 403)])
def test_nobody_else_settles_it(dead: Delivery, log_in: Any, who: str, status: int) -> None:
    assert log_in(who).post(f"/jobs/deliveries/{dead.pk}/drop/").status_code == status
    assert log_in(who).get("/jobs/deliveries/").status_code == (200 if status == 404 else 403)
