from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown
from visitation.forms import AskedForm
from visitation.models import Decision
from visitation.permissions import can_hear
from visitation.services.reasons import ask_for_reasons


@require_http_methods(["GET", "POST"])
def reasons_ask(request: HttpRequest, number: str, decision: int) -> HttpResponse:
    """The citizen asks for the reasons of a decision in writing."""
    case = open_case(request, number)
    require(can_hear(request.user))
    found = get_object_or_404(Decision, pk=decision, case=case)
    form = AskedForm(request.POST or None, initial={"asked_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            ask_for_reasons(
                decision_id=found.pk,
                asked_on=form.cleaned_data["asked_on"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Det er skrevet, og fristen for brevet løber.")
            return redirect("visitation:decision", number=number, decision=found.pk)
    return act_page(
        request,
        case,
        form,
        title="Borgeren vil have begrundelsen på skrift",
        act="Gem",
        consequence="Fristen for at skrive brevet begynder at løbe.",
    )
