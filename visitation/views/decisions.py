from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.permissions import require
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from cases.views.opening import open_case
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.services import LetterRefused
from visitation.forms import LetterForm
from visitation.models import Decision
from visitation.permissions import can_decide, can_see_visitation, can_send_letters, can_tell
from visitation.services.decisions import record_told, write_letter


@require_safe
def decision(request: HttpRequest, number: str, decision: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(Decision.objects.visible_to(request.user).for_page(), pk=decision, case=case)
    window = Deadline.objects.filter(kind=DeadlineKind.COMPLAINT_WINDOW, ref=found.deadline_ref).first()
    letter = found.letter
    return render(
        request,
        "visitation/decision.html",
        {
            "case": case,
            "decision": found,
            "letter": letter,
            "dispatches": letter.dispatches.select_related("sent_by").order_by("pk") if letter else [],
            "window": window,
            "letter_says_otherwise": bool(
                window and letter and long_date(window.due_on) not in letter.complaint_guidance
            ),
            "today": timezone.localdate(),
            "may_send": can_send_letters(request.user),
            "may_tell": can_tell(request.user),
            "may_write_letter": can_decide(request.user) and letter is None,
            "has_address": bool(letter and letter.recipient_address.strip()),
        },
    )


@require_POST
def decision_told(request: HttpRequest, number: str, decision: int) -> HttpResponse:
    case = open_case(request, number)
    found = get_object_or_404(Decision, pk=decision, case=case)
    record_told(decision_id=found.pk, by=request.user, now=timezone.now())
    messages.success(request, "Det er skrevet, at borgeren har fået afgørelsen fortalt.")
    return redirect("visitation:decision", number=number, decision=found.pk)


@require_http_methods(["GET", "POST"])
def letter_write(request: HttpRequest, number: str, decision: int) -> HttpResponse:
    """Write a letter about a grant that was only told."""
    case = open_case(request, number)
    require(can_decide(request.user))
    found = get_object_or_404(Decision, pk=decision, case=case)
    form = LetterForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            write_letter(
                decision_id=found.pk,
                channel=form.chosen_channel,
                may_print_protected_address=form.cleaned_data.get("may_print_protected_address", False),
                by=request.user,
                now=timezone.now(),
            )
        except (ValidationError, LetterRefused) as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Brevet er skrevet.")
            return redirect("visitation:decision", number=number, decision=found.pk)
    return act_page(request, case, form, title="Skriv brev om afgørelsen", act="Skriv brev")
