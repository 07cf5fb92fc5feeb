"""Words that tell of somebody's health, which stand in no ledger and on no notice board (R-MON-05). Pure."""

import re

WORDS = (
    *("癌", "肿瘤", "白血病", "尿毒症", "透析", "化疗", "放疗", "艾滋", "肝炎", "肺结核", "糖尿病", "高血压", "心脏病"),
    *("脑梗", "脑溢血", "中风", "瘫痪", "偏瘫", "癫痫", "精神病", "精神障碍", "精神分裂", "抑郁", "智障", "痴呆"),
    *("残疾", "聋哑", "失明", "怀孕", "流产", "患病", "生病", "重病", "大病", "慢性病", "慢病", "病情", "病重", "确诊"),
    *("住院", "手术", "病人", "病号", "因病", "因残", "得了病", "吸毒", "戒毒"),
)
HEALTH = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))


def health_words_in(text: str) -> list[str]:
    """Each once, in the order in which they stand."""
    return list(dict.fromkeys(HEALTH.findall(text)))


def without_health(text: str) -> str:
    return HEALTH.sub("……", text)
