"""The invented county as a whole: the same values on every machine, made in a fraction of a second."""

from datetime import date, datetime
from functools import cache

from zhucun.demo import invented_doubts, story
from zhucun.demo.invented import County, Dice
from zhucun.demo.invented_names import Registry
from zhucun.demo.invented_offices import FIXED_NAMES, invent_offices
from zhucun.demo.invented_places import ABOVE, COUNTY, COUNTY_NAME, codes_by_full_name, invent_places
from zhucun.demo.invented_postings import invent_postings
from zhucun.demo.invented_rounds import invent_reserve, invent_round
from zhucun.demo.invented_story_of_year import invent_year
from zhucun.demo.invented_teams import invent_teams
from zhucun.demo.invented_units import invent_units
from zhucun.demo.invented_villages import invent_groups, invent_households
from zhucun.demo.invented_work import invent_work

SEED = 20220711
FOUNDED_ON = date(2021, 1, 1)
STANDS_AT = datetime(2022, 7, 11, 9, 0)  # the demo clock, in the county's own time


@cache
def invented_county() -> County:
    """Places, units, teams, people and what became of them until 11 July 2022; nothing in it is real."""
    dice = Dice(SEED)
    registry = Registry(dice, FIXED_NAMES | story.NAMES)
    places, tags = invent_places(dice)
    units = invent_units(dice, registry)
    teams = invent_teams(places, tags, units, dice)
    codes = codes_by_full_name(places)
    postings = invent_postings(teams, codes, units, dice, registry)
    offices = invent_offices(teams, units, dice, registry)
    groups = invent_groups(codes, dice)
    households = invent_households(groups, teams, postings, dice, registry)
    return County(
        code=COUNTY,
        name=COUNTY_NAME,
        office_name=f"{COUNTY_NAME}驻村办",
        above=ABOVE,
        founded_on=FOUNDED_ON,
        stands_at=STANDS_AT,
        places=places,
        tags=tags,
        units=units,
        teams=teams,
        postings=postings,
        offices=offices,
        groups=groups,
        households=households,
        stand_ins=story.STAND_INS,
        suggestions=story.SUGGESTIONS,
        policies=story.POLICIES,
        reserve=invent_reserve(units, codes, registry),
        round=invent_round(places, tags, postings, frozenset(story.NAMES)),
        unconfirmed=invented_doubts.unconfirmed(postings),
        is_screened=True,
        year=invent_year(postings, dice),
        work=invent_work(postings, units, dice),
        tells_months=True,
    )
