"""What the pages of visitation have in common in their answers."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from visitation.models import Meeting


def meeting_act_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str,
    act: str,
    back: str,
    meeting: Meeting | None = None,
    consequence: str = "",
) -> HttpResponse:
    """A page with one form for one act on a meeting; `consequence` says what the act will cause."""
    return render(
        request,
        "visitation/act.html",
        {
            "meeting": meeting,
            "form": form,
            "title": title,
            "act": act,
            "back": back,
            "consequence": consequence,
        },
        status=422 if form.errors else 200,
    )
