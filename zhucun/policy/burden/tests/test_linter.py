"""The reader of wordings: what it refuses, and what it lets pass (R-BUR-01 to 04)."""

import pytest

from zhucun.policy.burden import linter

REFUSED = [
    ("check_in", "队员每天早上八点打卡"),
    ("check_in", "每日签到，由村书记确认"),
    ("check_in", "使用人脸识别确认在岗"),
    ("check_in", "签到率低于九成的通报"),
    ("check_in", "不打卡的扣 2 分"),
    ("ranking", "按得分对驻村队员排名并通报"),
    ("ranking", "末位的队员由乡镇约谈，倒数三名的干部"),
    ("ranking", "设置工作队积分榜"),
    ("ranking", "实行积分制管理"),
    ("duration", "学习时长不少于 30 小时，计入考核"),
    ("duration", "按登录次数评优"),
    ("duration", "各乡镇下载率要达到 100%"),
    ("duration", "每天登录平台"),
    ("photo", "走访必须上传照片"),
    ("photo", "每户照片不少于两张"),
    ("photo", "报送工作轨迹"),
    ("photo", "没有照片的不算走访"),
    ("photo", "每次入户拍照"),
]
PASSED = [
    "在村不用打卡，不要求上传照片轨迹",
    "乡镇按固定顺序排列，不排名",
    "队员不排名次",
    "照片选填，不拍也算数",
    "应急值守期间每日签到报平安",
    "会议签到表由组织者登记",
    "培训学时 24 小时",
    "本月走访脱贫户 12 户，住房安全 3 户有变动",
    "县里的通知不要求打卡、积分、传照片轨迹，导出的表不做排名",
    "严禁以打卡代替工作",
    "7月20日前把防汛转移名单核一遍",
    "队员每月驻村不少于 20 天",
    "可以上传照片",
    "派出单位每半年听取一次驻村工作汇报",
    "第一书记名下的工作经费 1 万元",
]


@pytest.mark.parametrize(("kind", "text"), REFUSED)
def test_what_may_not_be_asked_is_named(kind: str, text: str) -> None:
    assert kind in {fault.kind.key for fault in linter.faults(text)}


@pytest.mark.parametrize("text", PASSED)
def test_what_says_no_or_leaves_the_choice_passes(text: str) -> None:
    assert linter.faults(text) == []


def test_a_fault_says_the_words_the_rule_and_what_to_write() -> None:
    fault = linter.faults("队员每天打卡。")[0]

    assert fault.sentence == ("“打卡”：要人打卡、定时签到不行。在村不用报，有变动才说；要知道在不在，就去看。")


def test_a_no_in_the_sentence_before_excuses_nothing() -> None:
    assert linter.faults("平时不用管。队员每天打卡。")


def test_a_photo_that_cannot_be_left_out_is_a_fault_of_the_field() -> None:
    assert list(linter.field_faults("照片", "", is_required=True))
    assert not list(linter.field_faults("照片", "不拍也算数", is_required=False))
