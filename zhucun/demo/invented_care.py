"""Invented: on which days members were checked and called on, who was late with paying."""

from datetime import date

PAYDAY = 25  # of the month after
LATE_UNITS = 9  # units that are behind with the last months
ALWAYS_LATE = ("县档案馆",)
INSURER = "某财产保险公司青岭支公司"
NOT_RENEWED = 83  # of so many people one was not renewed
CHECKED = (date(2021, 10, 12), date(2021, 10, 20), date(2022, 4, 12), date(2022, 6, 14))
UNCHECKED = 37  # of so many one missed it
ALL_VISITED = date(2021, 9, 17)
VISITED = (date(2022, 1, 20), date(2022, 1, 26), date(2022, 6, 2))
VISITORS = ("工会主席和机关党委", "分管负责人", "主要负责人")
LIVING_SEEN = (date(2021, 11, 10), date(2022, 5, 18))
ONE_IN = 11  # teams of which one lacks something
LACKS = (
    (["饮水"], "旱季水压不够，县水利局六月接新管"),
    (["网络"], "村部宽带没通，移动公司七月来装"),
    (["伙食"], "还没有灶，镇里月底前配"),
    (["床铺", "用电"], "住处线路老化，后盾单位正在修"),
)
REMINDED_ON = date(2022, 7, 4)
