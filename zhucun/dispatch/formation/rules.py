"""Permissions and states of a draft, how much a wish is asked for, and when a team needs a person's mind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from django.db.models import IntegerChoices, TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.policy.profile import PolicyProfile
from zhucun.solver.conflicts import MOST_WEIGHT
from zhucun.solver.explain import WishOfTeam
from zhucun.solver.problem import BOUND, FREE, Weights

SEE = permission("formation.see", "看组队稿")
FORM = permission("formation.form", "排组队稿")
ADOPT = permission("formation.adopt", "采用组队稿")


class Mode(TextChoices):
    BOUND = BOUND, "单位定点"
    FREE = FREE, "全县统排"


class State(TextChoices):
    SOLVING = "solving", "正在排"
    DRAFT = "draft", "排好了"
    IMPOSSIBLE = "impossible", "排不出"
    ADOPTED = "adopted", "已采用"
    DROPPED = "dropped", "不要了"


FLOW = Flow(
    "formation",
    {
        "find": move(State.SOLVING, to=(State.DRAFT, State.IMPOSSIBLE), needs=FORM, duty=False),
        "adopt": move(State.DRAFT, to=State.ADOPTED, needs=ADOPT, duty=False),
        "give_way": move(State.ADOPTED, to=State.DRAFT, needs=ADOPT, duty=False),
        "drop": move((State.SOLVING, State.DRAFT, State.IMPOSSIBLE), to=State.DROPPED, needs=FORM, duty=False),
        "take_up": move(State.DROPPED, to=(State.SOLVING, State.DRAFT, State.IMPOSSIBLE), needs=FORM, duty=False),
    },
)


class DecisionKind(TextChoices):
    SETTLE = "settle", "就这样"
    KEEP = "keep", "写明理由保留"
    LOCK = "lock", "锁定"
    FORBID = "forbid", "不去这支队"
    SWAP = "swap", "换人"


OF_TEAM = (DecisionKind.SETTLE, DecisionKind.KEEP)


class Level(IntegerChoices):
    """How much a wish is asked for: a multiple of the weight that is the county's own."""

    NOT = 0, "不管"
    LITTLE = 1, "次要"
    USUAL = 2, "一般"
    MUCH = 4, "看重"
    MOST = 8, "最看重"


@dataclass(frozen=True)
class Wish:
    """One wish as people set and read it; `weights` are the solver's words for it."""

    key: str
    label: str
    weights: tuple[str, ...]
    hint: str


WISHES = (
    Wish("old_young", "一老一新", ("old_young",), "每队有年纪大的，也有年轻的"),
    Wish("deep_shallow", "一深一浅", ("deep_shallow",), "每队有农村经历深的，也有浅的"),
    Wish("skill", "人岗相适", ("skill",), "村里要什么，队里有人会"),
    Wish("unit_kind", "单位对路", ("unit_kind",), "派出单位的业务对得上村的类别"),
    Wish("own_unit", "单位定点", ("own_unit",), "后盾单位多派自己的人到这支队"),
    Wish("stay", "留任不动", ("stay", "stay_secretary"), "现在在队里的人接着干"),
    Wish("fair_share", "公平负担", ("fair_share",), "各单位按人数分担，不超应派的份额"),
    Wish("mates_apart", "同单位分开", ("mates_apart",), "后盾以外的单位，一支队里不超过一人"),
    Wish("distance", "离家近", ("distance",), "家离村 20 公里以内最好，越远越往后"),
    Wish("secretary", "难村配强", ("secretary",), "更合适的第一书记去更难的村"),
)
WISH = {wish.key: wish for wish in WISHES}
GAPS = {"short", "leaderless", "unsent"}  # what a draft that may have gaps may leave open; nothing else is ever broken
VACANT = {"short"}  # and what may be adopted: the seat stays a vacancy
NEEDS_A_MIND = ("old_young", "deep_shallow", "own_unit", "mates_apart", "distance")
FAR = 4  # steps of ten kilometres beyond the first twenty: a first secretary so far from home wants a mind


WHERE_THE_COUNTY_ASKS_NOTHING = 10  # points of a wish that only this draft asks for


def usual_weights(policy: PolicyProfile) -> Weights:
    return Weights(**{one.name: getattr(policy.formation, one.name) for one in fields(Weights)})


def usual_levels(usual: Weights) -> dict[str, int]:
    """A wish to which the county gives no weight is not asked for, unless a draft asks for it."""
    return {w.key: int(Level.USUAL if any(getattr(usual, n) for n in w.weights) else Level.NOT) for w in WISHES}


def weights_at(levels: Mapping[str, int], usual: Weights) -> Weights:
    """The county's weights, each as much more or less as its wish is asked for; whole numbers."""
    told = {}
    for wish in WISHES:
        level = levels.get(wish.key, Level.USUAL)
        for name in wish.weights:
            points = (getattr(usual, name) or WHERE_THE_COUNTY_ASKS_NOTHING) * level // Level.USUAL
            told[name] = min(points, MOST_WEIGHT)
    return replace(usual, **told)


def in_order(levels: Mapping[str, int]) -> list[Wish]:
    """What is asked for most stands first; what is not asked for at all is left out."""
    asked = [wish for wish in WISHES if levels.get(wish.key, Level.USUAL)]
    return sorted(asked, key=lambda wish: -levels.get(wish.key, Level.USUAL))


def mind_needed(wishes: Iterable[WishOfTeam]) -> list[WishOfTeam]:
    """What a person has to look at: a side of a pairing missing, or of all that the village asks nothing met."""
    wishes = list(wishes)
    asked = [wish for wish in wishes if wish.wish == "skill"]
    unmet = [wish for wish in wishes if wish.wish in NEEDS_A_MIND and not wish.is_met]
    return [*unmet, *(asked[:1] if asked and not any(wish.is_met for wish in asked) else [])]


def is_met(key: str, wishes: Iterable[WishOfTeam]) -> bool | None:
    """Whether a team has what the wish asks; of several needs one is enough. None where it is not asked of it."""
    answers = [wish.is_met for wish in wishes if wish.wish == key]
    return any(answers) if answers else None


SUITABILITY = 5  # of ten, where nothing more is known
SERVED_AS_SECRETARY, KNOWS_THE_COUNTRYSIDE, LED_A_BRANCH = 2, 2, 1
HARD, PLAIN = 2, 1


def suitability(*, has_led: bool, is_deep: bool, leads_branches: bool) -> int:
    """As a first secretary, of ten: has been one, knows rural work, knows party work (R-SEL-06, R-SEL-07)."""
    more = (has_led, SERVED_AS_SECRETARY), (is_deep, KNOWS_THE_COUNTRYSIDE), (leads_branches, LED_A_BRANCH)
    return SUITABILITY + sum(points for holds, points in more if holds)


HARD_TAGS = {"key_assistance", "weak_party_branch", "hard_to_govern"}


def hardness(tags: Iterable[str]) -> int:
    """尽锐出战: the strong are wanted where it is hard."""
    return HARD if HARD_TAGS & set(tags) else PLAIN
