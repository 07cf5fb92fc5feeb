"""Tests, and who sits one: in the order of places, never by score (R-BUR-01)."""

from django.db.models import F, Q
from django.urls import reverse

from zhucun.training.knowledge_tests.marking import shown_points
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.reading import window_words
from zhucun.training.knowledge_tests.rules import HOLD, SeatState, TestState, Way
from zhucun.web.tables import EXPORT, Cell, Column, Filter, Table, View, exported

MARKS = {"planned": "todo", "ready": "running", "closed": "done", "cancelled": "todo"}


def tests_table() -> Table:
    return Table(
        name="knowledge_tests",
        caption="知识测验",
        columns=(
            Column("title", "名称", _title, width=34),
            Column("opens", "时间", window_words, sort="opens_at", width=24),
            Column("state", "办到哪一步", lambda row: row.get_state_display(), width=12),
            Column("seats", "多少人", lambda row: str(row.people), numeric=True, plain=lambda row: row.people),
            Column("sat", "交了卷", lambda row: str(row.sat), numeric=True, plain=lambda row: row.sat),
        ),
        views=(
            View("running", "在办的", Q(state__in=[TestState.PLANNED, TestState.READY])),
            View("closed", "办完的", Q(state=TestState.CLOSED)),
        ),
        search=lambda rows, text: rows.filter(title__icontains=text),
        search_hint="找测验",
        order=("-opens_at",),
        counted=lambda count: f"{count} 场",
        empty={"text": "还没有办过测验。", "icon": "list-check"},
        note="成绩只有本人和办测验的人看得到，不排名。",
    )


def _title(row: KnowledgeTest) -> Cell:
    return Cell(row.title, sub=row.place_name or "", url=reverse("training:tests.one", args=[row.pk]))


def seats_table(*, shows_results: bool, is_cancelled: bool = False, townships: list[tuple[str, str]]) -> Table:
    """With grade and score for the organiser alone; nothing sorts by them."""
    result = (
        Column("grade", "等次", lambda row: row.grade or "—", plain=lambda row: row.grade, width=10),
        Column("score", "得分", _score, numeric=True, plain=_plain_score, width=8),
    )
    return Table(
        name="test_seats",
        caption="参加的人和成绩" if shows_results else "参加的人",
        export_needs=HOLD if shows_results else EXPORT,
        export_label="导出成绩单" if shows_results else "",
        columns=(
            Column("name", "姓名", _name if shows_results else lambda row: Cell(row.name), width=14),
            Column("place", "在哪里", lambda row: row.place_name or "", width=18),
            Column("kind", "哪一种人", _kind, width=14),
            Column("way", "怎么答", lambda row: row.get_way_display(), width=10),
            Column("state", "办到哪一步", _not_held if is_cancelled else _state, width=14),
            *(result if shows_results else ()),
            exported("number", "卷号", lambda row: row.number, numeric=True),
        ),
        views=()
        if is_cancelled
        else (
            View("waiting", "还没答", Q(state__in=[SeatState.WAITING, SeatState.SITTING])),
            View("to_mark", "等评卷", Q(state=SeatState.HANDED_IN)),
            View("marked", "已评", Q(state=SeatState.MARKED)),
            View("absent", "没参加", Q(state=SeatState.ABSENT)),
        ),
        filters=(
            *([Filter("township", "乡镇", lambda request: townships, _within)] if len(townships) > 1 else []),
            Filter("way", "怎么答", lambda request: Way.choices, lambda rows, way: rows.filter(way=way)),
        ),
        search=lambda rows, text: rows.filter(name__icontains=text),
        search_hint="找人",
        order=(F("township_position").asc(nulls_last=True), "place_code", "number"),
        counted=lambda count: f"{count} 人",
        empty={"text": "名单上还没有人。", "icon": "users"},
        note="按乡镇和村排，不排名。",
        may_double=False,
    )


def _within(rows: object, code: str) -> object:
    return rows.filter(place_code__gte=code, place_code__lt=f"{code}~")


def _name(row: Seat) -> Cell:
    again = f"第 {row.attempt} 次" if row.attempt > 1 else ""
    return Cell(row.name, sub=again, url=reverse("training:tests.seat", args=[row.pk]))


def _kind(row: Seat) -> str:
    return "驻村队员" if row.posting_id else row.participant.get_kind_display()


def _state(row: Seat) -> Cell:
    late = "有断网后补到的答案" if row.late else ""
    if row.is_locked and row.state in (SeatState.WAITING, SeatState.SITTING):
        late = "条输错太多次，锁住了"
    return Cell(row.get_state_display(), sub=late or row.get_handed_in_by_display())


def _not_held(row: Seat) -> Cell:
    return Cell("不办了")


def _score(row: Seat) -> str:
    return shown_points(row.score_milli) if row.score_milli is not None else "—"


def _plain_score(row: Seat) -> float | int | None:
    """Empty while there is none: 0 is a score."""
    if row.score_milli is None:
        return None
    whole, rest = divmod(row.score_milli, 1000)
    return whole if not rest else row.score_milli / 1000
