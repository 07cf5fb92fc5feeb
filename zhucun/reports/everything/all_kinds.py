"""All that goes out again, in the order in which it is to be brought in."""

from zhucun.reports.everything import of_people, of_teams, of_villages
from zhucun.reports.everything.giving import GivesBack

EVERYTHING = (
    GivesBack("places", of_teams.places, more=("north", "east"), note="村的类别标签不在里面"),
    GivesBack("unit_village_pairing", of_teams.pairing, note="只有现在的后盾单位和核定人数"),
    GivesBack("member_roster", of_teams.roster, more=of_teams.MORE_OF_PERSON, note="只有现在在册的；证件号不往外写"),
    GivesBack("cadre_list", of_teams.cadres, more=of_teams.MORE_OF_PERSON, note="证件号不往外写"),
    GivesBack("households", of_villages.households),
    GivesBack("household_links", of_villages.links),
    GivesBack("attendance_month", of_people.balances("attendance_month")),
    GivesBack("leave_taken", of_people.balances("leave_taken")),
    GivesBack("training_sign_in", of_people.sign_ins),
    GivesBack("benefit_payments", of_people.payments),
    GivesBack("accident_insurance", of_people.insurances),
    GivesBack("health_checks", of_people.checks),
    GivesBack("team_fund_ledger", of_people.funds, note="冲掉的账和冲它的那一笔不写，合起来是零"),
    GivesBack("distances", of_people.distances),
    GivesBack("announced_outcomes", of_people.outcomes),
    GivesBack("committees", of_villages.committees),
    GivesBack("matters", of_villages.matters, note="交办经过、回访不在里面"),
    GivesBack("projects", of_villages.projects, note="停下的原因、办理经过不在里面"),
    GivesBack("project_money", of_villages.project_money),
    GivesBack("specialities", of_villages.specialities),
    GivesBack("collective_incomes", of_villages.incomes),
    GivesBack("customs", of_villages.customs),
    GivesBack("monthly_items", of_villages.monthly_items),
    GivesBack("forum_opinions", of_villages.opinions, note="座谈会本身是一笔会议，先要有"),
    GivesBack("returned_talents", of_villages.returned),
)
