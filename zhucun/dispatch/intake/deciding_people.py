"""Which person a row of a 花名册 is, whether they stand in the file once, and which of their facts differ."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from zhucun.dispatch.intake.held import Held, shown
from zhucun.lib.identity import birth_month_of, sex_of
from zhucun.lib.phones import MOBILE
from zhucun.org.people.same_person import HeldPerson, InFile, Match, Traits, Twin, changed_facts
from zhucun.org.people.sealed_text import blind_index
from zhucun.org.people.unit_cells import UnitRef
from zhucun.org.places.place_cells import PlaceCells
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.matching import compared
from zhucun.sheets.persons import hidden_number, is_hidden_id
from zhucun.sheets.plan import Difference
from zhucun.sheets.rows import Rows, question_id
from zhucun.sheets.writing import cell_text

COMPARED = (
    *("sex", "birth_month", "party_joined_on", "education", "post", "rank", "employment", "remark"),
    *("work_started_on", "skills", "fitness_confirmed_on"),
)
NEW, YES, KEEP, TWO, LEAVE_BLANK = "new", "yes", "keep", "two", "leave_blank"


def told_facts(told: Mapping[str, Any], post: str = "") -> dict[str, Any]:
    """What a row says of the person, under the names of the columns on file; blank cells say nothing."""
    facts = {key: told.get(key) for key in (*COMPARED, "home", "phone", "id_number", "has_rural_experience")}
    if facts["skills"]:
        facts["skills"] = list(facts["skills"])
    facts["post"] = facts["post"] or post
    if number := facts["id_number"]:
        facts["birth_month"] = facts["birth_month"] or birth_month_of(number)
        facts["sex"] = facts["sex"] or sex_of(number)
    if (years := told.get("rural_years")) is not None:
        facts["rural_months"], facts["has_rural_experience"] = years * 12, years > 0
    return {key: value for key, value in facts.items() if value not in (None, "")}


class PersonCells:
    def __init__(self, held: Held, answers: Mapping[str, str]) -> None:
        self.held, self.answers = held, answers
        self.places = PlaceCells(held.places.matcher, answers)
        self.in_file = InFile()

    # ── once in the file ──

    def traits(self, rows: Rows, at: int, unit: UnitRef | None, place: int | None) -> Traits:
        values = rows.values
        number, phone, month = values["id_number"][at], values["phone"][at], values["birth_month"][at]
        self._check_agreement(rows, at, number, month)
        self._check_age(rows, at, month)
        self._find_home(rows, at)
        return Traits(
            values["name"][at],
            blind_index(number, "id") if number else "",
            blind_index(phone, "phone") if phone else "",
            month or (birth_month_of(number) if number else None),
            unit,
            place,
        )

    def _find_home(self, rows: Rows, at: int) -> None:
        """From here on the cell is the place that is meant, or empty with a fault that says why."""
        text = rows.values["home"][at]
        if isinstance(text, str) and text:
            key = self.places.find(rows, at, "home", text)
            rows.values["home"][at] = self.held.places.by_key[key] if key is not None else None

    def _check_agreement(self, rows: Rows, at: int, number: str | None, month: date | None) -> None:
        """The number says month and sex itself; the file must not contradict it."""
        if number and month and birth_month_of(number) != month:
            rows.fault(at, "birth_month", f"和证件号里的出生年月（{birth_month_of(number):%Y-%m}）对不上。请核对。")
        sex = rows.values["sex"][at]
        if number and sex and sex_of(number) != sex:
            rows.fault(at, "sex", "和证件号里的性别对不上。请核对。")
        years, has = rows[at].get("rural_years"), rows.values["has_rural_experience"][at]
        if years is not None and has is not None and (years > 0) != has:
            rows.fault(
                at, "has_rural_experience", f"写了{years}年农村工作，和“{'有' if has else '无'}”对不上。请核对。"
            )

    def _check_age(self, rows: Rows, at: int, month: date | None) -> None:
        """An age is no birth month, and tomorrow it is another (R-SEL-19)."""
        age = rows.values["age"][at]
        has_birth = month or rows.values["id_number"][at] or rows.cell_of(at, "birth_month") is not None
        if age is None or has_birth or self.answers.get(question_id("age", "age_not_birth")) == LEAVE_BLANK:
            return
        option = (LEAVE_BLANK, "先空着，以后补", None)
        asked = rows.ask(at, "age", "age_not_birth", [option])
        rows.fault(at, "age", f"只有年龄 {age}，没有出生年月。", DOUBTFUL, question=asked)

    def stands_alone(self, rows: Rows, at: int, traits: Traits) -> bool:
        twin = self.in_file.meet(traits, rows.numbers[at], rows.table.grid.shown_name)
        if twin is None:
            return True
        row = f"“{twin.sheet}”第 {twin.row} 行" if twin.sheet else f"第 {twin.row} 行"
        if twin.is_sure:
            return self._refused(rows, at, traits, twin, row)
        return self._asked(rows, at, traits, twin, row)

    def _refused(self, rows: Rows, at: int, traits: Traits, twin: Twin, row: str) -> bool:
        if traits.place is not None and twin.place is not None and traits.place != twin.place:
            where = self.held.places.full_name(twin.place)
            rows.fault(at, "place", f"{traits.name}在{row}已派到{where}，一个人不能同时在两处。请只留一行。")
        else:
            same = {"id": "证件号", "phone": "姓名和电话", "name": "姓名、单位和出生年月"}[twin.by]
            rows.fault(at, "name", f"和{row}的{same}相同，是同一个人。一人一行，请只留一行。")
        return False

    def _asked(self, rows: Rows, at: int, traits: Traits, twin: Twin, row: str) -> bool:
        if twin.by == "phone":
            return self._asked_of_phone(rows, at, row)
        answer = self.answers.get(question_id("name", "namesake", rows.numbers[at]))
        if answer == TWO:
            return True
        option = (TWO, "是两个人，都要", None)
        sentence = f"“{traits.name}”和{row}同名同单位，是两个人吗？是同一个人的，请勾选不读一行。"
        asked = rows.ask(at, "name", "namesake", [option], singly=True, sentence=sentence)
        rows.fault(at, "name", f"和{row}同名同单位，看不出是不是同一个人。", DOUBTFUL, question=asked)
        return True

    def _asked_of_phone(self, rows: Rows, at: int, row: str) -> bool:
        """A landline is shared in an office; a mobile number seldom is."""
        phone = rows.values["phone"][at]
        if not MOBILE.fullmatch(phone) or self.answers.get(question_id("phone", "shared", rows.numbers[at])) == KEEP:
            return True
        option = (KEEP, "号码没有错，两人同用", None)
        asked = rows.ask(at, "phone", "shared", [option], singly=True, sentence=f"电话和{row}相同，号码对吗？")
        rows.fault(at, "phone", f"和{row}的手机号相同。", DOUBTFUL, question=asked)
        return True

    # ── on file ──

    def find(self, rows: Rows, at: int, traits: Traits) -> tuple[HeldPerson | None, bool]:
        """(who it is, whether that is settled). None is somebody new."""
        match = self.held.people.find(traits)
        if match.found is not None:
            return self._named_otherwise(rows, at, traits, match.found)
        if not match.rivals:
            return None, True
        return self._chosen(rows, at, traits, match)

    def _named_otherwise(
        self, rows: Rows, at: int, traits: Traits, person: HeldPerson
    ) -> tuple[HeldPerson | None, bool]:
        if compared(traits.name) == compared(person.traits.name):
            return person, True
        if self.answers.get(question_id("name", "renamed", rows.numbers[at])) == YES:
            return person, True
        option = (YES, "是同一个人，改成表里的姓名", None)
        sentence = f"证件号是册上{person.traits.name}的，表里写“{traits.name}”。是同一个人吗？"
        asked = rows.ask(at, "name", "renamed", [option], singly=True, sentence=sentence)
        rows.fault(at, "name", f"证件号是册上{person.traits.name}的，姓名不同。", DOUBTFUL, question=asked)
        return person, False

    def _chosen(self, rows: Rows, at: int, traits: Traits, match: Match) -> tuple[HeldPerson | None, bool]:
        answer = self.answers.get(question_id("name", "same_person", rows.numbers[at]), "")
        if answer == NEW:
            return None, True
        chosen = next((person for person in match.rivals if str(person.key) == answer), None)
        if chosen is not None:
            return chosen, True
        options = [(str(person.key), f"就是他：{shown(person, self.held)}", None) for person in match.rivals[:4]]
        sentence = f"册上有叫“{traits.name}”的，是同一个人吗？"
        listed = [*options, (NEW, "是另一个人，新登记", None)]
        asked = rows.ask(at, "name", "same_person", listed, singly=True, sentence=sentence)
        problem = f"册上有叫“{traits.name}”的（{shown(match.rivals[0], self.held)}），看不出是不是同一个人。"
        rows.fault(at, "name", problem, DOUBTFUL, question=asked)
        return None, False

    def changes(self, rows: Rows, at: int, person: HeldPerson, post: str) -> dict[str, Any]:
        self._pass_over_hidden(rows, at, person)
        told, held = told_facts(rows[at], post), person.facts
        found = changed_facts(told, held, COMPARED)
        name = rows.values["name"][at]
        if compared(name) != compared(person.traits.name):
            found["name"] = name
        if (phone := told.get("phone")) and blind_index(phone, "phone") != person.traits.phone_hash:
            found["phone"] = phone
        if (number := told.get("id_number")) and blind_index(number, "id") != person.traits.id_hash:
            found["id_number"] = number
        if (home := told.get("home")) and home.pk != held.get("home"):
            found["home"] = home
        return found | _rural_changes(told, held)

    def _pass_over_hidden(self, rows: Rows, at: int, person: HeldPerson) -> None:
        """An export hides digits: of somebody on file such a number says nothing new, and may come back as it is."""
        tail = hidden_number(rows.cell_of(at, "phone"))
        if tail is not None and person.facts.get("phone_tail") and tail in ("", person.facts["phone_tail"]):
            rows.forgive(at, "phone")
        if is_hidden_id(rows.cell_of(at, "id_number")):
            rows.forgive(at, "id_number")

    def differences(self, rows: Rows, person: HeldPerson, changes: Mapping[str, Any]) -> Iterable[Difference]:
        held = {**person.facts, "name": person.traits.name, "phone": person.facts.get("phone_tail"), "id_number": ""}
        held["home"] = self.held.places.by_key.get(held.get("home"))
        for key, new in changes.items():
            if key == "has_rural_experience" and "rural_months" in changes:
                continue
            column = rows.sheet.by_key.get("rural_years" if key == "rural_months" else key)
            yield Difference(
                key, column.label, *(_shown(key, value, column.kind.words) for value in (held.get(key), new))
            )


def _rural_changes(told: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """Years in a file are whole years: 5 agrees with 63 months on file."""
    has, months, on_file = told.get("has_rural_experience"), told.get("rural_months"), held.get("rural_months")
    if months is not None:
        agrees = on_file is not None and on_file // 12 == months // 12 and (on_file > 0) == (months > 0)
        return {} if agrees else {"rural_months": months, "has_rural_experience": months > 0}
    if has is None or has == held.get("has_rural_experience"):
        return {}
    return {"has_rural_experience": has, **({"rural_months": None} if on_file is not None else {})}


def _shown(key: str, value: Any, words: Mapping[Any, str]) -> str:
    """Numbers by their last four only (R-DAT-04)."""
    if value is None or value == "":
        return ""
    if key in ("phone", "id_number"):
        return f"尾号 {value[-4:]}"
    if key == "rural_months":
        return f"{value // 12} 年"
    return f"{value:%Y-%m}" if key == "birth_month" else cell_text(value, words)
