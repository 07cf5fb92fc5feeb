"""Permissions and states of 考核."""

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

SEE = permission("assessment.see", "看考核")
SEE_SCORES = permission("assessment.see_scores", "看各方评分和全县分布")
MANAGE = permission("assessment.manage", "开始考核、汇总、公示、结果运用")
DECIDE = permission("assessment.decide", "核定等次")
RATE_OFFICE = permission("assessment.rate_office", "以县驻村办身份评分")
RATE_TOWNSHIP = permission("assessment.rate_township", "以乡镇身份评分")
RATE_UNIT = permission("assessment.rate_unit", "以派出单位身份评分")
RATE = permission("assessment.rate", "考核评分")
STATE_OWN = permission("assessment.state", "写自己的述职")

AS_WHOM = {"office": RATE_OFFICE, "township": RATE_TOWNSHIP, "unit": RATE_UNIT}


class CycleState(TextChoices):
    COLLECTING = "collecting", "汇总、评分"
    DECIDING = "deciding", "县里核定"
    PUBLICITY = "publicity", "公示"
    CLOSED = "closed", "结果已用"


OPEN = (CycleState.COLLECTING, CycleState.DECIDING)
CYCLES = Flow(
    "assessment",
    {
        "decide_all": move(CycleState.COLLECTING, to=CycleState.DECIDING, needs=MANAGE, duty=False),
        "rate_again": move(CycleState.DECIDING, to=CycleState.COLLECTING, needs=MANAGE, duty=False),
        "publish": move(
            (CycleState.COLLECTING, CycleState.DECIDING), to=CycleState.PUBLICITY, needs=MANAGE, duty=False
        ),
        "close": move(CycleState.PUBLICITY, to=CycleState.CLOSED, needs=MANAGE, duty=False),
    },
)


class SheetState(TextChoices):
    OPEN = "open", "还没核定"
    DECIDED = "decided", "核定了"


SHEETS = Flow(
    "score_sheet",
    {
        "decide": move(SheetState.OPEN, to=SheetState.DECIDED, needs=DECIDE, duty=False),
        "undecide": move(SheetState.DECIDED, to=SheetState.OPEN, needs=DECIDE, duty=False),
    },
)
