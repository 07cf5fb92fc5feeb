"""What the county's office keeps: numbers, documents, tables asked for, tokens, files brought in."""

from datetime import date, timedelta

from django.utils import timezone

from tests import cast as people_of
from tests.cast import DONGLING, TODAY, Cast, operator
from tests.examples.words import A_DOCUMENT, A_TABLE
from tests.imports import xlsx
from zhucun.acts import jobs
from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog, Delivery
from zhucun.config.schedule import SCHEDULE
from zhucun.desk.feedback import acts as feedback
from zhucun.dispatch.imports.bringing import bring_in
from zhucun.dispatch.imports.looking import look_again
from zhucun.files.keeping import Upload
from zhucun.files.rules import FileKind
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts import tokens
from zhucun.oversight.routes import acts as distances
from zhucun.policy.burden import acts as burden
from zhucun.policy.documents import acts as documents
from zhucun.policy.filing import acts as filing
from zhucun.policy.holidays import acts as holidays
from zhucun.policy.versions import acts as versions
from zhucun.reports.drafts import acts as drafts
from zhucun.reports.drafts import freezing
from zhucun.reports.filling import acts as forms
from zhucun.reports.filling import making
from zhucun.reports.filling.filling import filled
from zhucun.web.drafts import new_draft
from zhucun.web.importing import Choices
from zhucun.web.models import SavedView


def furnish(cast: Cast) -> None:
    clerk, officer = cast.actor("clerk"), cast.actor("officer")
    feedback.give(cast.accounts["clerk"], text="每月报表太多", by=clerk)
    text = "全镇共选派9支驻村工作队、{dispatch.members}名队员。"
    written = drafts.begin(cast.accounts["clerk"], title="半年情况", text=text, by=clerk)
    freezing.dismiss(written, says="“9支”和台账不符：台账是 1支。", reason="含市派的", by=clerk)
    versions.propose(cast.county, title="2022年办法", since=TODAY, values={"selection.min_members": 2}, by=officer)
    told = {"kind": "presiding", "role": "township_organiser", "since": TODAY, "place_code": DONGLING}
    accounts.deputise(cast.accounts["officer"], **told, by=operator())
    burden.add_form(cast.county, **A_TABLE, by=officer)
    documents.publish(cast.county, **A_DOCUMENT, by=officer)
    filing.tick(cast.county, item="filed", done_on=TODAY, by=officer)
    holidays.enter(cast.county, day=date(2022, 7, 16), is_working=True, name="防汛上班", by=officer)
    distances.measure(cast.dongling, to=cast.xihe, minutes=40, metres=12_500, by=officer)
    _take_time(cast, clerk)
    _fill(cast, clerk)
    _bring_in(officer)


def _take_time(cast: Cast, clerk: Actor) -> None:
    """A job that waits, a notice nobody could be given, a token for another program."""
    last_day = timezone.localdate() + timedelta(days=30)
    tokens.make(cast.accounts["clerk"], name="县数据平台", last_day=last_day, code=tokens.new_token(), by=clerk)
    jobs.start(SCHEDULE[0].name, title="考勤员要的事", by=clerk)
    line = AuditLog.objects.filter(place_code=cast.shiping.code).first()
    Delivery.objects.create(line=line, handler="test", due_at=people_of.NOW, tries=5, dead_at=people_of.NOW)


def _fill(cast: Cast, clerk: Actor) -> None:
    """A form of the clerk's, filled, one of its labels settled for the county."""
    blank = xlsx(["东岭镇"], head=("乡镇", "驻村队员（人）", "在册人手"), title="统计表")
    upload = Upload(FileKind.DOCUMENT, blank, "统计表.xlsx")
    form = forms.bring(cast.accounts["clerk"], title="统计表", kind="xlsx", upload=upload, by=clerk)
    question = making.question_for(clerk, DONGLING, TODAY, None, None)
    forms.fill_in(form, made=making.made_of(filled(blank, "", question), question, "统计表"), by=clerk)
    told = {"said": "place|在册人手|", "label": "在册人手", "told": "figure:dispatch.members"}
    forms.remember(cast.dongling, **told, by=clerk)


def _bring_in(officer: Actor) -> None:
    """A table under way, one that came in, and a list kept under a name."""
    head, row = ("姓名", "工作单位", "性别", "现任职务"), ["石新人", "县水利局", "男", "股长"]
    data = xlsx(row, head=head, title="干部名册")
    look_again(new_draft(data, "干部名册.xlsx", choices=Choices(), by=officer), by=officer)
    bring_in(data, "干部名册.xlsx", Choices(), by=officer)
    SavedView.objects.create(account_id=officer.account_id, table="teams", name="县派的", query="level=county")
