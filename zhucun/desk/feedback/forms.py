"""What people fill in: a suggestion, an answer."""

from django import forms

from zhucun.web.forms import ActForm

LONGEST = 2000


class SuggestionForm(ActForm):
    text = forms.CharField(
        label="哪里不顺手、哪里多余，怎样才好",
        max_length=LONGEST,
        help_text="县驻村办看得到是谁提的。不写涉密的事，不写别人的证件号、电话。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    page = forms.CharField(label="说的是哪一页", max_length=60, required=False)


class AnswerForm(ActForm):
    answer = forms.CharField(
        label="答复",
        max_length=LONGEST,
        help_text="改了什么、什么时候改，或者为什么不改。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
