from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.permissions import require
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from cases.views.case import latest_request
from cases.views.opening import open_case
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.services import LetterRefused
from visitation.enums import HearingAnswer
from visitation.hearing_forms import AnswerForm, HearingForm
from visitation.models import Hearing
from visitation.permissions import can_hear, can_see_visitation, can_send_letters
from visitation.services.hearings import hear, record_answer


@require_http_methods(["GET", "POST"])
def hearing_new(request: HttpRequest, number: str) -> HttpResponse:
    """Hear the citizen before a decision, or write why not."""
    case = open_case(request, number)
    require(can_hear(request.user))
    wish = latest_request(case)
    if wish is None:
        raise Http404
    form = HearingForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            done = hear(
                request_id=wish.pk,
                values=form.values,
                submission=form.cleaned_data["submission"],
                by=request.user,
                now=timezone.now(),
            )
        except (ValidationError, LetterRefused) as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Partshøringen er skrevet.")
            return redirect(done)
    return act_page(
        request,
        case,
        form,
        title="Partshøring",
        act="Gem partshøring",
        consequence="Sagen kan ikke afgøres imod borgeren, før der er svaret, eller svarfristen er gået.",
    )


@require_http_methods(["GET", "POST"])
def hearing(request: HttpRequest, number: str, hearing: int) -> HttpResponse:
    """A hearing, the time to answer, and the answer."""
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(
        Hearing.objects.select_related("letter", "recorded_by", "answer_by").defer(
            "letter__pdf", "letter__html"
        ),
        pk=hearing,
        case=case,
    )
    form = AnswerForm(request.POST or None, initial={"answered_on": timezone.localdate()})
    if request.method == "POST":
        require(can_hear(request.user))
        if form.is_valid():
            with refusals_shown(form):
                record_answer(
                    hearing_id=found.pk,
                    form=HearingAnswer(form.cleaned_data["form"]),
                    answered_on=form.cleaned_data["answered_on"],
                    answer=form.cleaned_data["answer"],
                    by=request.user,
                    now=timezone.now(),
                )
                messages.success(request, "Svaret er skrevet.")
                return redirect(found)
    letter = found.letter
    return render(
        request,
        "visitation/hearing.html",
        {
            "case": case,
            "hearing": found,
            "letter": letter,
            "dispatches": letter.dispatches.select_related("sent_by").order_by("pk") if letter else [],
            "clock": Deadline.objects.filter(kind=DeadlineKind.HEARING, ref=found.deadline_ref).first(),
            "form": form,
            "may_answer": can_hear(request.user) and not found.is_exempt and not found.is_answered,
            "may_send": can_send_letters(request.user),
            "has_address": bool(letter and letter.recipient_address.strip()),
        },
        status=422 if form.errors else 200,
    )
