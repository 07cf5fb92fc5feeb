"""Names typed one a line, taken for people of the roster or of the list of village cadres; a village secretary who has
only an account comes onto that list by it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts.models import Appointment
from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests.models import KnowledgeTest
from zhucun.training.participants import acts as participants
from zhucun.training.participants.models import Participant
from zhucun.training.participants.rules import Kind
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
    return [_one(line, by_name, villages) or _secretary(line, test, day, by) for line in typed]


def _secretary(line: str, test: KnowledgeTest, day: date, by: Actor) -> Participant:
    """The one secretary of that name, who is on no list yet."""
    name, _, village = line.partition(" ")
    held = Appointment.objects.as_of(day).filter(
        within_prefixes("place_code", [test.place_code]), role="village_secretary", account__name=name
    )
    there = Place.objects.filter(code__in=held.values("place_code"), name__contains=village, until__isnull=True)
    places = list(there.order_by("code"))
    if len(places) != 1:
        raise Refused(f"名册和“参训的人”里没有{line}。村里来的人先在“参训的人”里登记。", field="names")
    told = {"name": name, "kind": Kind.VILLAGE_COMMITTEE, "duty": "村党组织书记"}
    return participants.add(places[0], **told, by=by)


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


def _one(line: str, by_name: Mapping[str, Sequence[Person]], villages: Mapping[str, str]) -> Person | None:
    name, _, village = line.partition(" ")
    called = by_name.get(name, ())
    found = [one for one in called if not village or village in villages.get(one.place_code, "")]
    if len(found) == 1:
        return found[0]
    if not found:
        return None
    where = list(dict.fromkeys(villages.get(one.place_code, "") for one in found))
    raise Refused(f"有 {len(found)} 位{name}（{'、'.join(where)}）。写成“{name} {where[0]}”。", field="names")
