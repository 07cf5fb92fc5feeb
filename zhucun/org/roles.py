"""Roles: a name, a sentence a person can read, permissions by name, and what kind of reach the role has."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from zhucun.acts.actor import Grant
from zhucun.acts.permissions import named
from zhucun.acts.scope import Scope


class Reach(Enum):
    """What an appointment to the role reaches."""

    TERRITORY = "place"
    UNIT = "unit"
    NOTHING = "none"


@dataclass(frozen=True)
class Role:
    name: str
    label: str
    description: str
    reach: Reach
    permissions: tuple[str, ...]
    level: str  # where it is appointed: province, prefecture, county, township, village, unit

    def grant(self, place_code: str, unit_id: int | None) -> Grant:
        return Grant(self.name, named(self.permissions), self._scope(place_code, unit_id))

    def _scope(self, place_code: str, unit_id: int | None) -> Scope:
        if self.reach is Reach.TERRITORY:
            return Scope(place=(place_code,))
        if self.reach is Reach.UNIT and unit_id is not None:
            return Scope(sender=frozenset({unit_id}), backer=frozenset({unit_id}))
        return Scope()


MONTHLY = ("month.see", "rhythm.see", "review.see", "review.see_tasks", "prompt.see")
COUNTY_MONTHLY = ("rhythm.keep", "review.hold", "review.do", "prompt.issue", "prompt.tell")
TOWNSHIP_MONTHLY = ("review.hold", "review.state", "review.do", "prompt.tell")
UNIT_MONTHLY = ("month.see", "review.see_tasks", "review.do")

TALKS = ("talk.see", "talk.notify", "talk.hold")  # few have them (R-TLK-09)
UNIT_TALKS = ("talk.see_progress", "talk.see", "talk.hold", "talk.answer")

ASSESSMENT_READ = ("assessment.see", "scheme.see")
OBJECTIONS = ("objection.see", "objection.raise")
ASSESSMENT_COUNTY = (
    *OBJECTIONS,
    *("assessment.see_scores", "assessment.manage", "assessment.decide", "assessment.rate", "assessment.rate_office"),
    "scheme.keep",
)
ASSESSMENT_TOWNSHIP = ("assessment.rate", "assessment.rate_township")
ASSESSMENT_UNIT = (*OBJECTIONS, *ASSESSMENT_READ, "assessment.rate", "assessment.rate_unit", "assessment.state")
VILLAGE_LIFE = ("rota.keep", "customs.keep", "link.keep", "talent.keep")
READ = (
    *("question.see",),
    *("test.see", "participant.see", "session.see", "mentoring.see", "case.see"),
    *("benefit.see", "living.see", "fund.see", "outcome.see"),
    *("duty.see", "site.see"),
    *("rating.see", "yearly.see", "promise.see", "document.see"),
    *("matter.see", "six_ones.see", "committee.see", "talent.see", "project.see"),
    *("rota.see", "customs.see", "link.see"),
    *("rectification.see", "circular.see"),
    "place.see",
    "household.see",
    "people.see",
    "unit.see",
    "roster.see",
    "coverage.see",
    "figure.see",
    "policy.see",
    "burden.see",
    "handover.see",
    "record.see",
    "attendance.see",
    "emergency.see",
    "inspection.see",
    *ASSESSMENT_READ,
    *MONTHLY,
)
ON_DUTY = ("emergency.report", "emergency.count")
COUNTY_WORK = (
    *("wall.see", "question.keep"),
    *("test.hold", "facts.print"),
    *("participant.keep", "session.keep", "mentoring.keep", "case.recommend", "case.publish"),
    *("benefit.record", "benefit.remind", "living.record", "fund.record", "outcome.record"),
    *("site.record", "finding.enter", "finding.settle"),
    *("rating.hold", "yearly.settle", "yearly.sign"),
    *("promise.write", "promise.agree", "promise.accept"),
    *("matter.keep", "matter.recheck", "dispute.see", "dispute.keep", *VILLAGE_LIFE),
    *("monitoring.see", "monitoring.report", "monitoring.answer", "monitoring.import", "committee.keep"),
    *("project.keep", "project.money", "document.keep", "document.enter_receipt"),
    *READ,
    *("rectification.write", "rectification.reply", "rectification.check", "rectification.hear"),
    "circular.write",
    *("emergency.propose", *ON_DUTY),
    "people.see_private",
    "office.see",
    "place.keep",
    "people.keep",
    "people.confirm_fitness",
    "people.add_own",
    "unit.keep",
    "team.keep",
    "posting.start",
    "posting.end",
    "posting.report_in",
    "roster.import",
    "sheet.bring_in",
    "roster.export",
    "opening.keep",
    "policy.propose",
    "filing.see",
    "filing.keep",
    "burden.keep",
    "feedback.answer",
    "delivery.settle",
    "round.see",
    "round.manage",
    "round.see_plan",
    "round.check",
    "nomination.make",
    "formation.see",
    "formation.form",
    "formation.adopt",
    "note.keep",
    "posting.see_end",
    "handover.hand",
    "handover.enter_paper",
    "change.see",
    "change.propose",
    "change.decide",
    "change.carry_out",
    "change.confirm",
    *("screening.see", "screening.run", "screening.answer", "screening.decide"),
    *("record.write", "record.see_restricted"),
    *("attendance.see_reasons", "attendance.state", "attendance.enter_for", "attendance.state_otherwise"),
    *("attendance.settle", "attendance.open_month", "attendance.review"),
    *("attendance.correct", "attendance.approve_correction"),
    *("leave.see", "leave.ask", "leave.decide", "leave.override", "holiday.keep", "distance.keep"),
    *("inspection.plan", "inspection.visit"),
    *COUNTY_MONTHLY,
    "consequence.see",
    "talk.see_progress",
    *ASSESSMENT_COUNTY,
)
TOWNSHIP_INSPECTION = ("site.comment", "finding.enter")
TOWNSHIP_DAYS = (
    *("living.record", "fund.record"),
    *("attendance.see_reasons", "attendance.state_otherwise", "attendance.settle"),
    *("attendance.verify", "attendance.correct"),
)
ENTERED_FOR_OTHERS = (
    "rating.hold",
    "yearly.sign",
    "attendance.state",
    "attendance.enter_for",
    "attendance.plan_rest",
    "sheet.bring_in",
)
UNIT_WORK = (
    *("benefit.see", "benefit.record", "fund.see", "outcome.see"),
    *("session.see", "mentoring.see", "case.see"),
    *("yearly.see", "promise.see"),
    *("duty.see", "inspection.see", "site.see", "site.comment"),
    *("matter.see", "matter.keep", "rota.see", "customs.see", "talent.see", "talent.keep"),
    *("project.see", "document.see", "document.acknowledge"),
    *("rectification.see", "rectification.reply", "circular.see", "circular.answer"),
    "leave.see",
    "attendance.see",
    "unit.see",
    "people.see",
    "people.confirm_fitness",
    "people.add_own",
    "roster.see",
    "round.see",
    "nomination.make",
    "handover.see",
    "change.see",
    "change.propose",
    "change.opinion",
    "change.confirm",
    "screening.see",
    "screening.answer",
    *("record.see", "record.write"),
    *UNIT_MONTHLY,
    *UNIT_TALKS,
    *ASSESSMENT_UNIT,
)

ROLES = {
    role.name: role
    for role in (
        Role("county_officer", "县驻村办干事", "管全县的队伍、名册和数字。", Reach.TERRITORY, COUNTY_WORK, "county"),
        Role(
            "county_office_leader",
            "县驻村办主任",
            "管全县的队伍、名册和数字，批准办法参数。",
            Reach.TERRITORY,
            (
                "inspection.secret",
                *COUNTY_WORK,
                "circular.keep",
                "people.keep_apart",
                "policy.approve",
                "emergency.approve",
                "administrator.appoint",
                "round.approve",
                "consequence.decide",
                *TALKS,
                *("accountability.see", "accountability.keep"),
                "scheme.enforce",
                *("talk.notify_units", "accountability.see", "accountability.keep"),
            ),
            "county",
        ),
        Role(
            "talks_officer",
            "约谈问责承办人",
            "办约谈和问责；没有指定的人看不到。",
            Reach.TERRITORY,
            ("talk.see_progress", *TALKS, "talk.notify_units", "accountability.see", "accountability.keep"),
            "county",
        ),
        Role(
            "county_leader",
            "县领导",
            "看全县，签批。",
            Reach.TERRITORY,
            (
                *("inspection.secret", "wall.see"),
                *READ,
                *("dispute.see", "monitoring.see"),
                "rectification.hear",
                "attendance.see_reasons",
                "office.see",
                "policy.approve",
                "emergency.approve",
                "filing.see",
                "administrator.appoint",
                "round.see",
                "round.see_plan",
                "round.approve",
                "posting.see_end",
                "change.see",
                "change.sign",
                *("consequence.see", "talk.see_progress", "talk.see", "talk.notify_units", "accountability.see"),
                *("leave.see", "leave.decide"),
                "screening.see",
                "record.see_restricted",
                *("assessment.see_scores", "objection.see"),
            ),
            "county",
        ),
        Role(
            "organisation_department",
            "组织部",
            "看全县，审批。",
            Reach.TERRITORY,
            (
                "inspection.secret",
                *("people.keep_apart", "wall.see"),
                "facts.print",
                *READ,
                *("committee.keep", "outcome.record"),
                "attendance.see_reasons",
                "roster.export",
                "policy.approve",
                "filing.see",
                "round.see",
                "round.see_plan",
                "round.check",
                "round.approve",
                "posting.see_end",
                "change.see",
                "change.approve",
                *("consequence.see", "talk.see_progress", *TALKS, "talk.notify_units", "accountability.see"),
                *("leave.see", "leave.decide"),
                "screening.see",
                "record.see_restricted",
                *("assessment.see_scores", "assessment.decide", "scheme.enforce", "objection.see"),
            ),
            "county",
        ),
        Role(
            "township_secretary",
            "乡镇党委书记",
            "看本乡镇，是第一责任人。",
            Reach.TERRITORY,
            (
                *("question.keep",),
                *("test.hold", "participant.keep", "session.keep", "mentoring.keep"),
                *("promise.agree", "promise.accept"),
                *("matter.keep", "matter.recheck", "dispute.see", "dispute.keep", *VILLAGE_LIFE),
                *("monitoring.see", "monitoring.report", "monitoring.answer", "committee.keep"),
                *("project.keep", "project.money", "document.enter_receipt"),
                *READ,
                *("rectification.reply", "rectification.sign", "rectification.hear", "circular.answer"),
                *ON_DUTY,
                *TOWNSHIP_DAYS,
                *TOWNSHIP_INSPECTION,
                *("leave.see", "leave.ask", "leave.decide"),
                "attendance.approve_correction",
                "posting.report_in",
                "roster.export",
                "round.see",
                "need.raise",
                "need.study",
                "note.keep",
                "handover.hand",
                "handover.lead",
                "handover.enter_paper",
                "posting.see_end",
                "change.see",
                "change.propose",
                "change.opinion",
                "screening.see",
                "screening.answer",
                *("record.write", "record.see_restricted", "month_report.check"),
                *TOWNSHIP_MONTHLY,
                *("talk.see_progress", *TALKS),
                *ASSESSMENT_TOWNSHIP,
            ),
            "township",
        ),
        Role(
            "township_organiser",
            "乡镇组织委员",
            "管本乡镇队伍的日常。",
            Reach.TERRITORY,
            (
                *("question.keep",),
                *("test.hold", "participant.keep", "session.keep", "mentoring.keep"),
                *("promise.write", "promise.agree", "promise.accept"),
                *("matter.keep", "matter.recheck", "dispute.see", "dispute.keep", *VILLAGE_LIFE),
                *("monitoring.see", "monitoring.report", "monitoring.answer", "monitoring.import", "committee.keep"),
                *("project.keep", "project.money", "document.enter_receipt"),
                *READ,
                *("rectification.reply", "rectification.sign", "circular.answer"),
                *ON_DUTY,
                *TOWNSHIP_DAYS,
                *TOWNSHIP_INSPECTION,
                *("leave.see", "leave.ask", "leave.decide"),
                *ENTERED_FOR_OTHERS,
                "posting.report_in",
                "roster.export",
                "round.see",
                "need.raise",
                "need.study",
                "note.keep",
                "handover.hand",
                "handover.lead",
                "handover.enter_paper",
                "change.see",
                "change.propose",
                "change.opinion",
                "screening.see",
                "screening.answer",
                *("record.write", "month_report.check"),
                *TOWNSHIP_MONTHLY,
                *("talk.see_progress", *TALKS),
                *ASSESSMENT_TOWNSHIP,
            ),
            "township",
        ),
        Role(
            "attendance_clerk",
            "乡镇考勤员",
            "记本乡镇的在村情况。",
            Reach.TERRITORY,
            (
                *("test.hold", "participant.keep", "session.keep", "mentoring.keep"),
                *("promise.write",),
                *("matter.keep", "matter.recheck", "dispute.see", "dispute.keep", "committee.keep", *VILLAGE_LIFE),
                *("project.keep", "project.money", "document.enter_receipt"),
                *READ,
                "rectification.reply",
                *ON_DUTY,
                *TOWNSHIP_DAYS,
                *("leave.see", "leave.ask"),
                *ENTERED_FOR_OTHERS,
                *("posting.report_in", "handover.hand", "handover.enter_paper", "record.write", "month_report.check"),
                "prompt.tell",
            ),
            "township",
        ),
        Role(
            "village_secretary",
            "村书记",
            "看本村的工作队，月底核对。",
            Reach.TERRITORY,
            (
                *("promise.see", "promise.accept"),
                *("matter.see", "matter.keep", "dispute.see", "dispute.keep", "committee.see", "talent.see"),
                *("monitoring.see", "monitoring.report", "rota.see", "rota.keep", "customs.see", "customs.keep"),
                *("project.see", "project.keep", "document.see", "link.see", "link.keep"),
                *("place.see", "household.see", "roster.see", "round.see", "need.raise", "handover.see", "record.see"),
                *("inspection.see", "case.see"),
                *("attendance.see", "attendance.confirm", "attendance.state_otherwise"),
                *("site.see", "site.comment"),
            ),
            "village",
        ),
        Role(
            "unit_head",
            "单位主要负责人",
            "看本单位派的人和后盾的队。",
            Reach.UNIT,
            (*UNIT_WORK, "posting.see_end", "leave.decide", "rectification.hear"),
            "unit",
        ),
        Role(
            "unit_deputy",
            "单位分管负责人",
            "管本单位派的人和后盾的队。",
            Reach.UNIT,
            (*UNIT_WORK, "posting.see_end", "leave.decide", "rectification.hear"),
            "unit",
        ),
        Role(
            "unit_liaison",
            "单位联络员",
            "办本单位在系统里的事。",
            Reach.UNIT,
            UNIT_WORK,
            "unit",
        ),
        Role(
            "prefecture_reader",
            "市级查看",
            "看全市各县的数字，不办事。",
            Reach.TERRITORY,
            ("place.see", "roster.see", "coverage.see", "figure.see", "six_ones.see"),
            "prefecture",
        ),
        Role(
            "province_reader",
            "省级查看",
            "看全省各县的数字，不办事。",
            Reach.TERRITORY,
            ("place.see", "roster.see", "coverage.see", "figure.see", "six_ones.see"),
            "province",
        ),
        Role(
            "system_admin",
            "系统管理员",
            "管账号，不看业务。",
            Reach.TERRITORY,
            ("account.keep", "office.see"),
            "county",
        ),
        Role(
            "security_admin",
            "安全管理员",
            "管授权，不看业务。",
            Reach.TERRITORY,
            ("appointment.keep", "office.see"),
            "county",
        ),
        Role(
            "audit_admin",
            "审计管理员",
            "看日志，不看业务。",
            Reach.TERRITORY,
            ("log.read", "office.see"),
            "county",
        ),
    )
}

# Given by a running posting, not by appointment.
OWN_DAYS = ("attendance.see", "attendance.see_reasons", "attendance.state", "emergency.report")
OWN_FILE = (
    *("session.see", "mentoring.see", "case.see"),
    *("document.see", "document.acknowledge"),
    *("people.see", "benefit.see", "outcome.see", "facts.print"),
    *("talk.see", "talk.answer"),
    "screening.see",
    "screening.answer",
    "record.see",
    "leave.see",
    "leave.ask",
    "site.see",
    *("assessment.see", "assessment.state", "scheme.see", *OBJECTIONS),
    *OWN_DAYS,
)
TEAM_LEADER = Role(
    "team_leader",
    "队长",
    "看本队。",
    Reach.NOTHING,
    (
        "test.sit",
        *("session.see", "mentoring.see", "case.see"),
        *("rating.see", "yearly.see", "living.see", "living.record"),
        *("fund.see", "fund.record"),
        *("promise.see", "promise.write"),
        *("matter.see", "matter.keep", "dispute.see", "dispute.keep", "committee.see", "talent.see", "talent.keep"),
        *("monitoring.see", "monitoring.report", "rota.see", "rota.keep", "customs.see", "customs.keep"),
        *("project.see", "project.keep", "document.see", "link.see", "link.keep"),
        *("place.see", "household.see", "people.see", "roster.see", "handover.see", "handover.hand"),
        *("record.see", "record.write", "month_report.confirm"),
        *("attendance.see", "attendance.see_reasons", "attendance.plan_rest"),
        *("emergency.see", "emergency.report"),
        *("leave.see", "leave.decide"),
        *("rectification.see", "rectification.reply", "circular.see"),
        *("month.see", "prompt.see", "review.see_tasks", "review.do"),
        *("site.see", "site.comment"),
        "inspection.see",
        *("talk.see", "talk.answer"),
        *(*ASSESSMENT_READ, "assessment.state", *OBJECTIONS),
    ),
    "team",
)
TEAM_MEMBER = Role(
    "team_member",
    "队员",
    "看自己和本队，记一笔。",
    Reach.NOTHING,
    (
        "test.sit",
        *("rating.see", "yearly.see", "living.see", "fund.see"),
        *("promise.see",),
        *("matter.see", "matter.keep", "dispute.see", "dispute.keep", "committee.see", "talent.see", "talent.keep"),
        *("monitoring.see", "monitoring.report", "rota.see", "rota.keep", "customs.see", "customs.keep"),
        *("project.see", "project.keep", "document.see", "link.see", "link.keep"),
        *("place.see", "household.see", "roster.see", "handover.see", "handover.hand"),
        *("record.see", "record.write", "attendance.see", "emergency.see"),
        *("site.see", "site.comment"),
        "inspection.see",
        *ASSESSMENT_READ,
        *("month.see", "prompt.see", "rectification.see", "circular.see"),
    ),
    "team",
)
INSPECTOR = Role(
    "inspector",
    "督查员",
    "看抽给本组的队，走完就看不到了。",
    Reach.NOTHING,
    (
        *("inspection.see", "inspection.visit", "site.see", "site.record"),
        *("place.see", "roster.see", "attendance.see", "record.see", "promise.see", "matter.see", "customs.see"),
        *("matter.see", "project.see"),
    ),
    "county",
)
HANDING_OVER = Role(
    "handing_over",
    "正在交接",
    "办完自己的交接，确认走的那个月。",
    Reach.NOTHING,
    ("handover.see", "handover.hand", *OWN_DAYS),
    "own",
)
ACCOUNT_HOLDER = Role(
    "self",
    "本人",
    "管自己的账号，看自己提的、要的、写的。",
    Reach.NOTHING,
    ("account.own", "feedback.give", "case.recommend", "draft.write"),
    "own",
)
EVERY_ROLE = {
    **ROLES,
    **{role.name: role for role in (TEAM_LEADER, TEAM_MEMBER, INSPECTOR, HANDING_OVER, ACCOUNT_HOLDER)},
}


def team_grants(role: Role, *, team_id: int, cadre_id: int) -> list[Grant]:
    """The team by the role, and one's own file beside it."""
    team = Grant(role.name, named(role.permissions), Scope(team=frozenset({team_id}), cadre=frozenset({cadre_id})))
    return [team, Grant("own_file", named(OWN_FILE), Scope(cadre=frozenset({cadre_id})))]


def inspector_grant(teams: Iterable[int]) -> Grant:
    """Given by a group and not by appointment: what was drawn for it, while the round is open (R-INS-01)."""
    return Grant(INSPECTOR.name, named(INSPECTOR.permissions), Scope(team=frozenset(teams)))


def handing_over_grant(cadre_id: int) -> Grant:
    """After the last day, for what is still to be handed over."""
    return Grant(HANDING_OVER.name, named(HANDING_OVER.permissions), Scope(cadre=frozenset({cadre_id})))


def own_grant(account_id: int) -> Grant:
    """Everybody reaches their account and what they themselves asked for: jobs, suggestions."""
    return Grant(ACCOUNT_HOLDER.name, named(ACCOUNT_HOLDER.permissions), Scope(account=frozenset({account_id})))


def label(name: str) -> str:
    return EVERY_ROLE[name].label if name in EVERY_ROLE else name


def role_choices() -> list[tuple[str, str]]:
    return [(role.name, role.label) for role in ROLES.values()]
