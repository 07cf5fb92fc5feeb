"""The measure's rows, by topic."""

from zhucun.training.cases.models import CaseUse, TrainingCase
from zhucun.training.knowledge_tests.models import Blueprint, KnowledgeTest, SavedAnswer, Seat
from zhucun.training.mentoring.models import DeclinedMentor, MentorContact, MentorPair
from zhucun.training.participants.models import Participant
from zhucun.training.practice.models import PractisedQuestion
from zhucun.training.question_files.models import QuestionFile
from zhucun.training.questions.models import Question, QuestionVersion
from zhucun.training.sessions.models import SessionAttendance, SessionSpeaker, TrainingSession

__all__ = [
    "Blueprint",
    "CaseUse",
    "DeclinedMentor",
    "KnowledgeTest",
    "MentorContact",
    "MentorPair",
    "Participant",
    "PractisedQuestion",
    "Question",
    "QuestionFile",
    "QuestionVersion",
    "SavedAnswer",
    "Seat",
    "SessionAttendance",
    "SessionSpeaker",
    "TrainingCase",
    "TrainingSession",
]
