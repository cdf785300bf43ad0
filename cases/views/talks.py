"""The page that asks how a booked talk went, the same for every kind of talk."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from cases.enums import SessionOutcome
from cases.forms import SessionOutcomeForm
from cases.models import Case
from cases.views.acting import act_page
from rusmiddel.forms import refusals_shown


def talk_close_page(
    request: HttpRequest,
    case: Case,
    *,
    close: Callable[..., object],
    back: str,
    note: str = "",
    consequence: str = "",
) -> HttpResponse:
    """Ask how the talk went and close it; `back` is where the user goes on from there."""
    form = SessionOutcomeForm(request.POST or None, initial={"note": note})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            close(
                outcome=SessionOutcome(form.cleaned_data["outcome"]),
                note=form.cleaned_data["note"],
                by=request.user,
                now=timezone.now(),
            )
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
