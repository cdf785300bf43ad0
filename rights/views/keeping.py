from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import ReasonForm
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from cases.views.opening import open_case
from rights.models import LegalHold
from rights.permissions import can_hold_back, can_see_keeping
from rights.services.holds import hold_back, let_go
from rights.services.keeping import keeping_of


@require_safe
def keeping(request: HttpRequest, number: str) -> HttpResponse:
    """Until when everything on the citizen is kept, by which rule, and what keeps it longer."""
    case = open_case(request, number)
    require(can_see_keeping(request.user))
    today = timezone.localdate()
    found = keeping_of(case.citizen_id, today=today)
    return render(
        request,
        "rights/keeping.html",
        {
            "case": case,
            "keeping": found,
            "is_due": found.is_due(today),
            "holds": LegalHold.objects.filter(case=case)
            .select_related("set_by", "lifted_by")
            .order_by("-set_at"),
            "may_hold": can_hold_back(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def hold_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_hold_back(request.user))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hold_back(
                case_id=case.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Sagen er sat i bero og kommer ikke på en kassationsliste.")
            return redirect("rights:keeping", number)
    return act_page(request, case, form, title="Sæt sagen i bero", act="Sæt i bero")


@require_http_methods(["GET", "POST"])
def hold_lift(request: HttpRequest, number: str, hold: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_hold_back(request.user))
    found = get_object_or_404(LegalHold, pk=hold, case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            let_go(
                hold_id=found.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Sagen er ikke længere sat i bero.")
            return redirect("rights:keeping", number)
    return act_page(request, case, form, title="Sagen er ikke længere sat i bero", act="Ophæv")
