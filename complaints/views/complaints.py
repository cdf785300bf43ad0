from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.drafting import Drafting
from cases.enums import DraftForm
from cases.forms import ReasonForm
from cases.models import Case
from cases.permissions import require
from cases.views.answers import add_refusal
from complaints.clock import SUGGESTED_ACTION
from complaints.enums import ComplaintStatus, Handling, Lateness, ReassessmentOutcome
from complaints.figures import overview
from complaints.forms import (
    AnswerForm,
    BoardAnswerForm,
    HandlerForm,
    LatenessForm,
    LessonForm,
    ReadBackForm,
    ReassessmentForm,
    RemedyForm,
    SentForm,
    StatementForm,
)
from complaints.letters import over
from complaints.models import Complaint, ConfidentialLetter, Forwarding, Reassessment
from complaints.permissions import (
    can_answer_for_department,
    can_handle_complaint,
    can_receive_complaint,
    can_see_overview,
)
from complaints.services.answering import answer_complaint, close_complaint, register_board_answer
from complaints.services.confidential import note_sent
from complaints.services.forwarding import bundle_of, forward, pass_on
from complaints.services.reassessing import assess_lateness, reassess, why_not_reassessed_by
from complaints.services.receiving import acknowledge, give_complaint_to, read_back, withdraw_complaint
from complaints.services.remedies import record_remedy, waits_for_remedy
from complaints.tables import ComplaintTable
from complaints.views.opening import open_complaint
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.papers import inline, paper
from rusmiddel.letters.services import LetterRefused
from visitation.permissions import can_send_letters

A_YEAR = timedelta(days=365)
CLOCKS = (DeadlineKind.REASSESSMENT, DeadlineKind.COMPLAINT_ACTION)


@require_safe
def complaint_list(request: HttpRequest) -> HttpResponseBase:
    """The complaints one may see, those that are due first."""
    require(can_receive_complaint(request.user))
    rows = Complaint.objects.visible_to(request.user).for_list()
    return ComplaintTable(request, rows).response(
        "complaints/complaint_list.html", may_see_overview=can_see_overview(request.user)
    )


@require_safe
def complaint_overview(request: HttpRequest) -> HttpResponse:
    """How complaints ended in the last year, by kind and offer, and what was learnt of them."""
    require(can_see_overview(request.user))
    today = timezone.localdate()
    since = today - A_YEAR
    return render(
        request,
        "complaints/overview.html",
        {"overview": overview(request.user, since=since, today=today), "since": since},
    )


@require_safe
def complaint(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    """Where a complaint stands, what is to be done next, and all that was written."""
    case, found = open_complaint(request, number, complaint_id)
    clocks = {clock.kind: clock for clock in Deadline.objects.of_kind(*CLOCKS).filter(ref=found.deadline_ref)}
    reassessment = Reassessment.objects.select_related("made_by").filter(complaint=found).first()
    sent = Forwarding.objects.defer("pdf").select_related("forwarded_by").filter(complaint=found).first()
    letters = _letters(found, reassessment, sent)
    return render(
        request,
        "complaints/complaint.html",
        {
            "case": case,
            "complaint": found,
            "over": over(found),
            "deadline": clocks.get(DeadlineKind.REASSESSMENT),
            "action": clocks.get(DeadlineKind.COMPLAINT_ACTION),
            "today": timezone.localdate(),
            "reassessment": reassessment,
            "sent": sent,
            "answer": getattr(found, "board_answer", None),
            "remedies": found.remedies.select_related(
                "decision__case", "further__case", "access_request__case"
            ),
            "letters": letters,
            "confidential": found.confidential_letters.defer("pdf", "html").select_related("sent_by"),
            "step": _step(found, reassessment, request.user),
            "why_not": why_not_reassessed_by(found, request.user),
            "may_receive": can_receive_complaint(request.user),
            "may_handle": can_handle_complaint(request.user),
            "may_send": can_send_letters(request.user),
            "may_withdraw": found.status
            in {ComplaintStatus.RECEIVED, ComplaintStatus.REASSESSED, ComplaintStatus.FORWARDED},
        },
    )


@require_safe
def complaint_paper(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    """The complaint as it was written down, printed for the citizen (KLA-2)."""
    case, found = open_complaint(request, number, complaint_id)
    printed = paper(
        "complaints/papers/complaint.html",
        {
            "complaint": found,
            "citizen": case.citizen.name or case.citizen.display_name,
            "over": over(found).removeprefix("over "),
        },
        title=f"Klage i sag {case.number}",
    )
    return inline(printed.pdf, name=f"klage-{case.number}-{found.pk}")


@require_safe
def complaint_bundle(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    """The sealed bundle, as it was sent."""
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    sent = get_object_or_404(Forwarding, complaint=found)
    return inline(bundle_of(sent), name=f"klagesag-{case.number}-{found.pk}")


@require_safe
def confidential_letter(request: HttpRequest, number: str, complaint_id: int, letter: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    written = get_object_or_404(ConfidentialLetter, pk=letter, complaint=found)
    return inline(bytes(written.pdf), name=f"brev-{case.number}-{written.pk}")


@require_http_methods(["GET", "POST"])
def confidential_sent(request: HttpRequest, number: str, complaint_id: int, letter: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_receive_complaint(request.user))
    written = get_object_or_404(ConfidentialLetter.objects.defer("pdf", "html"), pk=letter, complaint=found)
    form = SentForm(request.POST or None, initial={"on": timezone.localdate()})
    return _act(
        request,
        case,
        found,
        form,
        lambda: note_sent(
            letter_id=written.pk,
            complaint_id=found.pk,
            channel=Channel(form.cleaned_data["channel"]),
            on=form.cleaned_data["on"],
            by=request.user,
            now=timezone.now(),
        ),
        done="Det er noteret.",
        title=f"{written.title}: sendt",
        act="Notér det",
    )


@require_http_methods(["GET", "POST"])
def complaint_read_back(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_receive_complaint(request.user))
    form = ReadBackForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: read_back(
            complaint_id=found.pk, said=form.cleaned_data["said"], by=request.user, now=timezone.now()
        ),
        done="Det er skrevet, at klagen er læst op.",
        title="Klagen er læst op for borgeren",
        act="Notér det",
        consequence=f"Læs op: {found.text}",
    )


@require_POST
def complaint_acknowledge(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    _, found = open_complaint(request, number, complaint_id)
    require(can_receive_complaint(request.user))
    try:
        acknowledge(complaint_id=found.pk, by=request.user, now=timezone.now())
    except LetterRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Kvitteringen er skrevet. Husk at sende den.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
def complaint_lateness(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    form = LatenessForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: assess_lateness(
            complaint_id=found.pk,
            lateness=Lateness(form.cleaned_data["lateness"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        ),
        done="Vurderingen er skrevet.",
        title="Klagen er kommet for sent",
        act="Gem vurderingen",
        consequence="Klagen går videre, uanset hvad I vurderer.",
    )


@require_http_methods(["GET", "POST"])
def complaint_reassess(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    """Look at the matter again; what is typed is kept as a draft."""
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    if found.handling != Handling.REASSESS:
        raise Http404
    form = ReassessmentForm(request.POST or None, initial={"present": request.user.name})
    drafting = Drafting(request, DraftForm.REASSESSMENT, case, worth_keeping=("reasons",))
    if request.method == "POST":
        drafting.keep()
        if kept := drafting.on_purpose():
            return kept
        drafting.tell_first(form)
        if form.is_valid():
            try:
                reassess(
                    complaint_id=found.pk,
                    outcome=ReassessmentOutcome(form.cleaned_data["outcome"]),
                    reasons=form.cleaned_data["reasons"],
                    present=form.cleaned_data["present"],
                    by=request.user,
                    now=timezone.now(),
                )
            except (ValidationError, LetterRefused) as refusal:
                add_refusal(form, refusal)
            else:
                drafting.finish()
                messages.success(request, "Genvurderingen er skrevet, og brevet er klar.")
                return redirect(found)
    else:
        drafting.restore(form)
    return render(
        request,
        "complaints/reassess.html",
        {
            "case": case,
            "complaint": found,
            "form": form,
            "draft": drafting,
            "decision": found.decision or found.further,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def complaint_remedy(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    form = RemedyForm(request.POST or None, complaint=found, initial={"done": ""})
    return _act(
        request,
        case,
        found,
        form,
        lambda: record_remedy(complaint_id=found.pk, done=form.values, by=request.user, now=timezone.now()),
        done="Det er noteret på klagen.",
        title="Hvad er der gjort efter klagen?",
        act="Notér det",
        consequence="Den gamle afgørelse bliver stående, som den blev truffet.",
    )


@require_http_methods(["GET", "POST"])
def complaint_forward(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    form = StatementForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: forward(
            complaint_id=found.pk,
            statement=form.cleaned_data["statement"],
            by=request.user,
            now=timezone.now(),
        ),
        done="Sagen er samlet og forseglet, og brevene er skrevet. Husk at sende dem.",
        title=f"Send klagen til {found.onward_name}",
        act="Forsegl og skriv brevene",
        consequence="Klagen, afgørelsen, genvurderingen og aktlisten samles i én fil, som ikke kan ændres.",
    )


@require_http_methods(["GET", "POST"])
def complaint_pass_on(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    form = StatementForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: pass_on(
            complaint_id=found.pk,
            statement=form.cleaned_data["statement"],
            by=request.user,
            now=timezone.now(),
        ),
        done="Brevene er skrevet. Husk at sende dem.",
        title=f"Send klagen til {found.recipient_name}",
        act="Forsegl og skriv brevene",
        consequence=f"{found.recipient_name} har truffet afgørelsen og ser på den igen.",
    )


@require_http_methods(["GET", "POST"])
def complaint_answer(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_answer_for_department(request.user))
    form = AnswerForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: answer_complaint(
            complaint_id=found.pk,
            outcome=ReassessmentOutcome(form.cleaned_data["outcome"]),
            reasons=form.cleaned_data["reasons"],
            by=request.user,
            now=timezone.now(),
        ),
        done="Svaret er skrevet. Husk at sende brevet.",
        title="Svar på klagen",
        act="Skriv svaret",
        consequence="Klagen ender her. Brevet ligger kun på klagen.",
    )


@require_http_methods(["GET", "POST"])
def complaint_board_answer(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    today = timezone.localdate()
    form = BoardAnswerForm(
        request.POST or None,
        request.FILES or None,
        initial={"received_on": today, "act_by": today + SUGGESTED_ACTION},
    )
    return _act(
        request,
        case,
        found,
        form,
        lambda: register_board_answer(
            complaint_id=found.pk,
            values=form.values,
            document=form.cleaned_data["document"],
            by=request.user,
            now=timezone.now(),
        ),
        done="Svaret er registreret.",
        title=f"Svar fra {found.onward_name}",
        act="Registrér svaret",
        consequence="Er afgørelsen ændret eller hjemvist, venter sagen, til der er gjort noget ved den.",
    )


@require_http_methods(["GET", "POST"])
def complaint_withdraw(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_receive_complaint(request.user))
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: withdraw_complaint(
            complaint_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ),
        done="Det er noteret, at klagen er trukket tilbage.",
        title="Klagen er trukket tilbage",
        act="Notér det",
    )


@require_http_methods(["GET", "POST"])
def complaint_close(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    form = LessonForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: close_complaint(
            complaint_id=found.pk, lesson=form.cleaned_data["lesson"], by=request.user, now=timezone.now()
        ),
        done="Klagen er afsluttet.",
        title="Afslut klagen",
        act="Afslut klagen",
    )


@require_http_methods(["GET", "POST"])
def complaint_give_to(request: HttpRequest, number: str, complaint_id: int) -> HttpResponse:
    case, found = open_complaint(request, number, complaint_id)
    require(can_handle_complaint(request.user))
    form = HandlerForm(request.POST or None, complaint=found)
    return _act(
        request,
        case,
        found,
        form,
        lambda: give_complaint_to(
            complaint_id=found.pk, to=form.cleaned_data["to"], by=request.user, now=timezone.now()
        ),
        done="Klagen er givet videre.",
        title="Hvem behandler klagen?",
        act="Giv den videre",
        consequence="Den, der behandler klagen, kan se sagen, så længe klagen er åben.",
    )


def _act(
    request: HttpRequest,
    case: Case,
    found: Complaint,
    form: BaseForm,
    act_on: Any,
    *,
    done: str,
    title: str,
    act: str,
    consequence: str = "",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act_on()
        except (ValidationError, LetterRefused) as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect(found)
    return render(
        request,
        "complaints/act.html",
        {
            "case": case,
            "complaint": found,
            "form": form,
            "title": title,
            "act": act,
            "consequence": consequence,
            "back": found.get_absolute_url(),
        },
        status=422 if form.errors else 200,
    )


def _letters(found: Complaint, reassessment: Reassessment | None, sent: Forwarding | None) -> Any:
    """The letters of the complaint with how they left the house, in one question."""
    keys = [found.receipt_id, reassessment and reassessment.letter_id]
    if sent is not None:
        keys += [sent.letter_to_body_id, sent.letter_to_citizen_id]
    letters = found.case.letters.filter(pk__in=[key for key in keys if key])
    return letters.for_list().order_by("pk")


def _step(found: Complaint, reassessment: Reassessment | None, user: Any) -> str:
    """The one thing to do next; empty where nothing is, or it is not this user's."""
    if found.waits_for_reading and found.status == ComplaintStatus.RECEIVED:
        return "read_back"
    if not can_handle_complaint(user):
        return ""
    if found.status == ComplaintStatus.RECEIVED:
        return _first_step(found, user)
    match found.status:
        case ComplaintStatus.REASSESSED:
            return "remedy" if waits_for_remedy(found) else "forward"
        case ComplaintStatus.FORWARDED:
            return "board_answer"
        case ComplaintStatus.TO_ACT:
            return "remedy"
        case ComplaintStatus.DONE:
            return "close"
    return ""


def _first_step(found: Complaint, user: Any) -> str:
    match found.handling:
        case Handling.ANSWER:
            return "answer" if can_answer_for_department(user) else ""
        case Handling.PASS_ON:
            return "pass_on"
    if found.waits_for_lateness:
        return "lateness"
    return "forward" if found.lateness == Lateness.LATE and found.onward_name else "reassess"
