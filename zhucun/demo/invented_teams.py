"""Teams of the invented county: 166 on 184 places, their backing units and 核定人数."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from zhucun.demo.invented import Dice, Place, Size, Tagging, Team, Unit
from zhucun.demo.invented_places import COUNTY, KINDS, TOWNSHIPS, codes_by_full_name

SITE = 14  # digits of a resettlement site's code
FOUR_CATEGORIES = {*KINDS.values(), "resettlement"}
ROUND_ON, ROUND_BASIS = date(2021, 5, 18), "青组通〔2021〕12号"
ROUND_FROM_ABOVE_ON = date(2021, 6, 1)
BASIS_FROM_ABOVE = {"99": "云泽组发〔2021〕31号", "9901": "云组通〔2021〕9号"}
LATER = ((date(2021, 9, 15), "青组通〔2021〕27号", 9), (date(2022, 3, 10), "青组通〔2022〕6号", 3))

# Two townships' outermost places that adjoin and share a team; elsewhere a township's last two places do.
ACROSS = (("东岭镇", "西河镇"), ("九岭瑶族乡", "大坪镇"))

# The villages whose teams are told of by name, and the units behind them.
LEADING = {
    "东岭镇石坪村": "县档案馆",
    "西河镇河湾村": "县水利局",
    "云台镇枫木冲村": "县自然资源局",
    "石桥镇上坪村": "县农机事务中心",
    "青禾镇青塘村": "县文化馆",
    "九岭瑶族乡牛角岭村": "县林业服务站",
    "南岭镇石鼓村": "县融媒体中心",
    "清源镇铁炉村": "县机关事务中心",
    "太和镇大湾村": "县教师进修学校",
    "枫林镇樟树下村": "县气象局",
    "龙潭镇白水村": "县城建档案馆",
    "大坪镇长冲村": "县市场监督管理局",
    "新圩镇井头村": "县水利电力站",
    "柳溪镇茶园村": "县科技馆",
    "双江镇李家湾村": "县粮食和物资储备中心",
}

SIZE_BASIS, MORE_BASIS, MOVED_BASIS = "青驻办发〔2021〕4号", "青驻办发〔2022〕11号", "青驻办发〔2022〕14号"
MORE_ON, MOVED_ON = date(2022, 5, 30), date(2022, 6, 27)
# Three teams get a third seat on 30 May 2022: two of them are filled by the additions of the story, one stays open.
GROWN = (("龙潭镇", 3), ("枫林镇", 3))  # township and how many teams of it come before
STAYS_OPEN = "新圩镇井头村"
# One seat is moved on 27 June, the sum staying 498; on 11 July it is open, a day before its fifteen days are over.
SEAT_FROM, SEAT_TO = "石桥镇锦绣安置点", "石桥镇上坪村"
MOVED_BECAUSE = "安置点搬迁任务已完成，名额调给石桥镇上坪村。"
SMALL, LARGE = 5, 5  # teams of two at resettlement sites, of four in villages; all others are of three

Seats = dict[str, tuple[str, ...]]  # the main place → other places served


def invent_teams(
    places: Sequence[Place], tags: Sequence[Tagging], units: Sequence[Unit], dice: Dice
) -> tuple[Team, ...]:
    """166 teams: 184 places under the four categories, less 18 that share a team with a neighbour."""
    codes = codes_by_full_name(places)
    leading = {codes[name]: unit for name, unit in LEADING.items()}
    seats = share_teams({tag.place for tag in tags if tag.tag in FOUR_CATEGORIES})
    backing = _backing_units(list(seats), leading, units, dice)
    begun = _beginnings(backing, set(leading), dice)
    sizes = _sizes({seat: since for seat, (since, _) in begun.items()}, codes, dice)
    return tuple(
        Team(f"T{number:03}", seat, also, *begun[seat], backing[seat], sizes[seat])
        for number, (seat, also) in enumerate(seats.items(), start=1)
    )


def share_teams(served: set[str]) -> Seats:
    """Each place its own team, except that neighbours share one: in sixteen townships, and twice across a border."""
    of_township = {code: list(places) for code, places in groupby(sorted(served), key=lambda code: code[:9])}
    codes = {township.name: township.code for township in TOWNSHIPS}
    shared = {of_township[codes[first]][-1]: of_township[codes[second]][-1] for first, second in ACROSS}
    across = {codes[name] for pair in ACROSS for name in pair}
    shared.update({places[-2]: places[-1] for code, places in of_township.items() if code not in across})
    second = set(shared.values())
    return {place: (shared[place],) if place in shared else () for place in sorted(served) if place not in second}


def seats_in(township_name: str, seats: Sequence[str]) -> list[str]:
    """The seats of a township's teams, in order of their codes."""
    code = next(township.code for township in TOWNSHIPS if township.name == township_name)
    return [seat for seat in seats if seat.startswith(code)]


def _backing_units(seats: Sequence[str], leading: dict[str, str], units: Sequence[Unit], dice: Dice) -> dict[str, Unit]:
    """Every unit stands behind one team at least, some of the county's own behind two."""
    called = {unit.name: unit for unit in units}
    others = [seat for seat in seats if seat not in leading]
    free = dice.shuffled([unit for unit in units if unit.name not in leading.values()])
    twice = dice.shuffled([unit for unit in free if unit.place_code == COUNTY])[: len(others) - len(free)]
    backing = {seat: called[name] for seat, name in leading.items()}
    return {**backing, **dict(zip(others, [*free, *twice], strict=True))}


def _beginnings(backing: dict[str, Unit], leading: set[str], dice: Dice) -> dict[str, tuple[date, str]]:
    """Since when a team stands, and by which document: the round of 2021, or a later addition to it."""
    from_above = {
        seat: (ROUND_FROM_ABOVE_ON, BASIS_FROM_ABOVE[unit.place_code])
        for seat, unit in backing.items()
        if unit.place_code in BASIS_FROM_ABOVE
    }
    free = iter(dice.shuffled([seat for seat in backing if seat not in {*from_above, *leading}]))
    later = {next(free): (since, basis) for since, basis, count in LATER for _ in range(count)}
    return dict.fromkeys(backing, (ROUND_ON, ROUND_BASIS)) | from_above | later


def _sizes(begun: dict[str, date], codes: dict[str, str], dice: Dice) -> dict[str, tuple[Size, ...]]:
    """核定人数 with its changes; from 30 May 2022 on they sum to 498 on every day."""
    grown = {*(seats_in(name, list(begun))[before] for name, before in GROWN), codes[STAYS_OPEN]}
    giver, taker = codes[SEAT_FROM], codes[SEAT_TO]
    told = {giver, *grown, *(codes[name] for name in LEADING)}
    free = dice.shuffled([seat for seat in begun if seat not in told])
    small = {*[seat for seat in free if len(seat) == SITE][:SMALL], taker, *grown}
    large = {*[seat for seat in free if len(seat) < SITE][:LARGE], giver}
    changes = {seat: Size(MORE_ON, 3, MORE_BASIS) for seat in grown}
    changes |= {giver: Size(MOVED_ON, 3, MOVED_BASIS, MOVED_BECAUSE), taker: Size(MOVED_ON, 3, MOVED_BASIS)}

    def first(seat: str) -> Size:
        return Size(begun[seat], 2 if seat in small else 4 if seat in large else 3, SIZE_BASIS)

    return {seat: (first(seat), changes[seat]) if seat in changes else (first(seat),) for seat in begun}
