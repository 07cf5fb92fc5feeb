"""The search as long work: tells what is certain so far, and whoever stops it keeps the best plan there was."""

import time
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from zhucun.acts import jobs
from zhucun.acts.jobs import Context, Stopped
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.formation.acts import JOB
from zhucun.dispatch.formation.models import FormationPlan
from zhucun.dispatch.formation.rules import GAPS
from zhucun.dispatch.formation.stored import Solved
from zhucun.solver import jsonform
from zhucun.solver.check import faults
from zhucun.solver.found import Effort, Found, Progress
from zhucun.solver.problem import Problem

STEPS = 100  # of a bar that knows no end: each step brings it nearer


@jobs.job(JOB, "排一稿")
def solve(context: Context) -> Any:
    plan = FormationPlan.objects.visible_to(context.by).get(pk=context.arguments["plan"])
    effort = Effort(nodes=plan.around["nodes"])
    solved = search(jsonform.read(plan.question), context.progress, effort, with_gaps=plan.with_gaps)
    context.carry_out(formation.keep_found, plan, solved=solved)
    context.result_url = reverse("dispatch:formation.one", args=[plan.pk])
    return "按你说的停下，留下了到那时最好的一稿。" if solved.is_stopped else f"{plan}排好了。"


def search(
    problem: Problem, tell: Callable[..., None], effort: Effort | None = None, *, with_gaps: bool = False
) -> Solved:
    """Raises Stopped when it was stopped before there was a plan that keeps the hard rules, or has no worse than
    gaps.
    """
    from zhucun.solver.search import form_teams  # noqa: PLC0415  with numpy and HiGHS: for the job's own process

    telling, begun = _Telling(tell, problem, with_gaps), time.monotonic()
    try:
        found, is_stopped = form_teams(problem, effort, tell=telling.hear), False
    except Stopped:
        if telling.best is None:
            raise
        found, is_stopped = telling.best, True
    return Solved(found, round(1000 * (time.monotonic() - begun)), is_stopped)


class _Telling:
    """Says in words what a search tells, and keeps the last plan that will do."""

    def __init__(self, tell: Callable[..., None], problem: Problem, with_gaps: bool) -> None:
        self._tell, self._problem, self._with_gaps, self._steps = tell, problem, with_gaps, 0
        self.best: Found | None = None

    def hear(self, progress: Progress) -> None:
        if progress.plan is not None and progress.best is not None and self._will_do(progress):
            self.best = Found(progress.plan, round(progress.best), int(progress.bound))
        self._steps += 1
        self._tell(min(self._steps, STEPS - 1), STEPS, certain=_in_words(progress))

    def _will_do(self, progress: Progress) -> bool:
        if progress.is_legal or not self._with_gaps:
            return progress.is_legal
        assert progress.plan is not None
        return {fault.rule for fault in faults(self._problem, progress.plan)} <= GAPS


def _in_words(progress: Progress) -> str:
    if progress.best is None:
        return f"已经确定：任何一稿都不会超过 {int(progress.bound)} 分。正在往下压。"
    kept = "硬性要求全部满足" if progress.is_legal else "硬性要求还没有全部满足"
    left = max(0, round(progress.bound - progress.best))
    better = "已证明没有更好的" if not left else f"最多还能好 {left} 分"
    return f"手上有一稿，{kept}，{better}。"
