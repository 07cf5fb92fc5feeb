"""One's own training under 学习: what is coming, what one attended, what is still lacking by which day."""

from zhucun.acts.actor import Actor
from zhucun.mobile.own import own_posting
from zhucun.mobile.study.parts import Part, part
from zhucun.policy import in_force as policy
from zhucun.training.lacking.reading import Wanted, on_roster
from zhucun.training.materials.reading import materials_of
from zhucun.training.sessions import reading
from zhucun.training.sessions.rules import SEE

MOST = 12


@part(30)
def own_training(actor: Actor) -> Part | None:
    own = own_posting(actor)
    if own is None or not actor.may(SEE):
        return None
    wanted = Wanted(policy.of(actor).training, actor.today)
    row = on_roster(actor, actor.today).filter(pk=own.pk).first()
    coming, attended = list(reading.coming(actor)), list(reading.of_cadre(own.cadre_id, actor)[:MOST])
    materials = materials_of([*coming, *(one.session for one in attended)])
    context = {
        "coming": [(one, materials.get(one.pk, [])) for one in coming],
        "attended": [(one, materials.get(one.session_id, [])) for one in attended],
        "lacks": wanted.of(row) if row else [],
    }
    return Part("mobile/study/pages/_training.html", context) if any(context.values()) else None
