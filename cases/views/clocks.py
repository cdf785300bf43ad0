from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.enums import REVERSIBLE_EVENTS, ClockEventKind
from cases.forms import EventForm, ReasonForm
from cases.models import ClockEvent
from cases.permissions import can_record, require
from cases.services.clocks import record_event, take_back_event
from cases.services.requests import withdraw_request
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force

# What recording a fact will cause, said before it is done.
CONSEQUENCES = {
    ClockEventKind.PERSONAL_CONFIRMATION: "Fristen på behandlingsgarantien begynder at løbe fra den dag.",
    ClockEventKind.PARENTAL_CONSENT: "Fristen kan begynde at løbe, og behandlingen kan begynde.",
    ClockEventKind.COMMITMENT_RECEIVED: "Fristen kan begynde at løbe, og behandlingen kan begynde.",
    ClockEventKind.DEVIATION: (
        "Garantien tæller som fraveget. Datoerne bliver stående, og fravigelsen kan tages tilbage."
    ),
    ClockEventKind.WITHDRAWN: ("Anmodningen afsluttes. Henvender borgeren sig igen, begynder en ny frist."),
    ClockEventKind.MEDICAL_DECLINED: "Fristen for lægesamtalen gælder ikke længere.",
}
RECORDED_HERE = REVERSIBLE_EVENTS | {ClockEventKind.WITHDRAWN}


@require_http_methods(["GET", "POST"])
def event_new(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    if kind not in RECORDED_HERE:
        raise Http404
    kind = ClockEventKind(kind)
    case = open_case(request, number)
    require(can_record(request.user, kind))
    wish = latest_request(case)
    if wish is None or not wish.is_open:
        messages.info(request, "Sagen har ingen åben anmodning om behandling.")
        return redirect(case)
    form = EventForm(request.POST or None, kind=kind, standard=in_force(wish.requested_on))
    if request.method == "POST" and form.is_valid():
        act = withdraw_request if kind == ClockEventKind.WITHDRAWN else record_event
        facts = {"kind": kind} if act is record_event else {}
        with refusals_shown(form):
            act(request_id=wish.pk, by=request.user, now=timezone.now(), **facts, **form.cleaned_data)
            messages.success(request, f"Registreret: {kind.label}.")
            return redirect(case)
    return act_page(
        request, case, form, title=kind.label, act="Registrér", consequence=CONSEQUENCES.get(kind, "")
    )


@require_http_methods(["GET", "POST"])
def event_take_back(request: HttpRequest, number: str, event: int) -> HttpResponse:
    case = open_case(request, number)
    found = get_object_or_404(ClockEvent, pk=event, request__case=case, kind__in=sorted(REVERSIBLE_EVENTS))
    require(can_record(request.user, ClockEventKind(found.kind)))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            take_back_event(
                event_id=found.pk, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"]
            )
            messages.success(request, "Taget tilbage. Fristerne er regnet om.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title=f"Tag tilbage: {found.get_kind_display()}",
        act="Tag tilbage",
        consequence="Det bliver stående i forløbet, hvem der tog det tilbage og hvorfor.",
    )
