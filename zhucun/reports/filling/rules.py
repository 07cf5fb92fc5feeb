"""Permission of forms, and the days a form may be filled for."""

from datetime import date

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

WRITE = permission("form.fill", "套表")  # whose offices fill forms
OWN = "account.own"  # everybody's own rows, which nobody else reads: a form is filled by what its filler may see
NOT_YET = "这一天还没有到，今天是 {:%Y-%m-%d}。"
BEFORE_ALL = "台账从 {:%Y-%m-%d} 记起，这一天更早，填不出来。"
BACKWARDS = "结束日期要不早于开始日期。"


def must_be_askable(as_of: date, today: date, started_on: date | None) -> None:
    if as_of > today:
        raise Refused(NOT_YET.format(today), field="as_of")
    if started_on is not None and as_of < started_on:
        raise Refused(BEFORE_ALL.format(started_on), field="as_of")
