"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import TODAY, Cast
from tests.examples.words import A_DOCUMENT
from zhucun.acts.recording import Told
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents.models import DocumentReceipt


@plan("document.enter_receipt")
def receipts(cast: Cast) -> list[Told]:
    told = {**A_DOCUMENT, "asked_of": "both"}
    documents.publish(cast.county, **told, by=cast.actor("officer"))
    return [Told(one, {"read_on": TODAY}) for one in DocumentReceipt.objects.order_by("pk")]
