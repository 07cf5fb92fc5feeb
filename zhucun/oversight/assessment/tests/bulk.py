"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests import assessing
from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told


@plan("assessment.rate")
def sides_score(cast: Cast) -> list[Told]:
    """Own numbers and another's once more; one for a single indicator."""
    made = assessing.cycle(cast, raters={"township": 60, "office": 40}, indicators=TWO_SIDES)
    one, other = assessing.sheet_of(made, cast.member), assessing.sheet_of(made, cast.neighbour_member)
    assessing.rating.rate(one, rater="office", hundredths=7000, by=cast.actor("officer"))
    first = made.scheme.rules().leaves[0].key
    return [
        Told(one, {"rater": "office", "hundredths": 8000, "why": "看过两次"}),
        Told(other, {"rater": "office", "hundredths": 9000}),
        Told(other, {"rater": "office", "hundredths": 9100, "indicator": first}),
    ]


@plan("assessment.carry_in")
def grades_of_before(cast: Cast) -> list[Told]:
    assessing.scheme(cast)
    told = {"cycle": "quarter", "period": "2022-Q1"}
    return [
        Told(cast.member, {**told, "grade": 1, "document": "青组〔2022〕9号"}),
        Told(cast.neighbour_member, {**told, "grade": 3, "document": ""}),
    ]


@plan("assessment.decide")
def grades(cast: Cast) -> list[Told]:
    made = assessing.cycle(cast)
    one, other = assessing.sheet_of(made, cast.member), assessing.sheet_of(made, cast.neighbour_member)
    return [Told(one, {"grade": 2, "reason": "平时表现"}), Told(other, {"grade": 3, "reason": "两次不在村"})]


TWO_SIDES = [{"block": "实绩", "name": "实绩", "weight": 70}, {"block": "作风", "name": "作风", "weight": 30}]
