from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.deadline_acts import act_on
from cases.enums import REVERSIBLE_EVENTS, Birthday, StoryKind
from cases.forms import AssignForm, CitizenForm, ReasonForm, RequestForm
from cases.guarantee import Clock, ClockStatus, guarantee, own_goal
from cases.models import AssessmentSession, Case, StoryEntry, TreatmentRequest
from cases.next_steps import NextStep, next_steps, offered_to
from cases.panels import panels_of
from cases.permissions import (
    can_assess,
    can_book,
    can_do_casework,
    can_give_at_once,
    can_lock_out,
    require,
)
from cases.services.birthdays import acknowledge_birthday
from cases.services.clocks import facts_of
from cases.services.consents import WARNING_DAYS_BEFORE
from cases.services.people import describe_citizen, reveal_cpr
from cases.services.requests import assign_case, close_case, describe_request
from cases.story_paths import told_to
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.models.deadline import NOT_SHOWN
from rusmiddel.forms import refusals_shown
from rusmiddel.municipalities import name_of
from rusmiddel.prepared import prepared
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force
from rusmiddel.versions import version_of

STORY_LINES = 25
STATE_OF_CLOCK = {
    ClockStatus.KEPT: "kept",
    ClockStatus.NOT_KEPT: "overdue",
    ClockStatus.WAITING: "risk",
}
# A consent that runs out in a year is nothing to do now; from here on its warning stands on the page.
CONSENT_SOON = WARNING_DAYS_BEFORE[0]
SHOWN_BY_THEMSELVES = {
    DeadlineKind.GUARANTEE,
    DeadlineKind.GUARANTEE_GOAL,
    DeadlineKind.MEDICAL_TALK,
    # The citizen's own time limit: it stands beside the decision, and nobody here has anything to do.
    DeadlineKind.COMPLAINT_WINDOW,
    DeadlineKind.ACCESS_COMPLAINT,
    # It stands first among the next steps, because it keeps the others from being done.
    DeadlineKind.NOTIFICATION,
}


@require_safe
def case_page(request: HttpRequest, number: str) -> HttpResponse:
    return _case_page(request, open_case(request, number))


@require_POST
def show_cpr(request: HttpRequest, number: str) -> HttpResponse:
    """The case page with the whole CPR number; asking for it stands in the read log."""
    case = open_case(request, number)
    return _case_page(request, case, cpr=reveal_cpr(case=case, by=request.user, now=timezone.now()))


def shown_case_page(request: HttpRequest, case: Case) -> HttpResponse:
    """The case page with what is protected on it."""
    return _case_page(request, case, shows_protected=True)


def _case_page(
    request: HttpRequest, case: Case, *, cpr: str = "", shows_protected: bool = False
) -> HttpResponse:
    today = timezone.localdate()
    wish = latest_request(case)
    standard = wish.standard if wish else in_force(case.opened_on)
    sessions = _sessions(wish=wish.pk) if wish else []
    # Read once for the page and its panels.
    prefetch_related_objects(
        [case], Prefetch("deadlines", Deadline.objects.defer(*NOT_SHOWN).order_by("due_on", "id"))
    )
    deadlines = list(case.deadlines.all())
    kind = request.GET.get("slags", "")
    told = StoryKind(kind) if kind in StoryKind.values else None
    facts = facts_of(wish, standard) if wish else None
    clock = guarantee(facts, standard) if facts else None
    panels = panels_of(case, request.user, today)
    return render(
        request,
        "cases/case_page.html",
        {
            "case": case,
            "citizen": case.citizen,
            "age": wish.age_on(today) if wish else case.citizen.age_on(today),
            "municipality": name_of(case.citizen.municipality_code),
            "cpr": cpr,
            "shows_protected": shows_protected,
            "wish": wish,
            "standard": standard,
            "clock": clock,
            "clock_state": clock_state(clock, standard, today) if clock else "",
            "goal": own_goal(facts, standard) if facts else None,
            "medical": _medical_talk(wish, deadlines) if wish else None,
            "others": [
                (deadline, act_on(deadline, case.number))
                for deadline in deadlines
                if deadline.is_open and _is_to_be_done(deadline, today)
            ],
            "events": [
                event for event in (wish.events.all() if wish else []) if event.kind in REVERSIBLE_EVENTS
            ],
            "next_steps": [
                *_notifications_due(deadlines, case),
                *(offered_to(request.user, next_steps(wish, sessions, standard)) if wish else []),
            ],
            "sessions": sessions,
            "story": told_to(request.user, _story(told, case=case.pk)),
            "story_kind": kind,
            "story_kinds": StoryKind.choices,
            "panels": panels,
            "further_acts": [act for panel in panels for act in panel.content.get("acts", ())],
            "today": today,
            "may_work": can_do_casework(request.user),
            "may_assess": can_assess(request.user),
            "may_book": can_book(request.user),
            "may_lock_out": can_lock_out(request.user),
        },
    )


@prepared
def _sessions(*, wish: int) -> QuerySet[AssessmentSession]:
    return (
        AssessmentSession.objects.filter(assessment__request=wish)
        .select_related("employee")
        .only("planned_at", "began_at", "minutes", "lasted_minutes", "place", "outcome", "employee__name")
        .order_by("planned_at")
    )


@prepared
def _story(kind: StoryKind | None, /, *, case: int) -> QuerySet[StoryEntry]:
    """The newest lines, of one kind where one is chosen."""
    entries = StoryEntry.objects.filter(case=case)
    return (
        (entries.filter(kind=kind) if kind else entries)
        .select_related("recorded_by")
        .only("case", "at", "kind", "text", "path", "recorded_by__name")
        .order_by("-at", "-id")[:STORY_LINES]
    )


def _is_to_be_done(deadline: Deadline, today: date) -> bool:
    if deadline.kind == DeadlineKind.CONSENT_EXPIRY:
        return deadline.days_left(today) <= CONSENT_SOON
    return deadline.kind not in SHOWN_BY_THEMSELVES


def _notifications_due(deadlines: list[Deadline], case: Case) -> list[NextStep]:
    due = (d for d in deadlines if d.kind == DeadlineKind.NOTIFICATION and d.is_open)
    return [step for deadline in due if (step := act_on(deadline, case.number))]


def _medical_talk(wish: TreatmentRequest, deadlines: list[Deadline]) -> Deadline | None:
    mine = (d for d in deadlines if d.kind == DeadlineKind.MEDICAL_TALK and d.ref == wish.deadline_ref)
    return next(mine, None)


def clock_state(clock: Clock, standard: Standard, today: date) -> str:
    """The colour that goes with a clock; the words beside it say the same."""
    if clock.status == ClockStatus.RUNNING and clock.due_on is not None:
        left = (clock.due_on - today).days
        if left < 0:
            return "overdue"
        return "risk" if left <= standard.guarantee.at_risk_days.value else "running"
    return STATE_OF_CLOCK.get(clock.status, "neutral")


def latest_request(case: Case) -> TreatmentRequest | None:
    """The request the case is about now, with all that its clocks are computed from."""
    return case.latest_request


@require_http_methods(["GET", "POST"])
def citizen_edit(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    seen = version_of(case.citizen)
    form = CitizenForm(request.POST or None, instance=case.citizen, initial={"seen": seen})
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in form.fields if name not in {"cpr", "seen"}}
        with refusals_shown(form, case.citizen):
            describe_citizen(
                case_id=case.pk,
                facts=facts,
                cpr=form.cleaned_data.get("cpr", ""),
                by=request.user,
                now=timezone.now(),
                seen=form.cleaned_data["seen"],
            )
            messages.success(request, "Oplysningerne er rettet.")
            return redirect(case)
    return act_page(request, case, form, title="Ret borgerens oplysninger", act="Gem oplysninger")


@require_http_methods(["GET", "POST"])
def request_edit(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    wish = latest_request(case)
    if wish is None:
        return redirect(case)
    form = RequestForm(
        request.POST or None,
        initial={
            "substance": wish.substance,
            "serious_problems": wish.serious_problems,
            "municipality_code": wish.inquiry.municipality_code,
            "seen": version_of(wish, wish.inquiry),
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form, wish, wish.inquiry):
            describe_request(request_id=wish.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Anmodningen er rettet.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Hvad gælder anmodningen?",
        act="Gem",
        consequence="Fristerne regnes om ud fra det, du vælger.",
    )


@require_http_methods(["GET", "POST"])
def case_assign(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    # Others are asked first: to take it is all that is left.
    only = request.user if case.responsible_id and not can_give_at_once(request.user) else None
    form = AssignForm(
        request.POST or None,
        only=only,
        initial={"responsible": only or case.responsible_id, "seen": version_of(case)},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form, case):
            assign_case(
                case_id=case.pk,
                responsible=form.cleaned_data["responsible"],
                by=request.user,
                now=timezone.now(),
                seen=form.cleaned_data["seen"],
            )
            messages.success(request, f"{form.cleaned_data['responsible'].name} har nu sagen.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Tag selv sagen" if only else "Hvem skal have sagen?",
        act="Tag sagen" if only else "Giv sagen videre",
        consequence="Alle åbne frister på sagen følger med.",
    )


@require_http_methods(["GET", "POST"])
def case_close(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            close_case(
                case_id=case.pk, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"]
            )
            messages.success(request, "Sagen er lukket.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Luk sagen",
        act="Luk sagen",
        consequence="Henvender borgeren sig igen, åbnes en ny sag med sin egen frist.",
    )


@require_POST
def birthday_acknowledge(request: HttpRequest, number: str, birthday: int) -> HttpResponse:
    case = open_case(request, number)
    if birthday not in Birthday.values:
        raise Http404
    try:
        acknowledge_birthday(
            case_id=case.pk, birthday=Birthday(birthday), by=request.user, now=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Det er noteret.")
    return redirect(case)
