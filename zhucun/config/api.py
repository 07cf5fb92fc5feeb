"""The API: each topic's read endpoints and the one write door, under /api/v1/, with its text for people beside it."""

from functools import cached_property
from typing import Any

from ninja import NinjaAPI

from zhucun.config.api_doors import by_session, by_token, describe_problems
from zhucun.config.api_text import Text, for_whoever_is_logged_in
from zhucun.dispatch.changes.api import router as changes
from zhucun.dispatch.handover.api import router as handovers
from zhucun.dispatch.imports.api import router as imports
from zhucun.dispatch.roster.api import router as roster
from zhucun.dispatch.rounds.api import router as rounds
from zhucun.dispatch.screening.api import router as screening
from zhucun.dispatch.workbench.api import router as drafts
from zhucun.incentives.caring.api import router as benefits
from zhucun.incentives.funds.api import router as fund_entries
from zhucun.incentives.living.api import router as living
from zhucun.incentives.outcomes.api import router as outcomes
from zhucun.org.people.api import router as people
from zhucun.org.places.api import router as places
from zhucun.oversight.accountability.api import router as accountability
from zhucun.oversight.assessment.api import router as assessments
from zhucun.oversight.attendance.api import router as days
from zhucun.oversight.circulars.api import router as circulars
from zhucun.oversight.consequences.api import router as consequences
from zhucun.oversight.emergency.api import router as emergency
from zhucun.oversight.inspection.api import router as inspections
from zhucun.oversight.leave.api import router as leaves
from zhucun.oversight.onsite.api import router as onsite
from zhucun.oversight.promises.api import router as promises
from zhucun.oversight.prompts.api import router as prompts
from zhucun.oversight.publicity.api import router as publicity
from zhucun.oversight.rating.api import router as ratings
from zhucun.oversight.rectification.api import router as rectification
from zhucun.oversight.review.api import router as reviews
from zhucun.oversight.rhythm.api import router as rhythm
from zhucun.oversight.talks.api import router as talks
from zhucun.oversight.tasks.api import router as review_tasks
from zhucun.oversight.yearly.api import router as years
from zhucun.policy.documents.api import router as documents
from zhucun.records.meetings.api import router as meetings
from zhucun.records.notes.api import router as records
from zhucun.reports.asking_less.api import router as asking_less
from zhucun.reports.catalogue.api import router as figures
from zhucun.reports.checking.api import router as text_checks
from zhucun.reports.drafts.api import router as texts
from zhucun.reports.filling.api import router as forms
from zhucun.reports.periodic.api import router as reports
from zhucun.reports.transfers.api import router as ledgers
from zhucun.six_ones.committees.api import router as committees
from zhucun.six_ones.customs.api import router as customs
from zhucun.six_ones.disputes.api import router as disputes
from zhucun.six_ones.duty_rota.api import router as rota
from zhucun.six_ones.industries.api import router as projects
from zhucun.six_ones.matters.api import router as matters
from zhucun.six_ones.monitoring.api import router as monitoring
from zhucun.six_ones.network.api import router as network
from zhucun.six_ones.project_money.api import router as project_money
from zhucun.six_ones.talents.api import router as talents
from zhucun.six_ones.village_products.api import router as village_products
from zhucun.six_ones.visiting.api import router as visits_due
from zhucun.training.cases.api import router as training_cases
from zhucun.training.knowledge_tests.api import router as knowledge_tests
from zhucun.training.mentoring.api import router as mentor_pairs
from zhucun.training.participants.api import router as participants
from zhucun.training.questions.api import router as question_bank
from zhucun.training.sessions.api import router as training_sessions
from zhucun.web import door_api

DESCRIPTION = """\
读：只看得到自己范围里的记录，没有电话和证件号。写：只有一个门 `POST /acts`，每个动作带自己的编号，送两遍只办一次。

从浏览器来的用登录；别的程序带令牌 `Authorization: Bearer …`，令牌在“我的账号”里开，权限和范围同开它的人一样。
"""


class Api(NinjaAPI):
    """Its text says the same to everybody and is put together once a process: a second's work."""

    @cached_property
    def _text(self) -> Any:
        text = super().get_openapi_schema()
        door_api.describe(text)
        return text

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        return self._text


api = Api(
    title="驻村",
    version="1",
    description=DESCRIPTION,
    auth=[by_token, by_session],
    docs=Text(),
    docs_decorator=for_whoever_is_logged_in,
    urls_namespace="api",
)
describe_problems(api)

# Each topic's router, in the order of the packages.
api.add_router("", door_api.router, tags=["办事"])
api.add_router("", places, tags=["点位"])
api.add_router("", people, tags=["单位和干部"])
api.add_router("", roster, tags=["工作队和名册"])
api.add_router("", rounds, tags=["选派轮次"])
api.add_router("", drafts, tags=["组队"])
api.add_router("", changes, tags=["调整与召回"])
api.add_router("", handovers, tags=["交接"])
api.add_router("", screening, tags=["过筛子"])
api.add_router("", question_bank, tags=["题库"])
api.add_router("", days, tags=["在村"])
api.add_router("", imports, tags=["导入"])
api.add_router("", emergency, tags=["应急值守"])
api.add_router("", onsite, tags=["现场督查"])
api.add_router("", promises, tags=["任务单"])
api.add_router("", rectification, tags=["整改交办"])
api.add_router("", circulars, tags=["督查通报"])
api.add_router("", assessments, tags=["考核"])
api.add_router("", ratings, tags=["考核"])
api.add_router("", publicity, tags=["考核"])
api.add_router("", years, tags=["考核"])
api.add_router("", training_sessions, tags=["培训"])
api.add_router("", committees, tags=["六个一"])
api.add_router("", disputes, tags=["六个一"])
api.add_router("", customs, tags=["六个一"])
api.add_router("", rota, tags=["六个一"])
api.add_router("", talents, tags=["六个一"])
api.add_router("", matters, tags=["六个一"])
api.add_router("", monitoring, tags=["六个一"])
api.add_router("", network, tags=["六个一"])
api.add_router("", projects, tags=["六个一"])
api.add_router("", project_money, tags=["六个一"])
api.add_router("", village_products, tags=["六个一"])
api.add_router("", visits_due, tags=["六个一"])
api.add_router("", participants, tags=["培训"])
api.add_router("", fund_entries, tags=["激励使用"])
api.add_router("", outcomes, tags=["激励使用"])
api.add_router("", benefits, tags=["保障与关爱"])
api.add_router("", living, tags=["保障与关爱"])
api.add_router("", knowledge_tests, tags=["知识测验"])
api.add_router("", mentor_pairs, tags=["培训"])
api.add_router("", training_cases, tags=["培训"])
api.add_router("", documents, tags=["制度文件"])
api.add_router("", rhythm, tags=["调度与工作提示"])
api.add_router("", reviews, tags=["调度与工作提示"])
api.add_router("", review_tasks, tags=["调度与工作提示"])
api.add_router("", prompts, tags=["调度与工作提示"])
api.add_router("", records, tags=["工作记录"])
api.add_router("", meetings, tags=["工作记录"])
api.add_router("", inspections, tags=["督查"])
api.add_router("", consequences, tags=["约谈与问责"])
api.add_router("", talks, tags=["约谈与问责"])
api.add_router("", accountability, tags=["约谈与问责"])
api.add_router("", leaves, tags=["请假"])
api.add_router("", figures, tags=["数字"])
api.add_router("", texts, tags=["数字"])
api.add_router("", reports, tags=["报告"])
api.add_router("", text_checks, tags=["数字"])
api.add_router("", forms, tags=["数字"])
api.add_router("", ledgers, tags=["台账"])
api.add_router("", asking_less, tags=["填报负担"])
