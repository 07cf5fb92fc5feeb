"""The checker on texts: the public report, published facts, random true and false ones."""

import csv
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared_file
from zhucun.reports.checking.checking import findings_in
from zhucun.reports.checking.findings import Verdict
from zhucun.reports.checking.tests import phrases
from zhucun.reports.checking.written import plain

WRONG = {Verdict.CONTRADICTED, Verdict.NEEDS_SCOPE, Verdict.COINCIDENCE}


def verdicts(text: str) -> list[tuple[Verdict, str]]:
    return [(found.verdict, found.arithmetic) for found in findings_in(text) if found.verdict in WRONG]


def of_report() -> str:
    return shared_file("domain/article.txt").read_text()


def test_the_public_report_contradicts_itself_where_it_does_and_nowhere_else() -> None:
    """K01, K02, K06 with K07; K03 and K14 want their scope; K11 and K10 are looked at."""
    assert verdicts(of_report()) == [
        (Verdict.NEEDS_SCOPE, "496 和 494 差 2"),
        (Verdict.COINCIDENCE, "都是 213"),
        (Verdict.CONTRADICTED, "213÷499＝42.69%；213÷500＝42.6%；213÷496＝42.94%"),
        (Verdict.CONTRADICTED, "338÷496＝68.15%；338人占68.28%，总数要是 495"),
        (Verdict.COINCIDENCE, "19×2＝38"),
        (Verdict.NEEDS_SCOPE, "782 和 113"),
        (
            Verdict.CONTRADICTED,
            "652名÷28.6%，总数在 2276 到 2283 之间；977名÷42.7%，总数在 2286 到 2290 之间",
        ),
    ]


def test_the_report_with_its_numbers_of_one_day_is_right() -> None:
    text = of_report().replace("42.63%", "42.94%").replace("68.28%", "68.15%").replace("28.6%", "28.5%")

    assert Verdict.CONTRADICTED not in {found.verdict for found in findings_in(text)}


@pytest.mark.parametrize(
    ("text", "verdict", "sums"),
    [
        ("大学生村官报名14098人，其中男7658人，女6431人。", Verdict.CONTRADICTED, "7658＋6431＝14089"),
        ("中央资金15587万元、省级资金7926万元，合计23531万元。", Verdict.CONTRADICTED, "15587＋7926＝23513"),
        ("评优46人，占184人的26%。", Verdict.CONTRADICTED, "46÷184＝25%"),
        ("参加测验70人，合格66人，合格率92.9%。", Verdict.CONTRADICTED, "66÷70＝94.29%"),
        ("产业由20个增加到25个，增长20%。", Verdict.CONTRADICTED, "5÷20＝25%"),
        ("资金5273万元，按1%提取项目管理费46.3万元。", Verdict.CONTRADICTED, "5273×1%＝52.73"),
        ("占比由40.1%提高到42.6%，提高3.5个百分点。", Verdict.CONTRADICTED, "前后相差 2.5 个百分点"),
        ("占比由40.1%提高到42.6%，提高2.5%。", Verdict.NEEDS_SCOPE, "前后相差 2.5 个百分点"),
        ("全县共有驻村队员496名。全县共有驻村队员494名。", Verdict.CONTRADICTED, "496 和 494 差 2"),
        ("全县共有队员100名，其中党员120名。", Verdict.CONTRADICTED, "120＞100"),
        ("496名队员走访11654户次，平均每名队员走访33.5户次。", Verdict.CONTRADICTED, "11654÷496＝23.5"),
        ("166个村走访830户，村均走访6户。", Verdict.CONTRADICTED, "830÷166＝5"),
        ("矛盾纠纷从多到少是：土地30件、邻里12件、婚姻15件。", Verdict.CONTRADICTED, "30、12、15"),
        ("石桥镇30件、柳溪镇41件，石桥镇最多。", Verdict.CONTRADICTED, "30＜41"),
        ("在全市11个县区中排第13位。", Verdict.CONTRADICTED, "13＞11"),
        ("40岁以下的队员占42.6%，过半。", Verdict.CONTRADICTED, "42.6%＜50%"),
        ("派到3个乡镇（石桥镇、柳溪镇、东岭乡、河湾乡）。", Verdict.CONTRADICTED, "石桥镇、柳溪镇、东岭乡、河湾乡"),
        ("抓好四项工作：防返贫、春耕和信访。", Verdict.CONTRADICTED, "防返贫、春耕和信访"),
        ("5个省份先复工。25个省份的务工人员已经外出。", Verdict.COINCIDENCE, "5 和 25 差一位数字"),
    ],
)
def test_what_is_wrong_is_found_with_its_arithmetic(text: str, verdict: Verdict, sums: str) -> None:
    assert verdicts(text) == [(verdict, sums)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有数字的一段话。",
        "1 2 3 4 5 6 7 8 9",
        "参训496人，合格470人，占94.8%，优秀200人，占42.6%。",
        "新增就业1200人，占40%，其中女性300人，占25%。",
        "发展党员66856人，占总人数50%以上。",
        "落实资金200余万元，其中17.25万元修路、85.83万元修渠、13万元办学。",
        "新建项目30个，竣工12个，群众满意率98.2%。",
        "7月5日约谈6人，7月6日约谈8人。",
        "对70名驻村干部进行测验。驻村干部中党员338人，占68.1%。",
        "石坪村有120户，河湾村有121户。",
        "脱贫人口3000人，投入资金500万元，人均增收2000元。",
        "166支队496人，走访11654户次，平均每队走访70.2户次。",
        "500人联系1490户，人均联系3户。",
        "每个工作队每年安排经费2万元，166个工作队共332万元。",
        "土地纠纷从多到少排，依次为石桥镇30件、柳溪镇30件、东岭乡12件。",
        "石桥镇41件、柳溪镇30件，其中石桥镇最多。",
        "在全市11个县区中排第2位。",
        "占42.6%，不到一半。",
        "做好三件事：一是入户走访，二是开好会议，三是写好日记。",
        "选派5个单位：县财政局、县水利局等。",
        "明确3个部门（农业农村和林业局、水利局、教育局）牵头。",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert verdicts(text) == []


@given(
    st.text(
        alphabet="0123456789０５零一二十百千万亿半.,．，、。：（）%％占其中共平均每最多第点分之成余约人个村户 \n",
        max_size=60,
    )
)
def test_whatever_is_written_is_read(text: str) -> None:
    """No text breaks the reading, and every number stands where it says."""
    assert all(
        found.claims[0].number.said == plain(text)[found.begins : found.claims[0].number.end]
        for found in findings_in(text)
    )


@given(st.data(), phrases.counts, phrases.units, phrases.decimals)
def test_a_true_share_is_never_called_wrong(data: st.DataObject, whole: int, unit: str, decimals: int) -> None:
    part = data.draw(st.integers(1, whole))
    percent = phrases.share(Decimal(part), Decimal(whole), decimals)
    text = data.draw(st.sampled_from(phrases.of_whole(f"{whole}{unit}", f"{part}{unit}", percent)))

    assert Verdict.CONTRADICTED not in {found.verdict for found in findings_in(text)}


@given(st.data(), st.lists(phrases.counts, min_size=2, max_size=6), phrases.units)
def test_true_parts_are_never_called_wrong(data: st.DataObject, parts: list[int], unit: str) -> None:
    text = data.draw(st.sampled_from(phrases.added_up(f"{sum(parts)}{unit}", [f"{part}{unit}" for part in parts])))

    assert Verdict.CONTRADICTED not in {found.verdict for found in findings_in(text)}


@given(st.data(), phrases.counts, phrases.counts, phrases.units, phrases.decimals)
def test_true_growth_is_never_called_wrong(
    data: st.DataObject, before: int, more: int, unit: str, decimals: int
) -> None:
    percent = phrases.share(Decimal(more), Decimal(before), decimals)
    said = phrases.grown(f"{before}{unit}", f"{more}{unit}", f"{before + more}{unit}", percent)

    assert Verdict.CONTRADICTED not in {found.verdict for found in findings_in(data.draw(st.sampled_from(said)))}


@given(st.data(), st.integers(10, 5000), phrases.units)
def test_a_share_two_points_off_is_found(data: st.DataObject, whole: int, unit: str) -> None:
    part = data.draw(st.integers(1, whole))
    percent = phrases.share(Decimal(part) + Decimal(whole) / 50, Decimal(whole), 2)
    named = phrases.of_whole(f"{whole}{unit}", f"{part}{unit}", percent)[1:3]

    assert all(Verdict.CONTRADICTED in {found.verdict for found in findings_in(text)} for text in named)


def published() -> list[dict[str, str]]:
    with shared_file("data/figures/published_facts_open.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


NO_PART = ("percent only", "百分点")  # what the row relates are no part and whole of one text


def told(row: dict[str, str]) -> Iterator[str]:
    """A published fact in the words of a report; none of one that is no relation between numbers of one text."""
    unit = "万元" if row["unit"] == "万元" else "万人" if row["unit"] == "万人" else "人"
    if row["relation"] in ("sum", "incexc") and row["parts"].count("+") and row["unit"] != "%":
        parts = row["parts"].replace("+-", "-").split("+")
        if all(part.replace(".", "").isdigit() for part in parts):
            yield from phrases.added_up(f"{row['claimed']}{unit}", [f"{part}{unit}" for part in parts])
    if "提取" in row["label"]:
        whole, part = f"{row['denominator']}万元", f"{row['numerator']}万元"
        yield f"到位资金{whole}，按{row['claimed']}%提取项目管理费{part}。"
    elif row["relation"] == "ratio" and not any(word in row["consistent"] + row["label"] for word in NO_PART):
        over = "以上" if "bound" in row["consistent"] else ""
        part, whole = f"{row['numerator']}{unit}", f"{row['denominator']}{unit}"
        is_more = float(row["numerator"]) > float(row["denominator"])  # more came than were planned
        yield from phrases.of_whole(whole, part, f"{row['claimed']}%{over}")[1 if is_more else 0 :]
    if row["relation"] == "growth":
        now, more = Decimal(row["denominator"]), Decimal(row["numerator"])
        yield from phrases.grown(f"{now - more}{unit}", f"{more}{unit}", f"{now}{unit}", f"{row['claimed']}%")
    if row["relation"] == "weird":
        yield f"{row['numerator']}{row['unit']}份先复工。{row['denominator']}{row['unit']}份的务工人员已经外出。"


def test_published_facts_are_judged_as_they_are() -> None:
    """At least 95 % of the inconsistent are found, at most 2 % of the consistent contradicted."""
    rows = [(row, list(told(row))) for row in published()]
    wrong = [texts for row, texts in rows if row["consistent"].startswith("no") and texts]
    right = [texts for row, texts in rows if row["consistent"].startswith(("yes", "derived")) and texts]
    found = [texts for texts in wrong if any(verdicts(text) for text in texts)]
    falsely = [
        text for texts in right for text in texts if Verdict.CONTRADICTED in {one.verdict for one in findings_in(text)}
    ]

    assert len(wrong) >= 4
    assert len(right) > 45
    assert len(found) >= 0.95 * len(wrong)
    assert len(falsely) <= 0.02 * sum(map(len, right)), falsely
