"""The pages of 督查, as tabs above each of them; the topics above add theirs."""

from zhucun.oversight.inspection.rules import SEE
from zhucun.web.tabs import Tab, Tabs

TABS = Tabs([Tab("本周", "oversight:inspection", SEE, 10), Tab("往期", "oversight:inspection.rounds", SEE, 50)])

__all__ = ["TABS", "Tab"]
