"""Cadres of the invented county: ages and rural experience are dealt so that the totals of 11 July 2022 hold."""

from dataclasses import dataclass
from datetime import date

from zhucun.demo.invented import Dice, Person, Unit
from zhucun.demo.invented_names import Registry
from zhucun.lib.periods import full_years

COUNTED_ON = date(2022, 7, 11)

# Bands of full years on that day, and months of rural work of those who have any.
AGES = {"A": (25, 30), "B": (31, 39), "C": (40, 44), "D": (45, 49), "E": (50, 54), "F": (55, 59)}
RURAL_MONTHS = {"A": (2, 30), "B": (4, 60), "C": (8, 150), "D": (12, 220), "E": (24, 300), "F": (36, 360)}

FIRST, SECOND, OTHER = "first", "second", "other"  # seats: the first secretary's, one for the young, the rest
# Seat → band → how many with and without rural experience. The 496 add up to 84 A, 129 B, 101 C, 87 D, 61 E, 34 F.
MIX = {
    FIRST: {"B": (43, 4), "C": (52, 6), "D": (48, 5), "E": (7, 1)},
    SECOND: {"A": (25, 59), "B": (32, 50)},
    OTHER: {"C": (28, 15), "D": (28, 6), "E": (47, 6), "F": (28, 6)},
}

SENIOR_POSTS = {
    "party_government": "办公室主任 综合股股长 人事股股长 业务股股长",
    "economic": "规划股股长 项目股股长 财务股股长 办公室主任",
    "political_legal": "政治处副主任 综合科科长 四级高级警长 办公室主任",
    "agricultural": "技术推广股股长 产业股股长 站长 办公室主任",
    "culture_tourism": "副馆长 活动部主任 办公室主任 采编部主任",
    "education_health": "办公室主任 总务主任 科主任 工会副主席",
    "enterprise": "综合部经理 工程部经理 办公室主任 网点主任",
}
JUNIOR_POSTS = {
    "party_government": "科员 干事",
    "economic": "科员 助理工程师",
    "political_legal": "科员 书记员",
    "agricultural": "农艺师 助理农艺师 技术员",
    "culture_tourism": "馆员 编辑 干事",
    "education_health": "教师 医师 干事",
    "enterprise": "职员 技术员",
}
# Kinds of unit → employment, repeated by weight.
EMPLOYMENT = {
    "party_government": "civil_servant civil_servant public_institution",
    "economic": "civil_servant public_institution",
    "political_legal": "civil_servant",
    "agricultural": "civil_servant public_institution public_institution",
    "culture_tourism": "public_institution",
    "education_health": "public_institution",
    "enterprise": "enterprise",
}
# Up to which age, which rank.
CIVIL_RANKS = ((29, "一级科员"), (36, "四级主任科员"), (43, "三级主任科员"), (51, "二级主任科员"), (99, "一级主任科员"))
INSTITUTION_RANKS = ((29, "专业技术十二级"), (38, "专业技术十级"), (48, "专业技术八级"), (99, "管理岗七级"))

YEARS_OF_SCHOOL = {30: 19, 40: 21, 50: 23, 60: 26}  # education → age at the start of work


@dataclass(frozen=True)
class Card:
    band: str
    has_experience: bool


@dataclass(frozen=True)
class Known:
    """Somebody told of by name; what is left open here is dealt like everybody's."""

    name: str
    sex: str
    band: str = ""
    has_experience: bool | None = None
    birth_month: date | None = None
    rural_months: int | None = None
    post: str = ""
    unit: str = ""

    def fits(self, card: Card) -> bool:
        return self.band in ("", card.band) and self.has_experience in (None, card.has_experience)


class Deck:
    """The cards of one kind of seat: those who are told of take theirs first, the others what chance leaves."""

    def __init__(self, seat: str, dice: Dice) -> None:
        counts = ((band, counts) for band, counts in MIX[seat].items())
        cards = [Card(band, has) for band, (w, wo) in counts for has, n in ((True, w), (False, wo)) for _ in range(n)]
        self._cards = dice.shuffled(cards)

    def take(self, known: Known | None = None) -> Card:
        at = next(at for at, card in enumerate(self._cards) if known is None or known.fits(card))
        return self._cards.pop(at)


class Maker:
    """Makes a person from a card: what the card does not say is left to chance, within what is plausible."""

    def __init__(self, dice: Dice, registry: Registry) -> None:
        self._dice = dice
        self._registry = registry

    def person(
        self, card: Card, unit: Unit, *, leads: bool, known: Known | None = None, is_yao: bool = False
    ) -> Person:
        born = (known and known.birth_month) or self._birth_month(card.band)
        sex = known.sex if known else self._sex(born.year)
        name = known.name if known else self._registry.name(sex, born.year, is_yao=is_yao and self._dice.chance(60))
        employment = self._dice.pick(EMPLOYMENT[unit.kind].split())
        education = self._education(born.year)
        return Person(
            name=name,
            sex=sex,
            birth_month=born,
            phone=self._registry.phone(),
            unit=unit,
            post=(known and known.post) or self._post(unit.kind, leads or full_years(born, COUNTED_ON) >= 42),
            rank=_rank(employment, full_years(born, COUNTED_ON)),
            employment=employment,
            education=education,
            party_joined_on=self._party_day(born.year, leads),
            work_started_on=date(born.year + YEARS_OF_SCHOOL[education], self._dice.pick((7, 8, 9)), 1),
            rural_months=self._rural_months(card, known),
        )

    def _sex(self, year_of_birth: int) -> str:
        """Women of 55 and more have mostly retired."""
        women = 38 if year_of_birth >= 1983 else 18 if year_of_birth >= 1968 else 0
        return "female" if self._dice.chance(women) else "male"

    def _birth_month(self, band: str) -> date:
        """Nobody turns forty in June or July 2022, so that "under 40" changes by the story alone."""
        age, month = self._dice.between(*AGES[band]), self._dice.between(1, 12)
        if age == 40 and month in (6, 7):
            month += 2
        return date(COUNTED_ON.year - age - (month > COUNTED_ON.month), month, 1)

    def _education(self, year_of_birth: int) -> int:
        if year_of_birth >= 1992:
            return self._dice.pick((50, 50, 50, 50, 40))
        if year_of_birth >= 1980:
            return self._dice.pick((50, 50, 50, 40, 60))
        return self._dice.pick((40, 40, 50, 50, 30))

    def _party_day(self, year_of_birth: int, leads: bool) -> date | None:
        """A first secretary has been a member for years (R-SEL-06)."""
        if not leads and not self._dice.chance(70):
            return None
        latest = min(year_of_birth + 32, 2018)
        return date(
            self._dice.between(year_of_birth + 20, latest), self._dice.between(1, 12), self._dice.between(1, 28)
        )

    def _post(self, kind: str, is_senior: bool) -> str:
        return self._dice.pick((SENIOR_POSTS if is_senior else JUNIOR_POSTS)[kind].split())

    def _rural_months(self, card: Card, known: Known | None) -> int:
        if known and known.rural_months is not None:
            return known.rural_months
        return self._dice.between(*RURAL_MONTHS[card.band]) if card.has_experience else 0


def _rank(employment: str, age: int) -> str:
    ranks = {"civil_servant": CIVIL_RANKS, "public_institution": INSTITUTION_RANKS}.get(employment, ())
    return next((rank for up_to, rank in ranks if age <= up_to), "")
