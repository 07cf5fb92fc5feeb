"""The pages of 约谈与问责, as tabs above each of them; the topics beside add theirs."""

from zhucun.oversight.consequences.rules import SEE
from zhucun.web.tabs import Tab, Tabs

TABS = Tabs([Tab("考核、督查的后果", "oversight:consequences", SEE, 50)])

__all__ = ["TABS", "Tab"]
