from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
