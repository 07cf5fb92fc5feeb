"""Names typed one a line, taken for people of the roster or of the list of village cadres."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests.models import KnowledgeTest
from zhucun.training.participants.models import Participant
from zhucun.training.testing.choosing import members_in, participants_in

Person = Posting | Participant
MOST = 200


def people_called(lines: str, test: KnowledgeTest, day: date, *, by: Actor) -> list[Person]:
    """Each line a name, with the village behind it where two bear the same. Refused as a whole, saying which."""
    plain = (" ".join(line.replace("，", " ").split()) for line in lines.splitlines())
    typed = list(dict.fromkeys(filter(None, plain)))
    if not typed:
        raise Refused("写上名字，一行一个。", field="names")
    if len(typed) > MOST:
        raise Refused(f"一次最多加 {MOST} 个人。", field="names")
    by_name = _by_name(test, day, by)
    villages = _villages(one for some in by_name.values() for one in some)
    return [_one(line, by_name, villages) for line in typed]


def _by_name(test: KnowledgeTest, day: date, by: Actor) -> Mapping[str, list[Person]]:
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for posting in members_in(by, [test.place_code], day):
        found[posting.cadre.person.name].append(posting)
    for participant in participants_in(by, [test.place_code]):
        found[participant.name].append(participant)
    return found


def _villages(people: Iterable[Person]) -> dict[str, str]:
    codes = {one.place_code for one in people}
    return dict(Place.objects.filter(code__in=codes, until__isnull=True).values_list("code", "name"))


def _one(line: str, by_name: Mapping[str, Sequence[Person]], villages: Mapping[str, str]) -> Person:
    name, _, village = line.partition(" ")
    called = by_name.get(name, ())
    found = [one for one in called if not village or village in villages.get(one.place_code, "")]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(f"名册和“参训的人”里没有{line}。村里来的人先在“参训的人”里登记。", field="names")
    where = list(dict.fromkeys(villages.get(one.place_code, "") for one in found))
    raise Refused(f"有 {len(found)} 位{name}（{'、'.join(where)}）。写成“{name} {where[0]}”。", field="names")
