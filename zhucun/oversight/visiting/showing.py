"""One record as its page and its paper show it; what this reader may do with it."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import NoReverseMatch, reverse

from zhucun.acts.actor import Actor
from zhucun.files.models import StoredFile
from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.models import Finding, PresenceSeen, SiteAnswer, SiteVisit, VisitComment
from zhucun.oversight.onsite.rules import Answer, Deadline, FindingState, Seen
from zhucun.policy import in_force as policy

ANSWER_MARKS = {
    Answer.MEETS: "done",
    Answer.PARTLY: "soon",
    Answer.NOT_MET: "overdue",
    Answer.UNSEEN: "todo",
}
FINDING_MARKS = {
    FindingState.OPEN: "waits",
    FindingState.IN_LETTER: "running",
    FindingState.SETTLED: "done",
    FindingState.DROPPED: "todo",
}
FOUR = ("不发通知", "不打招呼", "不听汇报", "不用陪同接待", "直奔基层", "直插现场")  # 四不两直 (R-INS-01)


def address_of(route: str) -> str:
    """Of a page that a topic above brings; empty while it is not there."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class VisitSeen:
    """A record before a reader."""

    visit: SiteVisit
    actor: Actor

    @cached_property
    def answers(self) -> list[tuple[SiteAnswer, str]]:
        return [(one, ANSWER_MARKS[Answer(one.answer)]) for one in self.visit.answers.order_by("position")]

    @cached_property
    def presences(self) -> list[PresenceSeen]:
        people = self.visit.presences.select_related("posting__cadre__person")
        return list(people.defer("posting__cadre__person__phone", "posting__cadre__person__id_number").order_by("pk"))

    @cached_property
    def _named(self) -> set[int]:
        """Postings of whose days this reader may know: a unit's own people, not all of a team it backs (R-ORG-12)."""
        keys = [one.posting_id for one in self.presences]
        return set(postings_seen_by(self.actor).filter(pk__in=keys).values_list("pk", flat=True))

    @property
    def who_was_there(self) -> str:
        """应到 3 人，实到 2 人；乐思源不在，没有登记；胡国柱请假."""
        expected = [one for one in self.presences if one.seen != Seen.AWAY]
        if not self.presences:
            return ""
        met = sum(one.seen == Seen.PRESENT for one in expected)
        said = [f"应到 {len(expected)} 人，实到 {met} 人"]
        named = [one for one in self.presences if one.posting_id in self._named]
        said += [f"{_name(one)}不在，没有登记" for one in named if one.seen == Seen.ABSENT]
        said += [f"{_name(one)}{one.ledger}" for one in named if one.seen == Seen.AWAY]
        return "；".join(said)

    @property
    def sayings(self) -> list[tuple[str, str]]:
        """Side by side, never one in place of the others (R-INS-11)."""
        visit = self.visit
        return [("队员说", visit.member_says), ("村里说", visit.village_says), ("乡镇说", visit.township_says)]

    @cached_property
    def findings(self) -> list[tuple[Finding, str, str]]:
        """Each with its mark and by when it is to be put right."""
        days = policy.of(self.actor, self.visit.visited_on).rectification
        rows = Finding.objects.visible_to(self.actor).filter(visit=self.visit).select_related(*Finding.NAMED_WITH)
        return [(one, mark_of(one), days.in_words(Deadline(one.deadline_class))) for one in rows.order_by("pk")]

    @cached_property
    def comments(self) -> list[VisitComment]:
        return list(self.visit.comments.order_by("pk"))

    @cached_property
    def photos(self) -> list[StoredFile]:
        return list(StoredFile.objects.of(self.visit))

    @property
    def may_comment(self) -> bool:
        return self._reaches(rules.COMMENT) and self.visit.is_open_to_comments(self.actor.today)

    @property
    def may_correct(self) -> bool:
        """As `acts.is_untouched` says, from what the page has read."""
        if not self.may_photograph or self.comments:
            return False
        return all(one.state == FindingState.OPEN for one, _, _ in self.findings)

    @property
    def may_photograph(self) -> bool:
        return self._reaches(rules.RECORD) and self.visit.state == rules.VisitState.HANDED_IN

    @property
    def may_withdraw(self) -> bool:
        return self._reaches(rules.SETTLE) and self.visit.state == rules.VisitState.HANDED_IN

    @property
    def letter_url(self) -> str:
        """Where what was found is written into a letter, for whoever may and while there is something to write."""
        keys = [f"finding={one.pk}" for one, _, _ in self.findings if one.state == FindingState.OPEN]
        compose = address_of("oversight:rectification.compose") if keys and self._reaches(rules.SETTLE) else ""
        return f"{compose}?{'&'.join(keys)}" if compose else ""

    def _reaches(self, needs: str) -> bool:
        """By place, or by the team as one of it; a unit through its own people or its teams."""
        scope = self.actor.scope(needs)
        if scope.covers_place(self.visit.place_code) or self.visit.team_id in scope.team:
            return True
        by_unit = bool(scope.sender | scope.backer)
        return by_unit and SiteVisit.objects.visible_to(self.actor, needs).filter(pk=self.visit.pk).exists()


def mark_of(finding: Finding) -> str:
    return FINDING_MARKS[FindingState(finding.state)]


def _name(one: PresenceSeen) -> str:
    return one.posting.cadre.person.name
