from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.permissions import require
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from cases.views.opening import open_case
from offers.enums import ChoiceStatus
from offers.models import Course, FreeChoice
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.forms import add_service_errors
from rusmiddel.letters.services import LetterRefused
from rusmiddel.standards.services import in_force
from visitation.competence import deciders
from visitation.further_forms import LimitForm, SelfPaymentForm
from visitation.models import FurtherDecision
from visitation.permissions import can_decide, can_see_visitation, can_send_letters
from visitation.services.further import decide_self_payment, first_stay, limit_choice


@require_safe
def further_decision(request: HttpRequest, number: str, decision: int) -> HttpResponse:
    """A decision made while treatment goes on, its letter and the time to complain."""
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(FurtherDecision.objects.for_page(), pk=decision, case=case)
    window = Deadline.objects.filter(kind=DeadlineKind.FURTHER_COMPLAINT, ref=found.deadline_ref).first()
    return render(
        request,
        "visitation/further_decision.html",
        {
            "case": case,
            "decision": found,
            "letter": found.letter,
            "dispatches": found.letter.dispatches.select_related("sent_by").order_by("pk"),
            "window": window,
            "letter_says_otherwise": bool(
                window and long_date(window.due_on) not in found.letter.complaint_guidance
            ),
            "may_send": can_send_letters(request.user),
            "has_address": bool(found.letter.recipient_address.strip()),
        },
    )


@require_http_methods(["GET", "POST"])
def self_payment_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    """Decide what the citizen pays for board and lodging."""
    case = open_case(request, number)
    require(can_decide(request.user))
    found = get_object_or_404(Course.objects.select_related("request__inquiry"), pk=course, case=case)
    stay = first_stay(found)
    if stay is None:
        raise Http404
    standard = in_force(found.request.requested_on)
    form = SelfPaymentForm(
        request.POST or None,
        case=case,
        deciders=deciders(standard, found.offer_key, found.request.substance),
        initial={"from_on": stay.started_on or stay.planned_from},
    )
    if request.method == "POST" and form.is_valid():
        try:
            decided = decide_self_payment(
                course_id=found.pk,
                payment=form.payment,
                grounds=form.grounds,
                submission=form.cleaned_data["submission"],
                by=request.user,
                now=timezone.now(),
            )
        except LetterRefused as refusal:
            add_refusal(form, refusal)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Afgørelsen er truffet, og brevet er skrevet.")
            return redirect(decided)
    terms = standard.offer(found.offer_key).self_payment.value
    words = f"Standarden: {terms.basis} " if terms and terms.basis else ""
    return act_page(
        request,
        case,
        form,
        title="Egenbetaling for kost og logi",
        act="Afgør og skriv brev",
        consequence=f"{words}Afgørelsen kan ikke ændres bagefter; en ny træder i stedet for den.",
    )


@require_http_methods(["GET", "POST"])
def choice_limit(request: HttpRequest, number: str, choice: int) -> HttpResponse:
    """Restrict the citizen's free choice, with reasons and a letter."""
    case = open_case(request, number)
    require(can_decide(request.user))
    found = get_object_or_404(
        FreeChoice.objects.select_related("course__request__inquiry", "provider"),
        pk=choice,
        case=case,
        status=ChoiceStatus.WANTED,
    )
    wish = found.course.request
    standard = in_force(wish.requested_on)
    form = LimitForm(
        request.POST or None,
        case=case,
        deciders=deciders(standard, found.course.offer_key, wish.substance),
    )
    if request.method == "POST" and form.is_valid():
        try:
            decided = limit_choice(
                choice_id=found.pk,
                grounds=form.grounds,
                submission=form.cleaned_data["submission"],
                by=request.user,
                now=timezone.now(),
            )
        except LetterRefused as refusal:
            add_refusal(form, refusal)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Afgørelsen er truffet, og brevet er skrevet.")
            return redirect(decided)
    words = standard.free_choice.restriction.value or ""
    return act_page(
        request,
        case,
        form,
        title=f"Begræns frit valg af {found.provider.name}",
        act="Afgør og skriv brev",
        consequence=f"{words} Behandlingsgarantien løber igen.".strip(),
    )
