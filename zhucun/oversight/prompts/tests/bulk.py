"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.prompts.models import PromptRecipient


@plan("prompt.opened")
@plan("prompt.tell")
def teams_told(cast: Cast) -> list[Told]:
    by = cast.actor("officer")
    item = {"text": "走一遍低洼处的户", "due_on": TODAY, "measure": "", "at_least": 1}
    prompts.issue(prompts.draft(cast.county, month="2022-07", title="提示", items=[item], by=by), by=by)
    return [Told(one, {}) for one in PromptRecipient.objects.order_by("pk")]
