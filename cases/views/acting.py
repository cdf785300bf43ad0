from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.models import Case


def act_page(
    request: HttpRequest, case: Case, form: BaseForm, *, title: str, act: str, consequence: str = ""
) -> HttpResponse:
    """A page with one form for one act on a case; `consequence` says what the act will cause."""
    return render(
        request,
        "cases/act.html",
        {"case": case, "form": form, "title": title, "act": act, "consequence": consequence},
        status=422 if form.errors else 200,
    )


def plain_act_page(
    request: HttpRequest, form: BaseForm, *, title: str, act: str, back: str, consequence: str = ""
) -> HttpResponse:
    """The same for an act that is about no single case; `back` is where one came from."""
    return render(
        request,
        "cases/plain_act.html",
        {"form": form, "title": title, "act": act, "back": reverse(back), "consequence": consequence},
        status=422 if form.errors else 200,
    )
