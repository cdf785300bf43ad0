"""The page that asks how a booked talk went, the same for every kind of talk."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from cases.forms import SessionOutcomeForm
from cases.models import Case
from cases.views.acting import act_page
from rusmiddel.forms import refusals_shown


def talk_close_page(
    request: HttpRequest,
    case: Case,
    *,
    form: SessionOutcomeForm,
    close: Callable[..., object],
    back: str,
    consequence: str = "",
) -> HttpResponse:
    """Ask how the talk went and close it; `back` is where the user goes on from there."""
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            close(by=request.user, now=timezone.now(), **form.values)
            messages.success(request, "Samtalen er registreret.")
            return redirect(back)
    return act_page(
        request,
        case,
        form,
        title="Hvordan gik samtalen?",
        act="Registrér samtalen",
        consequence=consequence,
    )
