"""The county's rule documents come out, are linked to the values they set, and are read by those who are asked to."""

from datetime import date, timedelta

from zhucun.demo.hands import Hands
from zhucun.demo.invented_documents import DOCUMENTS, Document
from zhucun.org.places.models import Place
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents.models import DocumentReceipt, RuleDocument, RuleSentence

READ_WITHIN = timedelta(days=12)
EVERY = 11  # one in so many has not signed yet
NEWCOMERS_ON = date(2022, 7, 5)


class Ruling:
    """`on(day)` publishes what is issued that day and enters, some days later, what was signed on paper."""

    def __init__(self, home: Place, hands: Hands) -> None:
        self._home, self._hands = home, hands
        self._made: dict[str, RuleDocument] = {}

    @property
    def days(self) -> set[date]:
        return {NEWCOMERS_ON} | {day for one in DOCUMENTS for day in (one.issued_on, one.issued_on + READ_WITHIN)}

    def on(self, day: date) -> None:
        if day == NEWCOMERS_ON:
            self._ask_newcomers(day)
        for one in DOCUMENTS:
            if one.issued_on == day:
                self._publish(one, day)
            elif one.issued_on + READ_WITHIN == day and one.asked_of:
                self._signed(one, day)

    def _publish(self, one: Document, day: date) -> None:
        by = self._hands.of("county_officer", self._home.code, day)
        told = {name: getattr(one, name) for name in ("title", "issuer", "number", "issued_on", "since", "text")}
        made = documents.publish(self._home, **told, asked_of=one.asked_of, by=by)
        self._made[one.title] = made
        for sentence in RuleSentence.objects.filter(edition__document=made, mark__in=one.sets).order_by("position"):
            documents.link(sentence, keys=list(one.sets[sentence.mark]), by=by)

    def _ask_newcomers(self, day: date) -> None:
        by = self._hands.of("county_officer", self._home.code, day)
        for one in DOCUMENTS:
            if one.asked_of:
                documents.ask_newcomers(self._made[one.title].versions.get(), by=by)

    def _signed(self, one: Document, day: date) -> None:
        """A latecomer or two have not: they wait."""
        receipts = DocumentReceipt.objects.unread().filter(edition__document=self._made[one.title]).order_by("pk")
        signed = [row for at, row in enumerate(receipts, start=1) if at % EVERY]
        told = {"read_on": one.issued_on + READ_WITHIN / 2}
        by = self._hands.of("county_officer", self._home.code, day)
        self._hands.do(documents.enter_receipt, [(row, told) for row in signed], by=by)
