"""`zhucun verify-audit`: seals what is not sealed, then computes the whole chain anew (R-SEC-07)."""

from zhucun.acts import seal
from zhucun.acts.models import Seal
from zhucun.config.commands.asked import Asked, Outcome

KEEP = "把这几行留下来：以后有人从末尾整段删掉，只有对着它才看得出。"


def run(asked: Asked) -> Outcome:
    sealed = seal.seal_open_lines()
    verdict = seal.verify()
    last = Seal.objects.order_by("-pk").values_list("digest", flat=True).first() or ""
    value = {
        "holds": verdict.holds,
        "seals": verdict.seals,
        "lines": verdict.lines,
        "sealed_now": sealed,
        "unsealed": verdict.unsealed,
        "last_seal": last,
        "problems": verdict.problems,
    }
    return Outcome(value, _lines(verdict, sealed, last), status=0 if verdict.holds else 1)


def _lines(verdict: seal.Verdict, sealed: int, last: str) -> list[str]:
    counted = f"{verdict.seals} 个封签，{verdict.lines} 行日志；这次新封 {sealed} 行，还有 {verdict.unsealed} 行没封。"
    if verdict.holds:
        return ["操作日志完好。", counted, f"最后一个封签：{last}", KEEP]
    return ["操作日志被动过！", counted, *verdict.problems, "先停下服务，原样留好数据目录，再查是谁动的。"]
