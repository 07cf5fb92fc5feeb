"""Why everything is taken away."""

from django import forms

from zhucun.web.forms import ActForm


class EverythingForm(ActForm):
    reason = forms.CharField(label="为什么要导", max_length=100, help_text="如：换系统、年底归档。会记下来。")
