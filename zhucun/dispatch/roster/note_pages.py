"""记一条履职情况: a fact about somebody's service, with its day and document."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.dispatch.roster import noting, rules
from zhucun.dispatch.roster.posting_pages import posting_of
from zhucun.dispatch.roster.rules import BY_HAND, NoteKind
from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.web.addresses import own_path
from zhucun.web.forms import ActForm, day_field
from zhucun.web.page import page
from zhucun.web.undo import offer


class NoteForm(ActForm):
    ask = asks(
        Ask(
            "note.add",
            "记一条履职情况",
            who_asks="县驻村办",
            basis="履职记录跟着人走（R-SEL-17）",
            how_often=when("有表扬、有事要记时", times_a_year=12),
            what_for="队员档案、以后组队时看",
            minutes=2,
            role=TOWNSHIP,
        )
    )
    kind = forms.ChoiceField(
        label="哪一种", choices=[(kind, NoteKind(kind).label) for kind in BY_HAND], widget=forms.RadioSelect
    )
    on = day_field(label="哪天")
    sentence = forms.CharField(
        label="什么事",
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text="一句话写事实，不写评价；不写身体、家庭、纪律方面的事。",
    )
    document = forms.CharField(label="文号", max_length=120, required=False, help_text="有通报、记录的写上，好查。")


@page(needs=rules.NOTE)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    posting = posting_of(request, pk, rules.NOTE)
    form = NoteForm(request.POST or None, initial={"on": request.actor.today})
    file = reverse("dispatch:members.one", args=[posting.cadre_id])
    back = own_path(request.GET.get("back", ""), file)
    if form.is_valid() and form.do(noting.note, posting, by=request.actor):
        offer(request, noting.note, form.outcome, text="记下了")
        return redirect(back)
    name = posting.cadre.person.name
    context = {
        "form": form,
        "crumbs": [(reverse("dispatch:members"), "队员"), (file, name)],
        "heading": f"给{name}记一条履职情况",
        "question": "好的不好的都记：哪天、什么事、有没有文号。本人在自己的档案里看得到。",
        "submit_label": "记下",
        "cancel_url": back,
        "cancel_label": "先不记",
        "goes_to": "这个人的履职记录",
    }
    return render(request, "web/pages/form.html", context)
