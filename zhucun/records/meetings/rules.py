"""What meetings are for."""

from collections.abc import Sequence

from zhucun.acts.refused import Refused
from zhucun.records.registry import Purpose, Side, all_purposes, meeting_purpose

VILLAGE = (Side.TEAM, Side.TOWNSHIP)
ABOVE = (Side.TOWNSHIP, Side.OFFICE)

ROUTINE = meeting_purpose(Purpose("routine", "工作例会", 10))
VILLAGE_MONTHLY = meeting_purpose(Purpose("village_monthly", "村月列会", 20, VILLAGE))
TRAINING = meeting_purpose(Purpose("training", "以会代训", 30))
REVIEW = meeting_purpose(Purpose("review", "月调度", 40, ABOVE))
JOINT = meeting_purpose(Purpose("joint", "乡镇联席会", 50, ABOVE))
STUDY = meeting_purpose(Purpose("study", "学习会", 60))
MOST_NAMES = 300


def must_be_for_something(purposes: Sequence[str], side: str) -> None:
    known = {purpose.key: purpose for purpose in all_purposes()}
    if not purposes:
        raise Refused("选这是什么会，可以选几样。", field="answers")
    for key in purposes:
        if key not in known or side not in known[key].writers:
            raise Refused(f"这里没有“{known[key].label if key in known else key}”这种会。", field="answers")


def must_not_be_too_many(names: Sequence[str]) -> None:
    if len(names) > MOST_NAMES:
        raise Refused(f"一次最多记 {MOST_NAMES} 个人到会。", field="answers")


def name_and_capacity(said: str) -> tuple[str, str]:
    """石有田（村书记） → 石有田, 村书记."""
    name, _, rest = said.replace("(", "（").replace(")", "）").partition("（")
    return name.strip(), rest.rstrip("）").strip()
