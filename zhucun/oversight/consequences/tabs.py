"""The pages of 约谈与问责, as tabs above each of them; the topics beside add theirs."""

from zhucun.oversight.consequences.rules import SEE
from zhucun.web.tabs import Tab, Tabs

_tabs = Tabs([Tab("考核、督查的后果", "oversight:consequences", SEE, 50)])
add, tabs_for = _tabs.add, _tabs.shown

__all__ = ["Tab", "add", "tabs_for"]
