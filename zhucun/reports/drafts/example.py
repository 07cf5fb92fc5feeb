"""A text to try the page on, of the reader's own ledgers: some of its numbers are tied, two are wrong on purpose."""

from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.lib.amounts import share, shown_hundredths
from zhucun.lib.figure import Question, ask_many
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.drafts.tied import NO_FIGURES
from zhucun.reports.rules import SEE

TITLE = "例子：驻村帮扶工作情况"
PARTS = ("dispatch.members", "dispatch.members_under_40", "dispatch.members_with_rural_experience")
TOO_MANY = 7  # more in the wrong whole than there are
TEXT = """\
一、尽锐出战，精准“派”
共选派{dispatch.teams}支驻村工作队、{dispatch.members}名驻村队员。40岁以下{dispatch.members_under_40}人，占〈占比〉%；\
有农村工作经历〈农村〉人。
二、线上线下，全员“训”
今年以来开展线上业务培训{training.sessions_online from=〈年〉-01-01}期，\
线下培训班{training.sessions_offline from=〈年〉-01-01}期。
三、建章立制，从严“管”
今年以来下发整改交办函{oversight.letter_issues from=〈年〉-01-01}期，\
督查通报{oversight.circulars from=〈年〉-01-01}期。"""


def example(actor: Actor, as_of: date) -> str:
    """The first share is of a whole that is too large, and a number is one more than the ledgers have."""
    if not actor.scope(SEE).place:
        raise Refused(NO_FIGURES)
    answers = ask_many(PARTS, Question(actor, root_of(actor), as_of))
    members, young, rural = (answers[one].value or 0 for one in PARTS)
    wrong = shown_hundredths(share(young, members + TOO_MANY) or 0)
    told = {"〈占比〉": wrong, "〈农村〉": str(rural + 1), "〈年〉": str(as_of.year)}
    text = TEXT
    for sign, words in told.items():
        text = text.replace(sign, words)
    return text
