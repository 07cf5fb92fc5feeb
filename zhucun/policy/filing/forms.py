"""What is told of a thing settled."""

from django import forms

from zhucun.web.forms import ActForm


class TickForm(ActForm):
    done_on = forms.DateField(label="哪天办好的", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    number = forms.CharField(label="文号或备案号", max_length=120, required=False, help_text="没有的不用写。")
