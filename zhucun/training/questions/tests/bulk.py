"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import Cast
from tests.examples.words import A_DOCUMENT, A_QUESTION
from zhucun.acts.recording import Told
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents.models import RuleDocument


@plan("question.add")
def questions_of_a_sheet(cast: Cast) -> list[Told]:
    documents.publish(cast.county, **A_DOCUMENT, by=cast.actor("officer"))
    told = {"document": RuleDocument.objects.get(), "clause": "第一条", "difficulty": "easy", "tags": "入门"}
    doubtful = {**A_QUESTION, "stem": "报到期限是几天？", "key": [], "doubts": ["没有答案"]}
    return [Told(cast.county, {**A_QUESTION, **told}), Told(cast.dongling, A_QUESTION), Told(cast.county, doubtful)]
