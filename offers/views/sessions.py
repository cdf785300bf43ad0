from functools import partial
from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.enums import Place
from cases.forms import USUAL_MINUTES, ReasonForm, SessionForm
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from cases.views.talks import talk_close_page
from offers.enums import ContactMeans, CourseStatus
from offers.forms import ContactForm, MoveTalkForm, TreatmentOutcomeForm, TreatmentTalkForm
from offers.models import Course, Session
from offers.permissions import can_book, can_treat
from offers.services.contacts import record_contact
from offers.services.moving import move_session
from offers.services.sessions import (
    TalkValues,
    book_series,
    book_session,
    close_session,
    standing_of,
    take_back_session,
)
from rusmiddel.danish_dates import long_date
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force
from rusmiddel.versions import version_of


@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_book(request.user))
    found = get_object_or_404(Course.objects.select_related("request__inquiry"), pk=course, case=case)
    standard = in_force(found.request.requested_on)
    offer = standard.offer(found.offer_key)
    form = TreatmentTalkForm(
        request.POST or None,
        standard=standard,
        initial={
            "minutes": offer.session_minutes.value or USUAL_MINUTES,
            "employee": found.responsible_id or case.responsible_id or request.user.pk,
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            said = _book(found, form, request)
            messages.success(request, said)
            return redirect("offers:course", number=number, course=found.pk)
    standing = standing_of(found, standard)
    return act_page(
        request,
        case,
        form,
        title=f"Book samtale: {found.offer_name}",
        act="Book samtale",
        consequence=standing.warning if standing else "",
    )


def _book(course: Course, form: TreatmentTalkForm, request: HttpRequest) -> str:
    """Book what the form says; the sentence that tells of it."""
    talk = {
        **talk_values(form),
        "room": form.cleaned_data["room"],
        "place_reason": form.cleaned_data.get("place_reason", ""),
    }
    talks = form.cleaned_data["talks"] or 1
    if talks == 1:
        book_session(course_id=course.pk, by=request.user, now=timezone.now(), **talk)
        return "Samtalen er aftalt."
    booked, left_out = book_series(
        course_id=course.pk,
        first=TalkValues(**talk),
        talks=talks,
        weeks_between=form.cleaned_data["weeks_between"] or 1,
        by=request.user,
        now=timezone.now(),
    )
    said = f"{len(booked)} samtaler er aftalt."
    if left_out:
        said += f" Sprunget over, fordi det er helligdag: {', '.join(long_date(day) for day in left_out)}."
    return said


@require_http_methods(["GET", "POST"])
def session_close(request: HttpRequest, number: str, course: int, session: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    found = get_object_or_404(
        Session.objects.select_related("course"), pk=session, course=course, course__case=case
    )
    is_first = found.course.status == CourseStatus.PLANNED
    return talk_close_page(
        request,
        case,
        form=TreatmentOutcomeForm(request.POST or None, initial={"note": found.note}),
        close=partial(close_session, session_id=found.pk),
        back=reverse("offers:course", args=[number, course]),
        consequence="Er samtalen holdt, er behandlingen begyndt." if is_first else "",
    )


@require_http_methods(["GET", "POST"])
def session_move(request: HttpRequest, number: str, course: int, session: int) -> HttpResponse:
    """Another time, room or therapist for a talk that is booked."""
    case = open_case(request, number)
    require(can_book(request.user))
    talks = Session.objects.select_related("course__request__inquiry").filter(
        course=course, course__case=case
    )
    found = get_object_or_404(talks, pk=session)
    fields = ("planned_at", "minutes", "place", "place_reason", "room", "employee")
    form = MoveTalkForm(
        request.POST or None,
        standard=in_force(found.course.request.requested_on),
        initial={**model_to_dict(found, fields=fields), "seen": version_of(found)},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form, found):
            move_session(
                session_id=found.pk,
                values=TalkValues(
                    **talk_values(form),
                    room=form.cleaned_data["room"],
                    place_reason=form.cleaned_data.get("place_reason", ""),
                ),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Samtalen er flyttet. Husk at give borgeren besked.")
            return redirect("offers:course", number=number, course=course)
    return act_page(
        request,
        case,
        form,
        title="Flyt samtalen",
        act="Flyt samtalen",
        consequence="Den gamle tid bliver fri. Er borgeren påmindet, skal borgeren påmindes igen.",
    )


@require_http_methods(["GET", "POST"])
def session_take_back(request: HttpRequest, number: str, course: int, session: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    found = get_object_or_404(Session, pk=session, course=course, course__case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            take_back_session(
                session_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Taget tilbage. Samtalen er aftalt igen.")
            return redirect("offers:course", number=number, course=course)
    return act_page(
        request,
        case,
        form,
        title=f"Tag tilbage: samtalen er registreret som {found.said_outcome.lower()}",
        act="Tag tilbage",
        consequence="Samtalen bliver aftalt igen, og fristerne regnes om. Er behandlingen begyndt med den, "
        "løber garantien igen.",
    )


@require_http_methods(["GET", "POST"])
def contact_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_book(request.user))
    found = get_object_or_404(Course, pk=course, case=case)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            record_contact(
                course_id=found.pk,
                attempted_at=cleaned["attempted_at"],
                means=ContactMeans(cleaned["means"]),
                was_reached=cleaned["was_reached"],
                note=cleaned["note"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Kontaktforsøget er skrevet ned.")
            return redirect("offers:course", number=number, course=found.pk)
    return act_page(
        request,
        case,
        form,
        title="Kontaktforsøg",
        act="Skriv ned",
        consequence="Det kan ikke ændres bagefter.",
    )


def talk_values(form: SessionForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    return {
        "planned_at": cleaned["planned_at"],
        "minutes": cleaned["minutes"],
        "place": Place(cleaned["place"]),
        "employee": cleaned["employee"],
    }
