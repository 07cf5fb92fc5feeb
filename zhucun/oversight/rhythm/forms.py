"""What is told of a piece of work that was done, or is not needed."""

from django import forms

from zhucun.web.addresses import own_path
from zhucun.web.forms import ActForm, day_field


class DoneForm(ActForm):
    done_on = day_field(label="哪天办的")
    evidence = forms.CharField(
        label="凭据", max_length=200, help_text="通报、纪要的文号，或者记在哪里，例如“青驻督〔2022〕28号”。"
    )
    evidence_url = forms.CharField(
        label="凭据在本系统的地址",
        max_length=200,
        required=False,
        help_text="有的话，把那一页的地址贴过来，点凭据就能打开。",
    )

    def clean_evidence_url(self) -> str:
        """Only a page of this house: whatever else is pasted is left out of the link."""
        said = self.cleaned_data["evidence_url"].strip()
        if not said:
            return ""
        path = own_path("/" + said.split("://", 1)[-1].partition("/")[2] if "://" in said else said)
        if path == "/":
            raise forms.ValidationError("贴本系统里那一页的地址，以“/”开头。没有就空着。")
        return path


class SkipForm(ActForm):
    reason = forms.CharField(label="为什么这次不办", max_length=200, help_text="例如应急响应期间暂停督查，写上文号。")
