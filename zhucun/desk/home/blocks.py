"""训, 用 and 六个一 on a first page: each number with the stretch of time it is about."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from zhucun.lib.figure import Question
from zhucun.lib.periods import Span
from zhucun.six_ones.outcomes.asking import YEAR, span_of
from zhucun.six_ones.outcomes.six import ids_of_six, shown_six
from zhucun.web.measures import Measures

TRAINING = ("attendances", "sessions_online", "sessions_offline", "tested", "tests", "people")
OUTCOMES = {"promoted": "提拔", "advanced_use": "进一步使用", "rank_advanced": "职级晋升", "title_advanced": "职称晋级"}
YEARS_OF_OUTCOMES = 1  # this year and the one before, as a county reports it


class Year:
    """What the last twelve whole months came to, in one territory."""

    def __init__(self, question: Question, *, with_training: bool = True) -> None:
        span = span_of(YEAR, question.as_of)
        ids = [*ids_of_six(), *(f"training.{name}" for name in TRAINING if with_training)]
        self.span = span
        self.measures = Measures(ids, replace(question, since=span.since, until=span.until))

    @property
    def words(self) -> str:
        first, last = self.span.since, self.span.last_day
        return f"{first.year}年{first.month}月至{last.year}年{last.month}月"

    def six(self) -> list[dict[str, Any]]:
        return shown_six(self.measures)

    def training(self) -> list[dict[str, Any]]:
        told = self.measures
        return [
            told.figure(
                "training.attendances",
                unit="人次",
                lines=[_line("线上 ", told, "sessions_online", " 期"), _line("线下 ", told, "sessions_offline", " 期")],
            ),
            told.figure("training.tested", unit="人", lines=[_line("知识测验 ", told, "tests", " 次")]),
            told.figure("training.people", unit="人", lines=[{"before": "培训过的人"}]),
        ]


def _line(before: str, told: Measures, name: str, after: str) -> dict[str, Any]:
    figure = told.figure(f"training.{name}")
    return {"before": before, "value": figure["value"], "url": figure["url"], "after": after}


def outcomes(question: Question) -> dict[str, Any]:
    """Announced outcomes, each kind counted apart and never added up (R-USE-03)."""
    since = date(question.as_of.year - YEARS_OF_OUTCOMES, 1, 1)
    until = Span(since, question.as_of + timedelta(days=1)).until
    told = Measures([f"incentives.{name}" for name in OUTCOMES], replace(question, since=since, until=until))
    return {
        "since": since.year,
        "cells": [told.figure(f"incentives.{name}", unit="人次", label=label) for name, label in OUTCOMES.items()],
        "url": reverse("incentives:outcomes"),
    }
