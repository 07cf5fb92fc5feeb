"""What is told of a table beside this system, and the text that somebody wants read."""

from django import forms

from zhucun.lib.asking import FILLED_BY
from zhucun.policy.burden.rules import HowOften
from zhucun.web.forms import ActForm, AskingForm

LONGEST_TEXT = 5000
MOST_MINUTES = 600


class OutsideFormForm(ActForm):
    title = forms.CharField(label="表名", max_length=60)
    role = forms.ChoiceField(label="谁填", choices=list(FILLED_BY.items()), widget=forms.RadioSelect)
    who_asks = forms.CharField(label="谁要的", max_length=60, help_text="哪个部门。")
    basis = forms.CharField(label="依据", max_length=120, help_text="文号；没有依据的不用报。")
    how_often = forms.ChoiceField(label="多久一次", choices=HowOften.choices, widget=forms.RadioSelect)
    minutes = forms.IntegerField(label="填一次几分钟", min_value=1, max_value=MOST_MINUTES)
    what_for = forms.CharField(label="做什么用", max_length=120)


class RetireForm(ActForm):
    reason = forms.CharField(label="为什么停", max_length=120, help_text="如：系统里已经有了，导出就是。")


class ReadForm(AskingForm):
    """No act: nothing of it is kept."""

    text = forms.CharField(
        label="要发的通知、提示、表样",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        help_text="贴进来读一遍，不存。",
    )
