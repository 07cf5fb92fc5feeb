"""The measure's rows, by topic."""

from zhucun.oversight.accountability.models import AccountabilityRecord
from zhucun.oversight.assessment.models import AssessmentCycle, Score, ScoreSheet
from zhucun.oversight.attendance.models import Correction, DayMark, DayStatement, MonthLine
from zhucun.oversight.circulars.models import CheckedLine, CircularLine, FactCheck, InspectionCircular
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.emergency.models import DeadlineMove, EmergencyCount, EmergencyDuty, SafeReport
from zhucun.oversight.inspection.models import (
    DrawnTeam,
    GroupMember,
    InspectionGroup,
    InspectionRound,
    Inspector,
    SecretHalf,
)
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep
from zhucun.oversight.onsite.models import Finding, PresenceSeen, SiteAnswer, SiteVisit, VisitComment
from zhucun.oversight.promises.models import AnnualTaskList, TaskPromise
from zhucun.oversight.prompts.models import PromptItem, PromptRecipient, WorkPrompt
from zhucun.oversight.publicity.models import Objection, PublicNotice
from zhucun.oversight.rating.models import RatingSession, RatingTally, SurveySlip
from zhucun.oversight.rectification.models import (
    ItemStep,
    LetterIssue,
    LetterNumber,
    RectificationItem,
    RectificationLetter,
)
from zhucun.oversight.review.models import MonthlyReview, TownshipStatement
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.routes.models import PlaceDistance
from zhucun.oversight.schemes.models import Indicator, RaterWeight, Scheme
from zhucun.oversight.talks.models import DualTalk, TalkRecord
from zhucun.oversight.tasks.models import ReviewTask
from zhucun.oversight.yearly.models import YearAccount, YearLine

__all__ = [
    "AccountabilityRecord",
    "AnnualTaskList",
    "AssessmentCycle",
    "CadenceItem",
    "CheckedLine",
    "CircularLine",
    "Consequence",
    "Correction",
    "DayMark",
    "DayStatement",
    "DeadlineMove",
    "DrawnTeam",
    "DualTalk",
    "EmergencyCount",
    "EmergencyDuty",
    "FactCheck",
    "Finding",
    "GroupMember",
    "Indicator",
    "InspectionCircular",
    "InspectionGroup",
    "InspectionRound",
    "Inspector",
    "ItemStep",
    "LeaveRequest",
    "LeaveStep",
    "LetterIssue",
    "LetterNumber",
    "MonthLine",
    "MonthlyReview",
    "Objection",
    "PlaceDistance",
    "PresenceSeen",
    "PromptItem",
    "PromptRecipient",
    "PublicNotice",
    "RaterWeight",
    "RatingSession",
    "RatingTally",
    "RectificationItem",
    "RectificationLetter",
    "ReviewTask",
    "SafeReport",
    "Scheme",
    "Score",
    "ScoreSheet",
    "SecretHalf",
    "SiteAnswer",
    "SiteVisit",
    "SurveySlip",
    "TalkRecord",
    "TaskPromise",
    "TownshipStatement",
    "VisitComment",
    "WorkPrompt",
    "YearAccount",
    "YearLine",
]
