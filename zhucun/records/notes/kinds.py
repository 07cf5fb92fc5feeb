"""The kinds that records ships; what a later ledger does more, it registers itself (registry.instead)."""

from zhucun.records.registry import Kind, Side, record_kind

TEAM, TOWNSHIP, UNIT, OFFICE = Side.TEAM, Side.TOWNSHIP, Side.UNIT, Side.OFFICE

VISIT = record_kind(
    Kind("visit", "走访", "walk", 10, (TEAM, TOWNSHIP), asks_households=True, hint="到谁家、说了什么，一句就够")
)
PRACTICAL = record_kind(
    Kind(
        "practical", "做实事", "heart-handshake", 20, (TEAM, UNIT), asks_households=True, hint="帮谁办了什么，一句就够"
    )
)
POLICY = record_kind(Kind("policy", "政策宣讲", "speakerphone", 40, (TEAM, TOWNSHIP), hint="讲了什么、多少人听"))
STUDY = record_kind(Kind("study", "学习", "book", 50, hint="学了什么"))
TALK = record_kind(
    Kind("talk", "谈心谈话", "messages", 60, (TOWNSHIP,), cadres="one", is_restricted=True, hint="谈了什么、答应了什么")
)
UNIT_HEARING = record_kind(
    Kind("unit_hearing", "单位听取汇报", "presentation", 70, (UNIT,), cadres="may", hint="谁汇报、单位定了什么")
)
UNIT_VISIT = record_kind(
    Kind(
        "unit_visit",
        "单位负责人到村",
        "building-community",
        80,
        (UNIT,),
        needs_team=True,
        hint="谁去的、看了什么、帮着办了什么",
    )
)
OTHER = record_kind(Kind("other", "其他", "dots", 90))
