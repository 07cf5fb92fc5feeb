"""Every question of a sheet is found and no wrong key is accepted: what is not certain is said, never guessed."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.training.reading_questions.drafts import LETTERS, Draft
from zhucun.training.reading_questions.reading import read_text


def read(text: str) -> list[Draft]:
    return read_text(text).drafts


def short(draft: Draft) -> tuple[Any, ...]:
    return draft.kind, draft.letters or draft.key, len(draft.options)


def test_bars_with_the_right_answer_marked() -> None:
    found = read_text(
        "村务常识测试题\n1. (多选)村级议事协商的四个步骤包括() 分值\n| A. 提,由党组织和村民提出(正确答案) |\n"
        "| B. 议(正确答案) |\n| C. 猜 |\n2. (单选)村务公开栏至少多久更新() 分值\n| A. 每季(正确答案) |\n| B. 每十年 |\n"
        "4. (判断)村规民约由村民会议定。 分值\n"
    )

    assert list(map(short, found.drafts)) == [("multiple", "AB", 3), ("single", "A", 2), ("true_false", (), 2)]
    assert found.drafts[0].stem == "村级议事协商的四个步骤包括()"
    assert found.drafts[2].doubts == ("原件里没有答案",)
    assert found.notes == ["第 3 题没有：第 2 题后面就是第 4 题"]


def test_keys_and_explanations_in_lines_below() -> None:
    [one] = read(
        "第PAGE页共NUMPAGES页\n一、单选题(每题2分)\n1.请假三天由谁批?\nA.本人\nB.乡镇\n答案:B\n解析:三天以内乡镇批。"
    )

    assert (one.kind, one.letters, one.explanation, one.doubts) == ("single", "B", "三天以内乡镇批。", ())


def test_fill_ins_that_run_on_with_the_next_number_glued_to_the_key() -> None:
    found = read(
        "村情填空知识测试1.全村共______个组,______户空1答案:9空2答案:2122.每月在村不少于______天。空1答案:203.会议由______开}"
        "空1答案:支部4."
    )

    assert [one.key for one in found] == [(("9",), ("212",)), (("20",),), (("支部",),)]
    assert "连在一起（2122）" in found[1 - 1].doubts[0]
    assert "连在一起（203）" in found[1].doubts[0]
    assert "“}”" in found[2].doubts[-1]


def test_keys_inside_the_stem_as_traditional_sheets_have_them() -> None:
    found = read(
        "選擇題,每題5分,每人答1題。1.開會之前,首要準備是(c)\n\nA、掃地\n\nB、煮飯C、通知D、關窗\n\n2.會議由(b)主持。A、會計\n\n"
        "B、書記\n\nC、來客\n\n3.一季有(c)個月。A1 b2 c3 d4 "
        "4.(b)是記下會議的本子 A、筆\n\nB、記錄本\n\n5.小孩每張\n\n元。b A1B1.5\n\nC2 D2.5"
    )

    assert [(one.letters, len(one.options)) for one in found] == [("C", 4), ("B", 3), ("C", 4), ("B", 2), ("B", 4)]
    assert found[0].options[1:3] == ("煮飯", "通知")
    assert not found[0].doubts
    assert "没有标点" in found[2].doubts[0]
    assert "题干末尾" in found[4].doubts[-1]


def test_options_in_one_line_and_no_key_at_all() -> None:
    found = read(
        "一、單選題(每題1.5分,共40題)\n\n1.村裏的事要_____。(   )\n\nA、商量   B、不管   C、拖\n\n"
        "3.會議的_____,是辦好事的\n\n保障。(    )\n\nA.請、看、問    B.記錄      C.走過場D.不開"
    )

    assert found[1].options == ("請、看、問", "記錄", "走過場", "不開")
    assert found[1].stem == "會議的_____,是辦好事的保障。(    )"
    assert {one.doubts for one in found} == {("原件里没有答案",)}


def test_keys_that_stand_together_at_the_end() -> None:
    found = read(
        "一、单选题\n1、每季几次？\nA、一 B、二\n2、谁主持？\nA．书记\nB．来客\n二、判断题\n1、可以代签。（ ）\n"
        "2、要公开。（ ）\n参考答案\n一、1-2 BA\n二、1.× 2.√\n"
    )

    assert [one.key for one in found] == [(1,), (0,), (1,), (0,)]


def test_keys_at_the_end_that_fit_no_numbers_are_not_taken() -> None:
    found = read_text(
        "一、单选题\n1、每季几次？\nA、一 B、二\n2、谁？\nA．书记\nB．来客\n"
        "二、单选题\n1、几人？\nA、一 B、二\n参考答案\n1.A 2.B 3.A"
    )

    assert not any(one.key for one in found.drafts)
    assert found.notes == ["后面的答案和题号对不上，一个也没有取"]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("1.每月不少于（ ）天。\nA.20\nB.22\n答案：A\n解析：按规定每月驻村不少于22天。", "说到的是 B"),
        ("1.正确的是\nA.甲乙 B.丙丁\n答案：A\n解析：A项错误，B项正确，故选B。", "解析说选 B"),
        ("1.村规民约要张榜。(判断)\n答案：正确\n解析：错误。应当先表决。", "相反"),
        ("1.首要的是 A.组织B.产业C.办事\n答案：E", "答案里有 E"),
        ("1.(单选)两个都对 A.组织 B.产业\n答案：AB", "却有 2 个"),
        ("1.(多选)只有一个 A.组织 B.产业\n答案：A", "只有 1 个"),
        ("1.是谁 A.组织(正确答案) B.产业\n答案：B", "两处答案不一样"),
        ("7.判断：每年体检一次。（√）\n答案：错误", "两处答案不一样"),
        ("1.少一个 A.组织 C.产业 D.办事\n答案：C", "没有 B"),
        ("1.是谁 A.组织 B.组织\n答案：A", "写得一样"),
        ("1.是谁 A.组织 B.产业\n答案：略", "看不懂"),
        ("1.三___和___\n答案：甲", "有 2 个空，答案有 1 个"),
        ("1.扫描的�题 A.组织 B.产业\n答案：A", "不认得的符号"),
        ("1.维生素(C)属于哪类 A.药 B.食物\n", "题干括号里的“C”"),
        ("一、判断题\n1.要公开。\n答案：A", "不知道是对还是错"),
        ("1.甲\nA.一\nB.二\n答案：A\n没有题号的一题\nA.三\nB.四\n答案：B", "没有题号"),
    ],
)
def test_what_a_machine_cannot_know_is_said(text: str, doubt: str) -> None:
    assert any(doubt in one for one in read(text)[0].doubts), read(text)


def test_a_mark_in_the_stem_that_agrees_with_the_key_is_taken_out_of_it() -> None:
    draft = read("7.判断：每年体检一次。（√）\n答案：正确")[0]

    assert (draft.stem, draft.key, draft.doubts) == ("每年体检一次。（ ）", (0,), ())


def test_a_question_that_lost_its_number_is_found_beside_the_one_before() -> None:
    found = read("1.甲\nA.一\nB.二\n答案：A\n没有题号的一题\nA.三\nB.四\n答案：B\n3.丙\nA.五\nB.六\n答案：A")

    assert [(one.stem, one.letters) for one in found] == [("甲", "A"), ("没有题号的一题", "B"), ("丙", "A")]


def test_points_within_an_answer_are_no_questions() -> None:
    found = read(
        "一、简答题\n1.四项职责？\n答：（1）建强组织；\n（2）强村；\n2.怎样防返贫？\n答案：\n1.摸排\n2.预警\n3.帮扶\n3.几类？\n答案：三类。"
    )

    assert [one.key[0][0] for one in found] == ["（1）建强组织；（2）强村；", "1.摸排 2.预警 3.帮扶", "三类。"]


HAN = st.text(alphabet=[chr(code) for code in range(0x4E00, 0x4E40)], min_size=4, max_size=12)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, list[tuple[str, tuple[str, ...], str]]]:
    """Questions, and a sheet of them in one of the ways offices type."""
    asked = draw(st.lists(st.tuples(HAN, st.lists(HAN, min_size=2, max_size=5, unique=True)), min_size=1, max_size=6))
    keys = [draw(st.sets(st.integers(0, len(options) - 1), min_size=1)) for _, options in asked]
    sign, between = draw(st.sampled_from([".", "、", "．", ":"])), draw(st.sampled_from(["\n", "  ", ""]))
    way = draw(st.sampled_from(["line", "mark", "bracket", "end"]))
    told, lines, end = [], [], []
    for at, ((stem, options), key) in enumerate(zip(asked, keys, strict=True), start=1):
        letters = "".join(LETTERS[one] for one in sorted(key))
        marked = [f"{one}（正确答案）" if way == "mark" and n in key else one for n, one in enumerate(options)]
        shown = between.join(f"{LETTERS[n]}{sign}{one}" for n, one in enumerate(marked))
        lines.append(f"{at}.{stem}" + (f"({letters})" if way == "bracket" else "（ ）") + f"\n{shown}")
        lines += [f"答案：{letters}"] if way == "line" else []
        end.append(f"{at}.{letters}")
        told.append((stem, tuple(options), letters))
    return "\n".join(["应知应会题", *lines, *(["参考答案", *end] if way == "end" else [])]), told


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_any_way_of_typing_gives_every_question_and_no_wrong_key(sheet: tuple[str, Any]) -> None:
    text, told = sheet

    found = read(text)

    assert [(one.stem.rstrip("（ ）"), one.options) for one in found] == [(stem, options) for stem, options, _ in told]
    assert [one.letters for one in found if not one.doubts] == [
        key for one, (_, _, key) in zip(found, told, strict=True) if not one.doubts
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="12.、AB(（）)答案:：解析√×_空 \n一题甲", max_size=60))
def test_no_text_breaks_it_and_no_key_is_beyond_the_options(text: str) -> None:
    for one in read(text):
        assert one.kind not in ("single", "multiple") or all(at < len(one.options) for at in one.key)


def test_two_thousand_questions_are_read_in_a_second() -> None:
    text = "\n".join(
        f"{n}.第 {n} 件事由谁办？\nA.书记\nB.会计\nC.来客\n答案：B\n解析：会计管账。" for n in range(1, 2001)
    )
    begun = time.process_time()

    found = read(text)

    assert len(found) == 2000
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "1.几天？ [单选题] *\n○A. 15\n○B. 20(正确答案)\n2.哪些？ [多选题] *\n□A. 账(正确答案)\n□B. 事(正确答案)",
            "B AB",
        ),
        ("1.甲A.一 B.二【答案】B【解析】因为。\n2.乙（答案：A）\nA.三\nB.四\n3.丙\nA.三\nB.四\n答案 B", "B A B"),
        ("1.甲\nA.三\nB.四\n2.乙\nA.三\nB.四\n参考答案\n题号 1 2\n答案 B A", "B A"),
        ("1.甲A.三B.四答案：A2.乙A.五B.六答案：B 解析：每月22天3.丙A.七B.八答案：A", "A B A"),
        ("判断题\n1.甲 √\n2.乙（ 错 ）\n3.丙【×】", "A B B"),
        ("第1题 甲\nA.三\nB.四\n答案：A\n第2题 乙\nA.三\nB.四\n答案：B", "A B"),
        ("1.甲\nA.三\nB.四\n答案：A\n解析：\n1.先看\n2.再看\n2.乙\nA.三\nB.四\n答案：B", "A B"),
    ],
)
def test_other_ways_of_offices_are_read_as_surely(text: str, keys: str) -> None:
    assert [one.letters for one in read(text) if not one.doubts] == keys.split()


def test_an_option_that_swallowed_another_is_doubted() -> None:
    [one] = read("1.甲\nA.五十 B.六十 C.七十 0.八十\n答案：A")

    assert one.doubts == ("选项 C 里像是还粘着一个选项",)
