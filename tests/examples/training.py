"""Questions, a test, a session, a pair of mentor and mentee."""

from tests import sitting
from tests.cast import Cast
from tests.examples.words import A_CASE, A_QUESTION, A_SESSION
from zhucun.files.keeping import Upload
from zhucun.files.rules import FileKind
from zhucun.training.cases import acts as cases
from zhucun.training.materials import acts as materials
from zhucun.training.mentoring import acts as mentoring
from zhucun.training.participants import acts as participants
from zhucun.training.question_files import bringing
from zhucun.training.questions import acts as questions
from zhucun.training.sessions import acts as sessions


def furnish(cast: Cast) -> None:
    """A question and a sheet of them, somebody who learns along, a test that was begun, a session."""
    clerk, secretary = cast.actor("clerk"), cast.actor("secretary")
    questions.add(cast.dongling, **A_QUESTION, by=secretary)
    of_sheet = {"topic": "驻村管理", "difficulty": "easy", "document": None}
    sheet = "1.石坪村几个组？\nA.五\nB.六\n答案：A".encode()
    bringing.take_up(sheet, "题.txt", cast.dongling, **of_sheet, by=secretary)
    participants.add(cast.shiping, name="石有田", kind="village_committee", duty="村支书", by=clerk)
    sitting.furnished(cast, is_begun=True)
    mentoring.pair(cast.member, mentor_other=sitting.participant(cast, "石老支书"), by=clerk)
    mentoring.decline(cast.member, mentor=cast.first_secretary, by=clerk)
    session = sessions.announce(cast.dongling, **A_SESSION, by=clerk)
    sessions.tick(session, postings=[cast.member], by=clerk)
    materials.attach(session, upload=Upload(FileKind.DOCUMENT, b"%PDF-1.7", "讲义.pdf"), by=clerk)
    officer = cast.actor("officer")
    case = cases.recommend(cast.accounts["clerk"], place=cast.dongling, **A_CASE, by=clerk)
    cases.use(session, case=cases.publish(case, is_checked=True, by=officer), by=clerk)
