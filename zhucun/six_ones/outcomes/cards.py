"""The six cards, each in the form that suits what it tells: shares, bars by field, stages, a flow, load, states."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Count

from zhucun.lib.amounts import shown_wan
from zhucun.policy.six_ones_values import SHIPPED_FIELDS
from zhucun.six_ones.outcomes.six import SIX, One, known
from zhucun.web.measures import Measures

DISPUTES = "dispute.see"  # their numbers are for few
COUNCILS = {
    "village_rules": "村规民约",
    "ceremony": "红白理事会",
    "morality": "道德评议会",
    "deliberation": "村民议事会",
    "anti_drug_gambling": "禁毒禁赌会",
}
ROLES = {"committee": "“两委”干部", "business": "办企业", "farming": "种养大户", "skill": "乡土人才", "other": "别的"}
LOADS = {"1": "1户", "2": "2户", "3": "3户", "4": "4户", "5": "5—9", "10": "10以上"}
MANY = "10"
PRODUCTS = 4  # by name, of those most villages have


def _id(name: str) -> str:
    return f"six_ones.{name}"


WANTED = {
    "committees": (
        *("committee_young_share", "committee_college_share"),
        "committee_returned",
        "committee_members",
        "committee_young",
        "committee_college",
        "committee_one_head",
        "committee_secretaries",
        "committee_party_members",
    ),
    "matters": (
        *("matters_solved", "matters_open", "matters_late", "matters_satisfied", "disputes_solved"),
        *(f"matters_solved.{one.key}" for one in SHIPPED_FIELDS),
    ),
    "projects": (
        *("projects_planned", "projects_finished", "projects_started", "projects_not_started", "projects_late"),
        *("project_money_applied", "specialities"),
    ),
    "talents": (
        "forums",
        "opinions",
        "opinions_answered",
        "returned_by_teams",
        "returned_in_committees",
        "returned_here",
        *(f"returned_by_teams.{key}" for key in ROLES),
    ),
    "network": (
        *("linked_households", "listed_households", "unlinked_households", "linkers", "linkers_overloaded"),
        *("visits_in_time", "visits_overdue"),
        *(f"linkers_with.{key}" for key in LOADS),
    ),
    "customs": (
        *("monthly_villages", "monthly_items", "monthly_items_done", "monthly_items_late", "customs_complete"),
        *(f"customs.{key}" for key in COUNCILS),
    ),
}


def ids_wanted(actor: Any) -> list[str]:
    wanted = [_id(name) for names in WANTED.values() for name in names]
    return [one for one in known(wanted) if actor.may(DISPUTES) or not one.startswith("six_ones.disputes")]


class Told:
    """The answers as a card reads them; what no ledger has registered is None and is not drawn."""

    def __init__(self, measures: Measures, ids: Sequence[str]) -> None:
        self._measures, self._ids = measures, frozenset(ids)

    def __contains__(self, name: str) -> bool:
        return _id(name) in self._ids

    def value(self, name: str) -> int:
        return self._measures.value(_id(name)) if name in self else 0

    def shown(self, name: str) -> str:
        return self._measures.shown(_id(name)) if name in self else "—"

    def line(self, before: str, name: str, after: str = "", *, late: bool = False) -> list[dict[str, Any]]:
        """A sentence with the number in it; none where the ledger is not there."""
        if name not in self:
            return []
        is_late = late and self.value(name) > 0
        url = self._measures.address(_id(name))
        return [{"before": before, "value": self.shown(name), "url": url, "after": after, "late": is_late}]

    def money(self, before: str, name: str) -> list[dict[str, Any]]:
        """Large sums as people say them: 4527.6 万元."""
        said, _, unit = shown_wan(self.value(name)).partition(" ")
        return [line | {"value": said, "after": f" {unit}"} for line in self.line(before, name)]

    def bar(self, label: str, name: str, **more: Any) -> list[dict[str, Any]]:
        return [self._measures.figure(_id(name), label=label, **more)] if name in self else []

    def usual(self, name: str, column: str, *, most: int) -> list[str]:
        """What the rows behind a figure have most often."""
        if not self.value(name):
            return []
        rows = self._measures.answers[_id(name)].records.order_by().values(column).annotate(zc_count=Count("pk"))
        return list(rows.order_by("-zc_count", column).values_list(column, flat=True)[:most])

    def figure(self, name: str, **more: Any) -> dict[str, Any] | None:
        return self._measures.figure(_id(name), **more) if name in self else None


PAGES = {
    "projects": "six_ones/outcomes/pages/_projects.html",
    "talents": "six_ones/outcomes/pages/_talents.html",
}
Card = Callable[[Told], dict[str, Any]]


def cards(told: Told, actor: Any) -> list[dict[str, Any]]:
    return [_card(one, told) | {"ledger_url": one.url_for(actor)} for one in SIX]


def _card(one: One, told: Told) -> dict[str, Any]:
    """A ledger in which nothing stands says what to enter."""
    names = WANTED[one.key]
    is_empty = not any(told.value(name) for name in names)
    made = {} if is_empty else FORMS[one.key](told)
    lead = told.figure(one.lead.removeprefix("six_ones."))
    return {
        "key": one.key,
        "title": one.title,
        "ledger_label": one.ledger_label,
        "first": one.first if is_empty else "",
        "lead": lead,
        "form": PAGES.get(one.key, "six_ones/outcomes/pages/_with_bars.html"),
        **made,
    }


def _committees(told: Told) -> dict[str, Any]:
    whole = told.value("committee_members")
    shares = [
        *told.bar("35周岁及以下", "committee_young", of=whole, is_share=True),
        *told.bar("大专及以上", "committee_college", of=whole, is_share=True),
        *told.bar("党员", "committee_party_members", of=whole, is_share=True),
        *told.bar("“一肩挑”的村", "committee_one_head", of=told.value("committee_secretaries"), is_share=True),
    ]
    return {
        "words": ["外出能人回村任", "“两委”干部"],
        "bars": {"items": shares},
        "under": told.line("年轻的、大专以上的占在册 ", "committee_members", f" 名的 {_percents(told)}"),
    }


def _percents(told: Told) -> str:
    return "、".join(f"{told.shown(name)}%" for name in ("committee_young_share", "committee_college_share"))


def _matters(told: Told) -> dict[str, Any]:
    *named, other = ([*told.bar(one.label, f"matters_solved.{one.key}")] for one in SHIPPED_FIELDS)
    fields = sorted((bar for bars in named for bar in bars if bar["value"]), key=lambda bar: -bar["value"])
    return {
        "words": ["急难愁盼"],
        "lines": [
            *told.line("另调解纠纷 ", "disputes_solved", " 起"),
            *told.line("群众说满意 ", "matters_satisfied", " 件"),
        ],
        "bars": {"items": [*fields, *other]},
        "under": [
            *told.line("现在在办 ", "matters_open", " 件"),
            *told.line("过了答应的日子 ", "matters_late", " 件", late=True),
        ],
    }


def _projects(told: Told) -> dict[str, Any]:
    stages = [
        *told.bar("已完成", "projects_finished", tone="tone-1"),
        *told.bar("实施中", "projects_started", tone="tone-3"),
        *told.bar("未动工", "projects_not_started", tone="tone-5"),
    ]
    said = "，".join(f"{one['label']} {one['value']} 项" for one in stages)
    return {
        "words": ["产业规划"],
        "lines": [
            *told.money("申请资金 ", "project_money_applied"),
            *told.line("一村一品 ", "specialities", " 个"),
        ],
        "products": told.usual("specialities", "product", most=PRODUCTS),
        "stack": {"sentence": said, "parts": [one for one in stages if one["value"]]},
        "under": told.line("过了计划开工日还没动工 ", "projects_late", " 项", late=True),
    }


def _talents(told: Told) -> dict[str, Any]:
    steps = (("forums", "场乡贤座谈"), ("opinions", "条意见建议"), ("returned_by_teams", "名引回"))
    return {
        "steps": [figure for name, label in steps if (figure := told.figure(name, label=label))],
        "roles": [line for key in ROLES if told.value(f"returned_by_teams.{key}") for line in _role(told, key)],
        "under": [
            *told.line("意见已答复 ", "opinions_answered", " 条"),
            *told.line("引回又任“两委”的 ", "returned_in_committees", " 名"),
            *told.line("现在还在村里的能人 ", "returned_here", " 名"),
        ],
    }


def _role(told: Told, key: str) -> list[dict[str, Any]]:
    return told.line(f"{ROLES[key]} ", f"returned_by_teams.{key}")


def _network(told: Told) -> dict[str, Any]:
    loads = [
        bar
        for key, label in LOADS.items()
        for bar in told.bar(label, f"linkers_with.{key}", tone="tone-2" if key == MANY else "tone-1")
    ]
    return {
        "words": [],
        "lines": [
            *told.line("由 ", "linkers", " 名党员干部联系"),
            *told.line("还没人联系的 ", "unlinked_households", " 户"),
            *told.line("按时走到的 ", "visits_in_time", " 户"),
            *told.line("过了日子没走的 ", "visits_overdue", " 户"),
        ],
        "bars": {"title": "每人联几户（人数）", "standing": True, "items": loads},
        "under": told.line("联得太多的 ", "linkers_overloaded", " 人"),
    }


def _customs(told: Told) -> dict[str, Any]:
    kinds = [bar for key, label in COUNCILS.items() for bar in told.bar(label, f"customs.{key}")]
    return {
        "words": ["开过乡村振兴月列会"],
        "lines": [*told.line("定的事 ", "monthly_items", " 项"), *told.line("办结 ", "monthly_items_done", " 项")],
        "bars": {"items": kinds},
        "under": [
            *told.line("“一约四会”都建了的村 ", "customs_complete", " 个"),
            *told.line("过了期限的事 ", "monthly_items_late", " 项", late=True),
        ],
    }


FORMS: Mapping[str, Card] = {
    "committees": _committees,
    "matters": _matters,
    "projects": _projects,
    "talents": _talents,
    "network": _network,
    "customs": _customs,
}
