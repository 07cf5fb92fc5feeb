"""需求和专长的种类: one list for what a village asks and what a person brings (glossary). A county may retire kinds."""

KINDS = {
    "industry": "产业发展",
    "e_commerce": "电商销售",
    "party_building": "基层党建",
    "collective_economy": "集体经济",
    "mediation": "矛盾调解",
    "planning_building": "规划建设",
    "farming_technique": "农业技术",
    "finance": "财务",
    "culture_tourism": "文旅",
    "school_health_liaison": "教育医疗协调",
    "information_technology": "信息化",
    "law": "法律",
    "living_environment": "人居环境",
}


def say_kinds(kinds: list[str] | tuple[str, ...]) -> str:
    """产业发展、财务, in the order of the list."""
    return "、".join(label for kind, label in KINDS.items() if kind in kinds)
