"""`zhucun report KIND OUT.docx`: a report straight from its template, or 调度表; nothing is kept (F3)."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse, why
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.review.papers import paper_for
from zhucun.oversight.review.sheets import sheet_for
from zhucun.oversight.review.table import Sheet, sheet_of
from zhucun.papers.report import length_of, too_long, write_report
from zhucun.policy.issuing import issuer_of
from zhucun.reports.periodic import reading
from zhucun.reports.periodic.acts import asked_for
from zhucun.reports.periodic.composing import Asked as Composing
from zhucun.reports.periodic.composing import Said, composed, has_records, resolved
from zhucun.reports.periodic.drawing import tables
from zhucun.reports.periodic.freezing import plain
from zhucun.reports.periodic.paper import laid_out
from zhucun.reports.periodic.periods import Cycle, latest_over
from zhucun.reports.periodic.rules import SEE
from zhucun.reports.periodic.template import Template, templates
from zhucun.sheets.writing import write_ledger
from zhucun.web.exporting import around

REVIEW = "review"


def run(asked: Asked) -> Outcome:
    out = Path(asked.out)
    actor, county = asked.actor(), asked.county_code()
    actor.must(SEE)
    try:
        value, lines, write = (_review if asked.kind == REVIEW else _report)(asked, actor, county, out.suffix.lower())
    except Refused as refusal:
        raise WrongUse(refusal.sentence) from refusal
    if out.exists():
        raise WrongUse(f"{out} 已经有了，换一个名字。")
    try:
        out.write_bytes(write())
    except OSError as error:
        raise WrongUse(f"写不进 {out}：{why(error)}。") from error
    return Outcome({**value, "file": str(out)}, [*lines, f"写到 {out}。"])


Made = tuple[dict[str, Any], list[str], Callable[[], bytes]]


def _report(asked: Asked, actor: Actor, county: str, ending: str) -> Made:
    if ending != ".docx":
        raise WrongUse("报告写成 .docx 文件，如 月报.docx。")
    template = templates().get(asked.kind)
    key = asked.period or (latest_over(template.cycle, actor.today).key if template else "")
    template, period = asked_for(county, asked.kind, key, actor)
    problems = [one.words for one in reading.problems(period, actor)] if asked.problems else []
    composing = Composing(actor, county, period, {"问题": problems, "打算": reading.plans(period, county, actor)})
    if not has_records(template, composing):
        raise Refused(f"{period.title}台账里一条记录也没有，写不成报告。先看看是不是还没补录。")
    made = composed(template, composing)
    text, said = resolved(made.text, composing)
    drawn = [one.plain for one in tables(template, composing)]
    told = {"recipient": made.recipient, "byline": made.byline, "is_demo": actor.is_demo}
    paper = laid_out(template, made.title, text, drawn, issuer_of(county, actor), **told)
    value = {"kind": template.key, "period": period.key, "title": made.title, "text": text, "tables": drawn}
    value |= {"numbers": list(map(plain, said))}
    return value, _lines(template, made.title, text, said), lambda: write_report(paper)


def _lines(template: Template, title: str, text: str, said: list[Said]) -> list[str]:
    length = length_of(text)
    warning = too_long(length, is_special=template.is_special)
    return [f"{title}：正文 {length} 字，{len(said)} 个数从台账来。", *([warning] if warning else [])]


def _review(asked: Asked, actor: Actor, county: str, ending: str) -> Made:
    if ending not in (".docx", ".xlsx"):
        raise WrongUse("调度表写成 .docx 或者 .xlsx 文件。")
    month = asked.period or latest_over(Cycle.MONTH, actor.today).key
    review = MonthlyReview.objects.visible_to(actor).of_counties().filter(place_code=county, month=month).first()
    if review is None:
        raise Refused(f"没有 {month} 的月调度。写成 2022-06 这样，或者先在“月调度”里开始这个月的。")
    sheet, title = sheet_of(review, actor), f"{review.called}驻村工作调度表"
    value = {"kind": REVIEW, "period": month, "title": title, "columns": sheet.labels}
    lines = [f"{title}：{len(sheet.lines)} 个乡镇（街道），{sheet.said} 个报了情况。"]
    write = _workbook if ending == ".xlsx" else paper_for
    return value, lines, lambda: write(sheet, title, actor)


def _workbook(sheet: Sheet, title: str, actor: Actor) -> bytes:
    buffer = io.BytesIO()
    write_ledger(buffer, *sheet_for(sheet, title), around(actor, title))
    return buffer.getvalue()
