from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from offers.enums import ChoiceStatus
from offers.models import Course, FreeChoice
from offers.permissions import can_place
from offers.residential.forms import ChoiceAnswerForm, ChoiceForm
from offers.services.free_choices import answer_choice, choose_provider
from rusmiddel.forms import add_service_errors
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.services import in_force


@require_http_methods(["GET", "POST"])
def choice_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    """The citizen chooses another place."""
    case = open_case(request, number)
    require(can_place(request.user))
    found = get_object_or_404(Course.objects.select_related("request__inquiry"), pk=course, case=case)
    standard = in_force(found.request.requested_on)
    form = ChoiceForm(
        request.POST or None,
        course=found,
        is_substitution=standard.offer(found.offer_key).kind == OfferKind.SUBSTITUTION,
    )
    if request.method == "POST" and form.is_valid():
        try:
            choose_provider(
                course_id=found.pk,
                provider_id=form.cleaned_data["provider"].pk,
                chosen_on=form.cleaned_data["chosen_on"],
                wish=form.cleaned_data["wish"],
                is_heroin=form.cleaned_data.get("is_heroin", False),
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Borgerens frie valg er skrevet.")
            return redirect(case)
    conditions = standard.free_choice.conditions.value
    return act_page(
        request,
        case,
        form,
        title=f"Frit valg: {found.offer_name}",
        act="Skriv frit valg",
        consequence=f"Behandlingsgarantien fraviges, så længe valget står. {conditions or ''}".strip(),
    )


@require_http_methods(["GET", "POST"])
def choice_answer(request: HttpRequest, number: str, choice: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = get_object_or_404(FreeChoice.objects.open().select_related("provider"), pk=choice, case=case)
    form = ChoiceAnswerForm(request.POST or None, choice=found)
    if request.method == "POST" and form.is_valid():
        try:
            answer_choice(
                choice_id=found.pk,
                status=ChoiceStatus(form.cleaned_data["status"]),
                answered_on=form.cleaned_data["answered_on"],
                note=form.cleaned_data["note"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Svaret er skrevet.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title=f"Svar fra {found.provider.name}",
        act="Skriv svar",
        consequence="Bliver valget ikke til noget, løber behandlingsgarantien igen. "
        "En begrænsning af det frie valg er en afgørelse, som skal have brev.",
    )
