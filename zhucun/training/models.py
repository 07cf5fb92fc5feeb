"""The measure's rows, by topic."""

from zhucun.training.knowledge_tests.models import Blueprint, KnowledgeTest, SavedAnswer, Seat
from zhucun.training.participants.models import Participant
from zhucun.training.questions.models import Question, QuestionVersion

__all__ = [
    "Blueprint",
    "KnowledgeTest",
    "Participant",
    "Question",
    "QuestionVersion",
    "SavedAnswer",
    "Seat",
]
