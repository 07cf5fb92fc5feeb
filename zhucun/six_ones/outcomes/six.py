"""The six, each with the figure that stands for it, what is said beside it and the ledger it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from zhucun.lib.figure import is_known
from zhucun.web.measures import Measures


def _id(name: str) -> str:
    return f"six_ones.{name}"


@dataclass(frozen=True)
class One:
    """`short` are the words under the number where there is little room; `also` are figures told in one line, each
    with its words before and after; `ledger` is the address where it is kept, open to those who have what it `needs`,
    `first` what to enter where it is empty.
    """

    key: str
    title: str
    lead: str
    words: str
    short: str
    also: tuple[tuple[str, str, str], ...]
    ledger: str
    needs: str
    ledger_label: str
    first: str

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.lead, *(name for _, name, _ in self.also))

    @property
    def url(self) -> str:
        """Empty while the ledger is not there."""
        try:
            return reverse(self.ledger)
        except NoReverseMatch:
            return ""

    def url_for(self, actor: Any) -> str:
        """Empty also for those who are told its numbers only."""
        return self.url if actor.may(self.needs) else ""


SIX = (
    One(
        "committees",
        "建强一个班子",
        _id("committee_returned"),
        "名能人进“两委”",
        "能人进两委",
        (("大专以上 ", _id("committee_college"), " 名"),),
        "six_ones:committees",
        "committee.see",
        "村干部名册",
        "把各村“两委”干部导进来，多少人、多大年纪、什么学历、哪些是回来的能人，就都有数了。",
    ),
    One(
        "matters",
        "办成一批实事",
        _id("matters_solved"),
        "件急难愁盼",
        "实事",
        (("在办 ", _id("matters_open"), " 件"),),
        "six_ones:matters",
        "matter.see",
        "实事台账",
        "队员记一笔“做实事”，或者在台账里登记一件，办结了就算在这里。",
    ),
    One(
        "projects",
        "发展一批产业",
        _id("projects_planned"),
        "项规划",
        "产业规划",
        (("完成 ", _id("projects_finished"), ""), ("在建 ", _id("projects_started"), "")),
        "six_ones:projects",
        "project.see",
        "产业项目",
        "把产业项目表导进来，或者登记一个项目，规划、开工、完成就分得清了。",
    ),
    One(
        "talents",
        "引回一批能人",
        _id("returned_by_teams"),
        "名",
        "引回能人",
        (("座谈 ", _id("forums"), " 场"),),
        "six_ones:talents",
        "talent.see",
        "能人库",
        "开一场乡贤座谈会，或者登记一位回来的能人，从这里数起。",
    ),
    One(
        "network",
        "织密一张网络",
        _id("linked_households"),
        "户联系户",
        "联系户",
        (("党员干部 ", _id("linkers"), " 名"),),
        "six_ones:links",
        "link.see",
        "联户表",
        "把党员干部联系户的表导进来，哪些户有人联系、谁联得多，就看得见了。",
    ),
    One(
        "customs",
        "弘扬一股新风",
        _id("monthly_villages"),
        "处开了月列会",
        "月列会",
        (("议事 ", _id("monthly_items"), " 项"),),
        "six_ones:customs",
        "customs.see",
        "村规与会议",
        "登记各村的村规民约和“四会”，月列会记一笔会议就算开过。",
    ),
)


def known(figure_ids: Iterable[str]) -> list[str]:
    """Those that a ledger has registered: what nobody registered is not shown."""
    return [one for one in figure_ids if is_known(one)]


def ids_of_six() -> list[str]:
    return known(dict.fromkeys(name for one in SIX for name in one.ids))


def shown_six(measures: Measures) -> list[dict[str, Any]]:
    """For a first page: title, the number with its words, one line beneath."""
    return [_shown(one, measures) for one in SIX]


def _shown(one: One, measures: Measures) -> dict[str, Any]:
    has_lead = is_known(one.lead)
    return {
        "key": one.key,
        "title": one.title,
        "value": measures.value(one.lead) if has_lead else None,
        "url": measures.address(one.lead) if has_lead else "",
        "words": one.words,
        "short": one.short,
        "also": also(one, measures),
        "ledger_url": one.url,
    }


def also(one: One, measures: Measures) -> list[Mapping[str, Any]]:
    return [
        {"before": before, "value": measures.shown(name), "url": measures.address(name), "after": after}
        for before, name, after in one.also
        if is_known(name)
    ]
