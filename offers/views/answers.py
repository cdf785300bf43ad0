from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from offers.models import Group


def group_act_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str,
    act: str,
    group: Group | None = None,
    consequence: str = "",
) -> HttpResponse:
    """A page with one form for one act on a group, or on groups as such."""
    return render(
        request,
        "offers/group_act.html",
        {"form": form, "group": group, "title": title, "act": act, "consequence": consequence},
        status=422 if form.errors else 200,
    )
