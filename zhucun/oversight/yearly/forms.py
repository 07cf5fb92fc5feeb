"""Settling, taking back, and what came back signed."""

from django import forms

from zhucun.lib.asking import EVERY_YEAR, TOWNSHIP, Ask, asks
from zhucun.web.forms import ActForm, day_field


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么重新算", max_length=200)


class SignForm(ActForm):
    ask = asks(
        Ask(
            "yearly.sign",
            "登记签回来的总账单",
            who_asks="县驻村办",
            basis="工作节奏：年终算总账（R-LOG-07）",
            how_often=EVERY_YEAR,
            what_for="知道哪支队、哪个单位还没认账",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    signed_on = day_field(label="三方都签了，哪天")
    note = forms.CharField(label="有什么话写在上面", max_length=200, required=False)
