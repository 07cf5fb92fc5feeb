"""The record of a visit as a form, on the phone and at the desk alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.onsite.facts import Person
from zhucun.oversight.onsite.models import Finding, SiteVisit
from zhucun.oversight.onsite.rules import SHORTEST, Answer, VisitKind
from zhucun.policy.inspection_values import PRESENT, REVISIT, CheckItem, ProblemKind
from zhucun.policy.profile import PolicyProfile
from zhucun.records.notes.forms import files_field
from zhucun.web.forms import ActForm, day_field

BAD = (Answer.PARTLY, Answer.NOT_MET)
COUNTED = {"asked": "问了几户", "agreed": "几户说是"}
SAYINGS = ("member_says", "village_says", "township_says")


@dataclass(frozen=True)
class Look:
    """One item as it is drawn: its bound fields, and by when its problem is usually put right."""

    item: CheckItem
    answer: Any
    note: Any
    fix: Any
    kind: Any = None
    asked: Any = None
    agreed: Any = None

    @property
    def is_presence(self) -> bool:
        return self.item.key == PRESENT

    @property
    def is_about_before(self) -> bool:
        return self.item.key == REVISIT


class SiteForm(ActForm):
    """One tap for each item; whoever is missing, and what is to be put right, is a tap each (J3). Nothing is timed or
    located, and a photo is never asked for (R-BUR-01, R-BUR-02)."""

    photos = files_field("照片", "image/jpeg,image/png", "督查组自己拍，不拍也算数")

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        people: Sequence[Person],
        policy: PolicyProfile,
        day: date,
        drawn: DrawnTeam | None = None,
        villages: Sequence[tuple[str, str]] = (),
        kept: SiteVisit | None = None,
        signed: str = "",
        before: Sequence[Finding] = (),
        **kwargs: Any,
    ) -> None:
        initial = {**_as_kept(kept), **kwargs.pop("initial", {})} if kept else {"signed": signed, "fix_absent": True}
        super().__init__(data, files, initial={"visited_on": day, **initial}, seen=kept, **kwargs)
        self.values, self.days, self.kept, self.drawn = policy.inspection, policy.rectification, kept, drawn
        self.people, self.day, self.before = people, day, before
        self.place_name = villages[0][1] if villages else ""
        self._add_head(villages)
        for item in self.values.checklist:
            self._add_item(item)
        self._add_absent()
        self._add_rest()

    def _add_head(self, villages: Sequence[tuple[str, str]]) -> None:
        if self.kept is not None:
            return
        self.fields["visited_on"] = day_field(label="哪天去的")
        if self.drawn is None:
            kinds = [(kind.value, kind.label) for kind in (VisitKind.SPOT, VisitKind.REVISIT)]
            self.fields["kind"] = forms.ChoiceField(
                label="怎么去的", choices=kinds, initial=VisitKind.SPOT, widget=forms.RadioSelect
            )
            self.fields["reason"] = forms.CharField(label="为什么去", max_length=200)
        if len(villages) > 1:
            self.fields["village"] = forms.ChoiceField(label="到哪个村", choices=villages, required=False)

    def _add_item(self, item: CheckItem) -> None:
        key, kinds = item.key, [(one.key, one.label) for one in self.values.problem_kinds]
        usual = self.values.kind_called(item.problem)
        self.fields[f"answer_{key}"] = forms.ChoiceField(
            label=item.label, choices=Answer.choices, required=False, widget=forms.RadioSelect
        )
        self.fields[f"note_{key}"] = forms.CharField(label="看到什么，一句话", max_length=200, required=False)
        if item.counts:
            for name, label in COUNTED.items():
                self.fields[f"{name}_{key}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=999, required=False
                )
        if key != PRESENT:
            self._add_fix(key, kinds, usual)

    def _add_fix(self, key: str, kinds: list[tuple[str, str]], usual: ProblemKind) -> None:
        self.fields[f"fix_{key}"] = forms.BooleanField(
            label=f"要整改，{self.days.in_words(usual.deadline)}", required=False
        )
        self.fields[f"kind_{key}"] = forms.ChoiceField(
            label="哪类问题", choices=kinds, required=False, initial=usual.key
        )

    def _add_absent(self) -> None:
        expected = [(one.posting.pk, one.posting.cadre.person.name) for one in self.people if one.is_expected]
        self.fields["absent"] = forms.TypedMultipleChoiceField(
            label="谁不在？", choices=expected, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
        )
        days = self.days.in_words(self._absence.deadline)
        self.fields["fix_absent"] = forms.BooleanField(label=f"要整改，{days}", required=False)

    def _add_rest(self) -> None:
        kinds = [("", "没有"), *((one.key, one.label) for one in self.values.problem_kinds)]
        self.fields["more_kind"] = forms.ChoiceField(label="另外发现的问题", choices=kinds, required=False)
        self.fields["more_text"] = forms.CharField(label="是什么问题", max_length=200, required=False)
        for name, label in zip(SAYINGS, ("队员怎么说", "村里怎么说", "乡镇怎么说"), strict=True):
            self.fields[name] = forms.CharField(label=label, max_length=300, required=False)
        self.fields["signed"] = forms.CharField(label="督查组签字", max_length=120, help_text="几个人用顿号隔开。")

    @property
    def _absence(self) -> ProblemKind:
        item = next(one for one in self.values.checklist if one.key == PRESENT)
        return self.values.kind_called(item.problem)

    @property
    def looks(self) -> list[Look]:
        return [self._look(item) for item in self.values.checklist]

    def _look(self, item: CheckItem) -> Look:
        key = item.key
        named = ["answer", "note", *([] if key == PRESENT else ["fix", "kind"]), *(COUNTED if item.counts else [])]
        drawn = {name: self[f"{name}_{key}"] for name in named}
        return Look(item, **({"fix": self["fix_absent"]} if key == PRESENT else {}), **drawn)

    @property
    def away(self) -> list[Person]:
        """Whose days say they are elsewhere: they are not looked for."""
        return [one for one in self.people if not one.is_expected]

    @property
    def expected(self) -> int:
        return sum(one.is_expected for one in self.people)

    def clean(self) -> dict[str, Any]:
        """What is to be put right is said in a few words."""
        given = self.cleaned_data
        for item in self.values.checklist:
            note = f"note_{item.key}"
            if self._is_to_be_fixed(item.key) and len(given.get(note, "").strip()) < SHORTEST:
                self.add_error(note, f"“{item.label}”要整改：一句话写清是什么问题。")
        if given.get("more_kind") and len(given.get("more_text", "").strip()) < SHORTEST:
            self.add_error("more_text", "另外发现的问题：一句话写清。")
        return given

    def _is_to_be_fixed(self, key: str) -> bool:
        """Of 队员在岗 the missing are findings by themselves, in words that need not be typed."""
        given = self.cleaned_data
        return bool(given.get(f"fix_{key}")) and given.get(f"answer_{key}") in BAD

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        same = {name: given[name] for name in (*SAYINGS, "signed")}
        head = {} if self.kept else self._head()
        answers = [self._answered(item) for item in self.values.checklist if given[f"answer_{item.key}"]]
        return {**same, **head, "answers": answers, "absent": given["absent"], "findings": self.findings}

    def _head(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "visited_on": given["visited_on"],
            "drawn": self.drawn,
            "kind": given.get("kind", VisitKind.DRAWN),
            "reason": given.get("reason", ""),
            "village": given.get("village", ""),
        }

    def _answered(self, item: CheckItem) -> dict[str, Any]:
        given = self.cleaned_data
        counted = {name: given.get(f"{name}_{item.key}") for name in ("asked", "agreed")}
        told = {"item": item.key, "answer": given[f"answer_{item.key}"], "note": given[f"note_{item.key}"]}
        return {**told, **counted}

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What will be put down for putting right: the missing, then item by item, then what else was seen."""
        given = self.cleaned_data
        found = [self._missing(key) for key in given["absent"]] if given["fix_absent"] else []
        for item in self.values.checklist:
            if self._is_to_be_fixed(item.key):
                kind = given[f"kind_{item.key}"] or self.values.kind_called(item.problem).key
                found.append({"kind": kind, "text": given[f"note_{item.key}"], "item": item.key})
        if given["more_kind"]:
            found.append({"kind": given["more_kind"], "text": given["more_text"]})
        return found

    def _missing(self, key: int) -> dict[str, Any]:
        posting = next(one.posting for one in self.people if one.posting.pk == key)
        day = self.cleaned_data.get("visited_on") or self.day
        text = f"{posting.cadre.person.name} {day.month}月{day.day}日不在村，没有请假和公务登记"
        return {"kind": self._absence.key, "text": text, "cadre": posting.cadre_id, "item": PRESENT}

    @property
    def named_findings(self) -> list[tuple[str, str, str]]:
        """(Kind, what, by when) of each, to be read once more before it is handed in."""
        kinds = {one.key: one for one in self.values.problem_kinds}
        told = [(kinds[one["kind"]], one["text"]) for one in self.findings]
        return [(kind.label, text, self.days.in_words(kind.deadline)) for kind, text in told]


def _as_kept(visit: SiteVisit | None) -> dict[str, Any]:
    """What a record that is corrected began with."""
    if visit is None:
        return {}
    given: dict[str, Any] = {name: getattr(visit, name) for name in (*SAYINGS, "signed")}
    for one in visit.answers.all():
        for name in ("answer", "note", "asked", "agreed"):
            given[f"{name}_{one.item}"] = getattr(one, name)
    given["absent"] = list(visit.presences.filter(seen="absent").values_list("posting", flat=True))
    for found in visit.findings.all():
        given.update(_as_found(found))
    return given


def _as_found(found: Any) -> Mapping[str, Any]:
    if found.cadre_id:
        return {"fix_absent": True}
    if found.item:
        return {f"fix_{found.item}": True, f"kind_{found.item}": found.kind, f"note_{found.item}": found.text}
    return {"more_kind": found.kind, "more_text": found.text}
