"""Refused: the one error people are shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model


class Refused(Exception):
    """An act that may not be done, with the sentence that tells why and what to do; `field` is the form field meant."""

    def __init__(self, sentence: str, *, field: str | None = None, rule: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.rule = rule


class OutOfReach(Refused):
    """The row lies outside the actor's scope: pages answer 404, so that not even its existence is told."""

    def __init__(self) -> None:
        super().__init__("找不到这条记录，或者它不在你的范围里。")


class NotPermitted(Refused):
    """The row is in reach but the role does not carry the permission: pages answer 403."""

    def __init__(self, label: str) -> None:
        super().__init__(f"你的角色不能“{label}”。要办的话，请找有这项权限的人。")
        self.label = label


class Stale(Refused):
    """Somebody changed the row since it was read; the person decides, nothing is overwritten.

    `row` is the row as it is now and `seen` the version the person was looking at: what changed in between, and by
    whom, is told from the audit log (zhucun.web.stale).
    """

    def __init__(self, row: "Model | None" = None, seen: int | None = None) -> None:
        super().__init__("你打开之后，这条记录被别人改过了。请看过现在的内容再定。")
        self.row, self.seen = row, seen


class SomeRefused(Refused):
    """A bulk act in which rows were refused: nothing was written. `lines` holds (index in the plan, Refused)."""

    def __init__(self, lines: list[tuple[int, Refused]]) -> None:
        first = lines[0][1].sentence
        super().__init__(f"{len(lines)} 行不能办，全部没有写入。第一处：{first}")
        self.lines = lines
