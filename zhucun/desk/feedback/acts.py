"""Giving a suggestion, answering it, taking either back."""

from datetime import timedelta

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.desk.feedback import rules
from zhucun.desk.feedback.models import Suggestion
from zhucun.desk.feedback.rules import FLOW
from zhucun.org.accounts.models import Account
from zhucun.policy import in_force as policy


@act("feedback.give", "提意见建议", needs=rules.GIVE, remote=True, undo="feedback.withdraw")
def give(account: Account, *, text: str, page: str = "", by: Actor) -> Suggestion:
    """Under one's own account; until when it is answered is the county's policy of the day (R-BUR-06)."""
    if not text.strip():
        raise Refused("说一句再提交。", field="text")
    return Suggestion.objects.create(
        county_code=account.county_code,
        account_id=account.pk,
        given_by=account.name,
        text=text.strip(),
        page=page,
        given_at=by.now,
        due_on=by.today + timedelta(days=policy.on(by.today, account.county_code).feedback.answer_days),
    )


@act("feedback.withdraw", "撤回意见建议", needs=rules.GIVE, remote=True)
def withdraw(suggestion: Suggestion, *, by: Actor) -> Suggestion:
    FLOW.step(suggestion, "withdraw")
    suggestion.save()
    return suggestion


@act("feedback.answer", "答复意见建议", needs=rules.ANSWER, remote=True, undo="feedback.take_back")
def answer(suggestion: Suggestion, *, answer: str, by: Actor) -> Suggestion:
    if not answer.strip():
        raise Refused("写一句答复再提交。", field="answer")
    FLOW.step(suggestion, "answer")
    suggestion.answer, suggestion.answered_by, suggestion.answered_at = answer.strip(), by.name, by.now
    suggestion.save()
    return suggestion


@act("feedback.take_back", "收回答复", needs=rules.ANSWER)
def take_back(suggestion: Suggestion, *, by: Actor) -> Suggestion:
    FLOW.step(suggestion, "take_back")
    suggestion.answer, suggestion.answered_by, suggestion.answered_at = "", "", None
    suggestion.save()
    return suggestion
