"""Permissions, and what may be written down of what was announced: pure (R-USE-01, R-USE-03, R-USE-07)."""

import re
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("outcome.see", "看公布了的四个一批结果")
RECORD = permission("outcome.record", "登记公布了的四个一批结果")

MOST_RESERVED = 10_000  # of one announcement: more is a slip of the hand
NUMBERED = re.compile(r"(19|20)\d\d\s*[〕\]）)】］年]\s*第?\s*\d+\s*号")  # 〔2022〕8号, however it is bracketed
UNDECIDED = re.compile(r"(?<![模虚比])拟|后备|考察|推荐|候选|人选|储备(?:干部|对象|名单)")


class OutcomeGroup(TextChoices):
    """The groups whose results are persons; of 发现储备 only a total is kept."""

    PROMOTE = "promote", "提拔使用"
    PUBLICISE = "publicise", "宣传推介"
    COMMEND = "commend", "表彰奖励"


class Advancement(TextChoices):
    """What 提拔使用 was, counted apart and never added up to one figure (R-USE-03)."""

    PROMOTED = "promoted", "提拔"
    ADVANCED_USE = "advanced_use", "进一步使用"
    RANK_ADVANCED = "rank_advanced", "职级晋升"
    TITLE_ADVANCED = "title_advanced", "职称晋级"


class Level(TextChoices):
    """Who announced it."""

    COUNTY = "county", "县级"
    PREFECTURE = "prefecture", "市级"
    PROVINCE = "province", "省级"
    NATION = "nation", "国家级"


def must_be_announced(document: str, on: date, today: date) -> None:
    """By a document with a number, on a day that has come."""
    if not document:
        raise Refused("写文件号：定了、公布了的才登记。", field="document", rule="R-USE-07")
    if not NUMBERED.search(document):
        said = "写全文件号，有年份有号数，比如“青组〔2022〕8号”；没有发文件的不登记"
        raise Refused(f"{said}。", field="document", rule="R-USE-07")
    if on > today:
        raise Refused("公布的日子不能晚于今天：公布了再登记。", field="on", rule="R-USE-07")


def must_be_of_the_group(group: str, kind: str, what: str) -> None:
    if group not in OutcomeGroup.values:
        raise Refused("选一批：提拔使用、宣传推介还是表彰奖励。", field="group")
    if (group == OutcomeGroup.PROMOTE) != (kind in Advancement.values):
        said = "、".join(Advancement.labels)
        wanted = f"提拔使用要选是哪一种：{said}。" if group == OutcomeGroup.PROMOTE else f"{said}只在提拔使用里选。"
        raise Refused(wanted, field="kind", rule="R-USE-03")
    if not what:
        raise Refused("写公布的是什么，比如“任某镇党委委员”“县优秀第一书记”。", field="what")
    if found := UNDECIDED.search(what):
        said = f"“{found[0]}”是还没有定的，系统里不登记谁在考虑；这里只写文件公布的结果"
        raise Refused(f"{said}，比如“任某镇党委委员”“县优秀第一书记”。", field="what", rule="R-USE-07")


def must_be_a_total(people: int) -> None:
    if not 0 < people <= MOST_RESERVED:
        raise Refused("写这一次储备了多少人，只写总数，不写名单。", field="people", rule="R-USE-07")


def must_hold_those_on_file(people: int, on_file: int) -> None:
    """Of nobody on file there is nothing to be a share of; a whole is no less than its part."""
    if not on_file:
        raise Refused("这份文件这一种还没有登记驻村干部，先登记结果。", field="document")
    if people < on_file:
        raise Refused(f"这份文件里驻村干部已经登记了 {on_file} 人次，总数不能比它少。", field="people", rule="R-USE-05")
    if people > MOST_RESERVED:
        raise Refused("总数多得不对，看看是不是多写了零。", field="people")
