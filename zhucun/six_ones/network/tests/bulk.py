"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.recording import Told
from zhucun.org.places import acts as place_acts
from zhucun.org.places.models import Household, Place
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import linking
from zhucun.six_ones.network.models import Linker


@plan("linker.add")
def linkers(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "石爱党", "since": SINCE, "age": "old"}),
        Told(cast.xihe_village, {"name": "石爱党", "since": TODAY, "kind": "worthy"}),
    ]


def _link(cast: Cast, head: str, village: Place | None = None) -> tuple[Linker, Household]:
    where = village or cast.shiping
    linker = network.add(where, name=f"{head}邻居", since=SINCE, by=operator())
    return linker, place_acts.add_household(where, head_name=head, since=SINCE, by=operator())


@plan("link.add")
def links(cast: Cast) -> list[Told]:
    pairs = _link(cast, "石老满"), _link(cast, "溪老满", cast.xihe_village)
    return [Told(linker, {"household": home, "since": TODAY}) for linker, home in pairs]


@plan("link.move")
def links_that_change_hands(cast: Cast) -> list[Told]:
    """One since long, and one on its first day."""
    one, home = _link(cast, "石老满")
    other, beside = _link(cast, "石小满")
    old = linking.add(one, household=home, since=SINCE, by=operator())
    new = linking.add(one, household=beside, since=TODAY, by=operator())
    return [Told(row, {"linker": other, "since": TODAY}) for row in (old, new)]


@plan("link.end")
def links_that_end(cast: Cast) -> list[Told]:
    one, home = _link(cast, "石老满")
    other, beside = _link(cast, "石小满")
    rows = [
        linking.add(who, household=which, since=SINCE, by=operator()) for who, which in ((one, home), (other, beside))
    ]
    return [Told(rows[0], {"last_day": TODAY}), Told(rows[1], {"last_day": TODAY, "reason": "搬走了"})]
