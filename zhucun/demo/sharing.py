"""The demo county's library: told by members and townships, published by the office, one of them used in a session."""

from datetime import date, timedelta

from zhucun.demo.hands import Hands
from zhucun.demo.invented_cases import CASES, USED_CASE, USED_IN
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.training.cases import acts as cases
from zhucun.training.cases.models import TrainingCase
from zhucun.training.sessions.models import TrainingSession

LOOKED_AT = timedelta(days=4)
USED_ON = date(2022, 7, 7)
STRIDE = 61  # over the townships


class Sharing:
    days = frozenset({one.on for one in CASES} | {one.on + LOOKED_AT for one in CASES} | {USED_ON})

    def __init__(self, home: Place, hands: Hands) -> None:
        self._home, self._hands = home, hands

    def on(self, day: date) -> None:
        for at, told in enumerate(CASES):
            if told.on == day:
                self._recommend(at, day)
            if told.is_published and told.on + LOOKED_AT == day:
                row = TrainingCase.objects.get(title=told.title)
                cases.publish(row, is_checked=True, by=self._hands.of("county_officer", self._home.code, day))
        if day == USED_ON:
            self._use(day)

    def _recommend(self, at: int, day: date) -> None:
        """By the township's organiser; a lesson by the office, of the whole county."""
        told = CASES[at]
        rows = list(Posting.objects.there_on(day).order_by("place_code", "pk").values_list("place_code", flat=True))
        is_lesson = told.shape == "lesson"
        where = self._home.code if is_lesson else rows[at * STRIDE % len(rows)]
        office = ("county_officer", self._home.code) if is_lesson else ("township_organiser", where[:9])
        given = {name: getattr(told, name) for name in ("title", "aspect", "what", "gist", "shape")}
        place = Place.objects.get(code=where, until__isnull=True)
        cases.recommend(self._hands.account(*office), place=place, **given, by=self._hands.of(*office, day))

    def _use(self, day: date) -> None:
        session = TrainingSession.objects.filter(title__startswith=USED_IN).first()
        case = TrainingCase.objects.filter(title=USED_CASE, state="published").first()
        if session and case:
            cases.use(session, case=case, by=self._hands.of("county_officer", self._home.code, day))
