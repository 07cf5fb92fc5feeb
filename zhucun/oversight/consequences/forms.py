"""Why something that the table says is not done."""

from django import forms

from zhucun.web.forms import ActForm


class SetAsideForm(ActForm):
    reason = forms.CharField(label="为什么不办", max_length=200, help_text="一句话，留在这一件上。")
