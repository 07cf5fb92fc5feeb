"""The pages of 保障与关爱, as tabs above each of them; the topics above add theirs."""

from zhucun.incentives.benefits.rules import SEE
from zhucun.web.tabs import Tab, Tabs

TABS = Tabs([Tab("按单位", "incentives:benefits", SEE, 10)])

__all__ = ["TABS", "Tab"]
