"""四个一批结果名单 brought in: each row judged by the act's own rules; who is meant is known by name, never guessed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.announcing.sheets import OUTCOMES, OUTCOMES_KIND
from zhucun.incentives.outcomes import acts as outcomes
from zhucun.incentives.outcomes.acts import Known
from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.incentives.outcomes.rules import RECORD, Advancement, Level, OutcomeGroup
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, TakesBack, imports, refused_by_row


@dataclass
class _Judge:
    by: Actor
    by_name: Mapping[str, list[Posting]]
    held: Known
    on_file: frozenset[Any]
    seen: dict[Any, int] = field(default_factory=dict)

    def __call__(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        if not (said["name"] and said["result"] and said["what"] and said["document"] and said["on"]):
            return Outcome.DOUBTFUL, None, ()
        posting = self._posting(rows, at, said)
        if posting is None:
            return Outcome.REFUSED, None, ()
        call = Told(posting, _told(said))
        key = outcomes.key_of(call)
        if (row := self.seen.setdefault(key, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行一样：同一个人、同一份文件、同一种。")
        elif key in self.on_file:
            return Outcome.LEFT, call, ()
        else:
            self._try(rows, at, call)
        return Outcome.ADDED, call, ()

    def _try(self, rows: Rows, at: int, call: Told) -> None:
        try:
            outcomes.announced(call, self.held, self.by)
        except Refused as refusal:
            named = refusal.field or "name"
            rows.fault(at, named if named in OUTCOMES.by_key else "name", refusal.sentence)

    def _posting(self, rows: Rows, at: int, said: Mapping[str, Any]) -> Posting | None:
        """The last posting that had begun by then."""
        told = [one for one in self.by_name.get(said["name"], ()) if _fits(one, said)]
        if len({one.cadre_id for one in told}) > 1:
            rows.fault(at, "name", f"有几个叫{said['name']}的，写上单位或者村。")
            return None
        if not told:
            rows.fault(at, "name", f"没有驻过村的“{said['name']}”，核对姓名和单位。")
            return None
        begun = [one for one in told if one.since <= said["on"]]
        return (begun or told)[-1]


def _fits(one: Posting, said: Mapping[str, Any]) -> bool:
    return (said["unit"] or "") in one.sending_unit.name and (said["place"] or "") in one.team.name


def _told(said: Mapping[str, Any]) -> dict[str, Any]:
    result = str(said["result"])
    is_promotion = result in Advancement.values
    group, kind = (OutcomeGroup.PROMOTE.value, result) if is_promotion else (result, None)
    around = {"level": said["level"] or Level.COUNTY, "document": said["document"], "on": said["on"]}
    return {"group": group, "kind": kind, "what": said["what"], **around}


def decide_outcomes(case: Case) -> Plan:
    by_name: dict[str, list[Posting]] = defaultdict(list)
    reached = Posting.objects.visible_to(case.by, RECORD).select_related("cadre__person", "team", "sending_unit")
    for one in reached.order_by("since", "pk"):
        by_name[one.cadre.person.name].append(one)
    names = {name for rows in case.rows for name in rows.values["name"] if name}
    held = outcomes.known_of({one.cadre_id for name in names for one in by_name.get(name, ())})
    judge = _Judge(case.by, by_name, held, frozenset(held.keys))
    entries: list[Entry] = []
    for rows in case.rows:
        entries += decide(
            rows, lambda at, r=rows: judge(r, at), who=lambda told: told["name"] or "", left_out=case.left_out_of(rows)
        )
    return case.plan(entries, remarks=["只登记公布了的；各种分开算数，不加在一起。"])


def carry_out_outcomes(plan: Plan, by: Actor) -> dict[str, int]:
    entries = plan.of(Outcome.ADDED)
    with refused_by_row(entries):
        outcomes.announce.many([entry.target for entry in entries], by=by)
    return {"outcomes": len(entries)}


imports(
    Importer(
        OUTCOMES_KIND,
        RECORD,
        decide_outcomes,
        carry_out_outcomes,
        route="incentives:outcomes",
        also_called=("announced-outcomes",),
        order=91,
        takes_back=TakesBack(outcomes.withdraw, lambda rows: rows.standing()),
    )
)
slot(
    Slot(
        OUTCOMES.key,
        OUTCOMES.title,
        "以前公布过的提拔、进一步使用、晋级、表彰，一人一个文件一行；储备名单不收。",
        "人次",
        lambda by: AnnouncedOutcome.objects.visible_to(by).standing(),
        90,
        "incentives:outcomes",
    )
)
