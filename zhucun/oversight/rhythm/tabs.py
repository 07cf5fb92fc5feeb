"""The pages of 调度与工作提示, as tabs above each of them; the topics above add theirs."""

from zhucun.oversight.rhythm.rules import SEE
from zhucun.web.tabs import Tab, Tabs

TABS = Tabs([Tab("全年节奏", "oversight:rhythm.calendar", SEE, 90)])

__all__ = ["TABS", "Tab"]
