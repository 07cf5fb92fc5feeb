"""The measure's rows, by topic."""

from zhucun.training.questions.models import Question, QuestionVersion

__all__ = [
    "Question",
    "QuestionVersion",
]
