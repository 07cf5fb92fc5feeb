"""The measure's rows, by topic."""

from zhucun.training.participants.models import Participant
from zhucun.training.questions.models import Question, QuestionVersion

__all__ = [
    "Participant",
    "Question",
    "QuestionVersion",
]
