"""What a form says of a wrong value is the house's own: what to do, in words people use."""

from django import forms

from zhucun.web.forms import AskingForm, day_field


class Form(AskingForm):
    kind = forms.ChoiceField(label="假别", choices=[("personal", "事假")])
    count = forms.IntegerField(label="几人", min_value=1, max_value=9)
    day = day_field(label="哪天")
    text = forms.CharField(label="说一句", max_length=4)
    own = forms.IntegerField(label="编号", error_messages={"invalid": "编号是数字。"})


def test_wrong_values_are_answered_with_what_to_do() -> None:
    wrong = {"kind": "leave", "count": "0", "day": "2022-02-30", "text": "太长的一句话", "own": "x"}

    assert Form(wrong).errors == {
        "kind": ["在列出来的里面选一个。"],
        "count": ["不能小于 1，改一下数。"],
        "day": ["日期写成 2022-7-14 这样，没有的日子不行。"],
        "text": ["最多 4 个字，现在有 6 个，短一点。"],
        "own": ["编号是数字。"],
    }
    assert Form({**wrong, "count": "很多", "text": ""}).errors["count"] == ["填一个数，不带别的字。"]
    assert Form({}).errors["text"] == ["说一句。"]
