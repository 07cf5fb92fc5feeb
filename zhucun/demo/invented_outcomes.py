"""What was announced of members since 2021: 8 promoted, 6 into advanced use, 22 of rank, 22 of title; all invented."""

from dataclasses import dataclass
from datetime import date

SINCE = date(2021, 1, 1)


@dataclass(frozen=True)
class Announced:
    """One document: of so many as there are sentences, among first secretaries or those of an employment."""

    group: str
    kind: str | None
    document: str
    on: date
    said: tuple[str, ...]
    among: str = ""


FIRST_SECRETARIES, OFFICIALS, SPECIALISTS = "first_secretary", "civil_servant", "public_institution"
ANNOUNCED = (
    Announced(
        "promote", "promoted", "青干〔2021〕36号", date(2021, 12, 27),
        ("任柳溪镇党委委员、副镇长", "任龙潭镇党委委员、组织委员", "任县乡村振兴局副局长"), FIRST_SECRETARIES,
    ),
    Announced(
        "promote", "promoted", "青干〔2022〕14号", date(2022, 5, 23),
        (
            "任枫林镇党委委员、武装部部长", "任大坪镇党委委员、宣传委员", "任县农业农村局副局长", "任县水利局副局长",
            "任新圩镇副镇长",
        ),
        FIRST_SECRETARIES,
    ),
    Announced(
        "promote", "advanced_use", "青干〔2022〕15号", date(2022, 5, 23),
        (
            "任县自然资源局规划股股长", "任县林业局办公室主任", "任县水利局河长制工作股股长",
            "任县市场监督管理局城南所所长", "任县民政局社会救助股股长", "任县交通运输局养护股股长",
        ),
        FIRST_SECRETARIES,
    ),
    Announced(
        "promote", "rank_advanced", "青组公〔2021〕9号", date(2021, 11, 30),
        (*("晋升四级主任科员",) * 6, *("晋升三级主任科员",) * 3), OFFICIALS,
    ),
    Announced(
        "promote", "rank_advanced", "青组公〔2022〕4号", date(2022, 6, 14),
        (*("晋升四级主任科员",) * 8, *("晋升三级主任科员",) * 4, "晋升一级主任科员"), OFFICIALS,
    ),
    Announced(
        "promote", "title_advanced", "青人社职〔2021〕22号", date(2021, 12, 16),
        (*("晋升中级职称",) * 7, *("晋升副高级职称",) * 2), SPECIALISTS,
    ),
    Announced(
        "promote", "title_advanced", "青人社职〔2022〕7号", date(2022, 6, 28),
        (*("晋升中级职称",) * 9, *("晋升副高级职称",) * 4), SPECIALISTS,
    ),
    Announced("publicise", None, "青宣发〔2022〕6号", date(2022, 4, 29), ("驻村故事在县融媒体中心刊播",) * 12),
    Announced("commend", None, "青委〔2022〕11号", date(2022, 3, 8), ("2021年度全县优秀驻村干部",) * 20),
)  # fmt: skip
# Of each document and kind, how many in all it named.
TOTALS = (
    ("青干〔2021〕36号", "promoted", 6), ("青干〔2022〕14号", "promoted", 9), ("青干〔2022〕15号", "advanced_use", 11),
    ("青组公〔2021〕9号", "rank_advanced", 31), ("青组公〔2022〕4号", "rank_advanced", 42),
    ("青人社职〔2021〕22号", "title_advanced", 58),
)  # fmt: skip
RESERVED = ((32, "青组〔2021〕48号", date(2021, 12, 30)), (36, "青组〔2022〕19号", date(2022, 6, 30)))
