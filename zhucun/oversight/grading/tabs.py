"""The pages of 考核, as tabs above each of them; the topics above add theirs."""

from zhucun.oversight.assessment.rules import SEE
from zhucun.oversight.rating.rules import SEE as SEE_RATINGS
from zhucun.oversight.schemes.rules import SEE as SEE_SCHEMES
from zhucun.web.tabs import Tab, Tabs

TABS = Tabs(
    [
        Tab("各期考核", "oversight:assessment", SEE, 10),
        Tab("民主测评", "oversight:rating", SEE_RATINGS, 30),
        Tab("考核方案", "oversight:schemes", SEE_SCHEMES, 50),
    ]
)

__all__ = ["TABS", "Tab"]
