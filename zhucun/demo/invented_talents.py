"""Forums with natives, what was said there, and who came back, as values; as many as the report of 2022 says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.demo.invented import Dice
from zhucun.demo.invented_names import COMMON_SURNAMES, GENERATIONS

SEED = 213
FORUMS, OPINIONS, BROUGHT, IN_COMMITTEES, BY_OTHERS = 213, 1126, 113, 38, 64
SINCE, DAYS = date(2021, 7, 3), 356  # all within the year from July 2021
ANSWERED_BY, EARLIER = date(2022, 6, 20), date(2019, 2, 8)
NOT_YET = 6  # per cent of opinions that still wait
TOPICS = (
    "请在外的老乡回来坐坐，说产业、说修路。",
    "开乡贤座谈会，请大家给村里出主意。",
    "回乡的都请到村部，听听怎么发展。",
    "在外办厂的、当老师的回来了几个，一起议村里的事。",
    "乡贤座谈会，议一村一品怎么卖得出去。",
)
SAID = (
    ("路修宽一点，大车进得来，厂子才肯回来。", "报进了明年的通村路计划。"),
    ("香莲、香菇要有个牌子，散卖卖不起价。", "合作社注册了商标，下季用上。"),
    ("村里老屋空着，能不能收拾出来办民宿。", "先登记愿意的三户，请人看了房子。"),
    ("愿意出钱装路灯，要有人管电费。", "电费村集体出，路灯装了。"),
    ("回来办厂要地，不知道找谁。", "镇里定了人，带着看了两块地。"),
    ("学校操场破了，愿意捐一点。", "捐款进了学校账户，暑假动工。"),
    ("农忙请不到人，想联合买一台收割机。", "六户合买，补贴材料交上去了。"),
    ("水库边上别再养猪了，水都臭了。", "两户搬走了，一户年底前搬。"),
    ("年轻人想学电商，能不能办个班。", "镇里七月办，名额留了五个。"),
    ("祠堂改成活动室，大家都用得上。", "族里同意了，图纸在画。"),
    ("想把厂里的来料加工放一点到村里。", "腾出两间空教室，先放十台机子。"),
    ("山上的毛路下雨就断，运不出竹子。", "这条路占林地，今年批不下来，明年再报。"),
)
WHO = ("在广东办厂的老乡", "退休老师", "在县城做生意的", "在外打工回来的", "退伍军人", "合作社社长", "在省城上班的", "")
CAPACITIES = ("在广东办厂", "退休老师", "在县城做生意", "退伍军人", "合作社社长")
FROM = ("广东东莞", "广东深圳", "广东佛山", "浙江义乌", "福建泉州", "长沙", "县城")
DOING = {
    "business": ("办了来料加工点，招了十来个人。", "办起竹制品厂。", "开了电商服务点。"),
    "farming": ("承包五十亩种香莲。", "养了三百只羊。", "种香菇，带了八户。"),
    "skill": ("会修农机，村里都找他。", "带人学砌墙。", "会编竹器，收了徒弟。"),
    "committee": ("", ""),
    "other": ("回来教书。", "管村里的水厂。"),
}
STAYS = ("活多了，不走了。", "合作社扩了一倍。", "")


@dataclass(frozen=True)
class Said:
    text: str
    said_by: str
    owner: str
    reply: str
    replied_on: date | None


@dataclass(frozen=True)
class Forum:
    seat: str
    on: date
    text: str
    others: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Back:
    """`is_member` is one of the village's committee; by a team where `by_team`."""

    place: str
    name: str
    role: str
    doing: str
    came_from: str
    returned_on: date
    by_team: bool
    is_member: bool


def forums(seats: Sequence[str], somebody: Callable[[str, date], str]) -> list[Forum]:
    dice, found = Dice(SEED), []
    more = set(dice.shuffled(list(range(FORUMS)))[: OPINIONS - FORUMS * (OPINIONS // FORUMS)])
    for number in range(FORUMS):
        on, seat = SINCE + timedelta(days=dice.below(DAYS)), dice.pick(list(seats))
        while not somebody(seat, on):
            on, seat = SINCE + timedelta(days=dice.below(DAYS)), dice.pick(list(seats))
        there = "、".join(f"{_name(dice)}（{dice.pick(CAPACITIES)}）" for _ in range(dice.between(5, 12)))
        count = OPINIONS // FORUMS + (number in more)
        said = dice.shuffled(list(SAID))[:count]
        found.append(Forum(seat, on, dice.pick(TOPICS), there, tuple(_said(dice, on, *one) for one in said)))
    return sorted(found, key=lambda one: (one.on, one.seat))


def _said(dice: Dice, on: date, text: str, reply: str) -> Said:
    replied_on: date | None = on + timedelta(days=dice.between(4, 30))
    if replied_on > ANSWERED_BY or dice.chance(NOT_YET):
        replied_on = None
    owner = "team" if dice.chance(82) else "township"
    return Said(text, dice.pick(WHO), owner, reply if replied_on else "", replied_on)


def back(seats: Sequence[str], members: Sequence[tuple[str, str]], served_since: Callable[[str], date]) -> list[Back]:
    """`members` (place, name) are those who are in a committee as returned talents."""
    dice, seats = Dice(SEED + 1), [seat for seat in seats if len(seat) == 12]
    of_teams = dice.shuffled([one for one in members if one[0] in set(seats)])
    others = dice.shuffled([one for one in members if one[0] not in set(seats)])
    found = []
    for number in range(BROUGHT):
        known = of_teams[number] if number < IN_COMMITTEES else None
        place = known[0] if known else dice.pick(seats)
        on = max(SINCE + timedelta(days=dice.below(DAYS)), served_since(place))
        found.append(_back(dice, place, known, on, by_team=True))
    for number in range(BY_OTHERS):
        place, name = others[number]
        on = EARLIER + timedelta(days=dice.below(1000))
        found.append(_back(dice, place, (place, name), on, by_team=False))
    return found


def _back(dice: Dice, place: str, known: tuple[str, str] | None, on: date, *, by_team: bool) -> Back:
    role = "committee" if known else dice.pick(("business", "farming", "farming", "skill", "other"))
    name = known[1] if known else _name(dice)
    return Back(place, name, role, dice.pick(DOING[role]), dice.pick(FROM), on, by_team, known is not None)


_SURNAMES = COMMON_SURNAMES.split()
_GIVEN = [given for _, men, women in GENERATIONS for given in (*men.split(), *women.split())]


def _name(dice: Dice) -> str:
    return dice.pick(_SURNAMES) + dice.pick(_GIVEN)
