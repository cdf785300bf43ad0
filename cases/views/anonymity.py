from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.anonymity import conditions
from cases.enums import Substance
from cases.models import Case
from cases.people_forms import AnonymityForm, BecomeKnownForm
from cases.permissions import can_do_casework, require
from cases.services.anonymity import become_known as make_known
from cases.services.anonymity import clarify_anonymity
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force


@require_http_methods(["GET", "POST"])
def anonymity_clarify(request: HttpRequest, number: str) -> HttpResponse:
    """Ask what the standard asks of those who want drug treatment without a name."""
    case = open_case(request, number)
    require(can_do_casework(request.user))
    wish = latest_request(case)
    if wish is None or not case.citizen.is_anonymous:
        raise Http404
    asked = conditions(Substance(wish.substance), in_force(wish.requested_on))
    if not asked:
        messages.info(request, "Der er intet at afklare: alkoholbehandling kan altid være anonym.")
        return redirect(case)
    form = AnonymityForm(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            check = clarify_anonymity(
                request_id=wish.pk, applying=form.what_applies, by=request.user, now=timezone.now()
            )
            messages.success(request, f"{check}.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Kan borgeren være anonym?",
        act="Gem svaret",
        consequence=(
            "Gælder noget af det, kan behandlingen for stoffer ikke være anonym. Borgeren kan vælge at blive "
            "kendt eller få anonym rådgivning."
        ),
    )


@require_http_methods(["GET", "POST"])
def become_known(request: HttpRequest, number: str) -> HttpResponse:
    """The citizen chooses to be known: a new case in their own name."""
    case = open_case(request, number)
    require(can_do_casework(request.user))
    if not case.citizen.is_anonymous:
        raise Http404
    form = BecomeKnownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            known = make_known(case_id=case.pk, by=request.user, now=timezone.now(), **form.values)
            # The citizen may turn out to have a case that is not the user's.
            seen = Case.objects.visible_to(request.user).filter(pk=known.pk).first()
            if seen is None:
                messages.success(request, "Borgeren er kendt. Det videre står på en sag, der ikke er din.")
                return redirect(case)
            messages.success(request, f"Borgeren er kendt. Det videre står på sag {seen.number}.")
            return redirect(seen)
    return act_page(
        request,
        case,
        form,
        title="Borgeren bliver kendt",
        act="Åbn sag i borgerens navn",
        consequence=(
            "Der åbnes en ny sag med sin egen henvendelsesdato og frist. Den anonyme sag får aldrig navn. "
            "Det kan ikke gøres om."
        ),
    )
