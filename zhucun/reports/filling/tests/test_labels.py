"""What a form's label asks for: sure, or left to a person."""

import pytest

from zhucun.lib.figure import named
from zhucun.reports.filling.labels import figure_for


@pytest.mark.parametrize(
    ("labels", "figure"),
    [
        (("驻村工作队（支）",), "dispatch.teams"),
        (("驻村队员（人）", "合计"), "dispatch.members"),
        (("驻村队员（人）", "其中：40岁以下"), "dispatch.members_under_40"),
        (("驻村队员（人）", "女"), "dispatch.members_female"),
        (("驻村队员（人）", "其中：中共党员"), "dispatch.party_members"),
        (("40岁以下占比（%）",), "dispatch.members_under_40_share"),
        (("选派第一书记人数",), "dispatch.first_secretaries"),
        (("急难愁盼问题（个）",), "six_ones.matters_solved"),
        (("整改交办函",), "oversight.letter_issues"),
        (("脱贫村数（个）",), "dispatch.pairs.lifted_from_poverty"),
        (("重点帮扶村（个）",), "dispatch.pairs.key_assistance"),
        (("已派驻脱贫村数",), "dispatch.covered_pairs.lifted_from_poverty"),
        (("监测对象", "户"), "six_ones.monitored_households"),
        (("监测户", "户数"), "six_ones.monitored_households"),
        (("监测对象", "人数"), "six_ones.monitored_people"),
        (("监测对象", "人"), "six_ones.monitored_people"),
        (("新识别监测户（户）",), "six_ones.monitored_entered"),
        (("驻村干部", "其中：女性"), "dispatch.members_female"),
        (("驻村干部", "研究生"), "dispatch.members_postgraduate"),
        (("驻村干部", "党员占比（%）"), "dispatch.party_members_share"),
        (("走访农户", "次数"), "records.visits"),
        (("走访农户（户）",), "records.households_visited"),
        (("产业项目", "到位资金（万元）"), "six_ones.project_money_arrived"),
        (("产业项目", "已完工数"), "six_ones.projects_finished"),
        (("调解矛盾纠纷（起）",), "six_ones.disputes_solved"),
    ],
)
def test_a_label_that_names_a_figure_is_that_figure(labels: tuple[str, ...], figure: str) -> None:
    found = figure_for(labels).figure

    assert found is not None
    assert found.id == figure


@pytest.mark.parametrize(
    "labels",
    [
        ("脱贫户人均收入（元）",),
        ("新增驻村队员（人）",),
        ("驻村队员（人）", "退役军人"),
        ("拟提拔人数",),
        ("驻村队员（万元）",),
        ("占比（%）",),
        ("驻村工作队", "人数"),
        ("驻村工作队", "脱贫村"),
        ("培训人数",),
        ("问责（人）",),
        ("问责人数",),
        ("走访农户", "户次"),
        ("走访（户次）",),
        ("驻村干部", "其中：队员"),
        ("",),
    ],
)
def test_a_label_that_is_not_sure_is_left_with_a_reason(labels: tuple[str, ...]) -> None:
    guess = figure_for(labels)

    assert guess.figure is None
    assert guess.reason.endswith("。")


def test_a_bare_share_is_that_of_the_column_before() -> None:
    found = figure_for(("驻村队员（人）", "占比（%）"), named("dispatch.members_under_40")).figure

    assert found is not None
    assert found.id == "dispatch.members_under_40_share"


def test_ten_thousands_of_yuan_are_a_matter_of_scale() -> None:
    assert figure_for(("到账的工作经费（万元）",)).scale == 10_000
