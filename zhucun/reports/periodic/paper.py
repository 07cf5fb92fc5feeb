"""A report on paper: as it reads now while it is written, as it was kept once it was submitted."""

from collections.abc import Sequence
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.papers.report import Masthead, Report, of_text
from zhucun.policy.issuing import issuer_of
from zhucun.reports.periodic.drawing import paper_tables
from zhucun.reports.periodic.models import PeriodicReport
from zhucun.reports.periodic.template import Template


def paper_of_report(row: PeriodicReport, text: str, tables: Sequence[dict[str, Any]], by: Actor) -> Report:
    issuer = issuer_of(row.county_code, by, row.issued_on or row.last_on)
    told = {"recipient": row.recipient, "byline": row.byline, "signed_on": row.issued_on}
    return laid_out(row.template, row.title, text, tables, issuer, number=row.number, is_demo=by.is_demo, **told)


def laid_out(
    template: Template, title: str, text: str, tables: Sequence[dict[str, Any]], issuer: str, **told: Any
) -> Report:
    """A 简报 has a red head and is not signed at its end; what is sent to papers is signed by its byline alone."""
    number, signed_on = told.pop("number", ""), told.pop("signed_on", None)
    if template.masthead:
        told["masthead"] = Masthead(template.masthead, number or "第　　期", issuer, signed_on)
    elif not told.get("byline"):
        told |= {"signer": issuer, "signed_on": signed_on}
    return of_text(title, text, annexes=paper_tables(tables), **told)
