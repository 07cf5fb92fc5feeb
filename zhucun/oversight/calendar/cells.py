"""A month as cells, one for each day, from two letters a day. Joined here: a county has fifteen thousand of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from zhucun.policy import attendance
from zhucun.policy.attendance import Category

# One letter each, since a page says it so often. What a county added itself is drawn as z.
LOOKS = {
    attendance.IN_VILLAGE: "v",
    attendance.OFFICIAL_TRIP: "o",
    attendance.TRAINING: "m",
    attendance.REST_DUTY: "d",
    attendance.ROTA_REST: "r",
    attendance.LEAVE: "l",
    attendance.ABSENCE: "x",
    attendance.REST: "w",
    attendance.UNDECIDED: "q",
}
PLAIN = ("v", "w", "n")  # said by the colour alone


@dataclass(frozen=True)
class Look:
    """How one letter is drawn."""

    code: str
    mark: str
    label: str


NOT_THERE = Look("n", "", "不在队")


def looks_of(categories: Iterable[Category]) -> dict[str, Look]:
    return {one.mark: look_of(one) for one in categories}


def look_of(category: Category) -> Look:
    code = LOOKS.get(category.key, "z")
    return Look(code, "" if code in PLAIN else category.mark, category.label)


@dataclass
class Cells:
    """Draws the days of one month as they look on a day; what two letters look like is worked out once."""

    days: Sequence[date]
    today: date
    looks: dict[str, Look]
    _drawn: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._when = ["t" if day == self.today else "f" if day > self.today else "" for day in self.days]

    def row(self, letters: str) -> str:
        """The cells of a person's month, two letters a day."""
        drawn, parts = self._drawn, []
        for at, when in enumerate(self._when):
            key = (letters[2 * at : 2 * at + 2], when)
            if key not in drawn:
                drawn[key] = self._cell(*key)
            parts.append(drawn[key])
        return "".join(parts)

    def _cell(self, pair: str, when: str) -> str:
        am, pm = self.halves(pair)
        said = next((one for one in (am, pm) if one.code not in PLAIN), None)
        title = f' title="{escape(words(am, pm))}"' if said else ""
        return f'<td class="{css(am, pm, when)}"{title}>{escape(said.mark) if said else ""}'

    def halves(self, pair: str) -> tuple[Look, Look]:
        return self.looks.get(pair[:1], NOT_THERE), self.looks.get(pair[1:], NOT_THERE)


def css(am: Look, pm: Look, when: str = "") -> str:
    codes = [am.code] if am == pm else ["h", f"am-{am.code}", f"pm-{pm.code}"]
    return " ".join([*codes, when]).strip()


def words(am: Look, pm: Look) -> str:
    """公务离村; 上午在村，下午请假. What follows a comma in a label is left to the legend."""
    first, second = (look.label.partition("，")[0] for look in (am, pm))
    return first if am == pm else f"上午{first}，下午{second}"
