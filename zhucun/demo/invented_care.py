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
REMINDED_ON = date(2022, 7, 4)
