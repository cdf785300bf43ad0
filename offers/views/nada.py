from dataclasses import dataclass

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import SessionOutcome
from cases.models import Case
from cases.permissions import require
from cases.views.acting import plain_act_page
from offers.enums import QualificationKind
from offers.models import Course, NadaSitting, Qualification
from offers.nada import USUAL_NADA_MINUTES, over_length, too_often
from offers.nada_forms import QualificationForm, SittingForm, UntilForm
from offers.permissions import can_keep_qualifications, can_see, can_treat
from offers.services.nada import certify, end_qualification, nada_offers, write_sitting
from rusmiddel.access.models import User
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.schema import Offer
from rusmiddel.standards.services import in_force


@dataclass(frozen=True, kw_only=True)
class Row:
    """One citizen of the room: the tick, and what to know before it is set."""

    course: Course
    tick: BoundField
    warnings: list[str]


@require_http_methods(["GET", "POST"])
def nada(request: HttpRequest) -> HttpResponse:
    """The drop-in list of the whole room on one page."""
    require(can_treat(request.user))
    now = timezone.now()
    today = timezone.localdate(now)
    standard = in_force(today)
    offers = {key: standard.offer(key) for key in nada_offers(standard)}
    courses = Course.objects.open().filter(offer_key__in=offers)
    shown = list(
        courses.filter(case__in=Case.objects.visible_to(request.user))
        .with_sessions()
        .select_related("case__citizen")
        .order_by("case__citizen__sort_key", "pk")
    )
    is_certified_only = any(offer.certified_practitioner.value for offer in offers.values())
    certified = User.objects.filter(
        pk__in=Qualification.objects.in_force(today).filter(kind=QualificationKind.NADA).values("user")
    )
    minutes = next((offer.session_minutes.value for offer in offers.values()), None)
    form = SittingForm(
        request.POST or None,
        courses=shown,
        practitioners=certified if is_certified_only else None,
        initial={
            "minutes": minutes or USUAL_NADA_MINUTES,
            "practitioner": _usual(list(certified) if is_certified_only else [], request.user).pk,
        },
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            write_sitting(
                held_at=cleaned["held_at"],
                minutes=cleaned["minutes"],
                practitioner=cleaned["practitioner"],
                course_ids=form.ticked,
                by=request.user,
                now=now,
            )
            messages.success(request, f"{len(form.ticked)} krydset af. Det står i hver borgers journal.")
            return redirect("offers:nada")
    rows = []
    for course, tick in form.rows:
        offer: Offer = offers[course.offer_key]
        held = [
            timezone.localdate(session.planned_at)
            for session in course.sessions.all()
            if session.outcome == SessionOutcome.HELD
        ]
        found = [
            too_often(offer, held, today),
            over_length(offer, course.started_on, today),
            "Skal bekræftes på visitationsmødet." if course.granted_on is None else "",
        ]
        rows.append(Row(course=course, tick=tick, warnings=[text for text in found if text]))
    return render(
        request,
        "offers/nada.html",
        {
            "form": form,
            "rows": rows,
            "is_offered": bool(offers),
            "has_practitioner": not is_certified_only or certified.exists(),
            "hidden": courses.count() - len(shown),
            "latest": NadaSitting.objects.select_related("practitioner").order_by("-held_at", "-pk").first(),
            "may_certify": can_keep_qualifications(request.user),
        },
        status=422 if form.errors else 200,
    )


def _usual(certified: list[User], user: User) -> User:
    """Who most likely gave it: the one who writes, else the only one who may."""
    return certified[0] if len(certified) == 1 else user


@require_safe
def qualification_list(request: HttpRequest) -> HttpResponse:
    require(can_see(request.user))
    return render(
        request,
        "offers/qualification_list.html",
        {
            "qualifications": Qualification.objects.select_related("user").order_by("user__name", "-from_on"),
            "today": timezone.localdate(),
            "may_keep": can_keep_qualifications(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def qualification_new(request: HttpRequest) -> HttpResponse:
    require(can_keep_qualifications(request.user))
    form = QualificationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "kind": QualificationKind(form.cleaned_data["kind"])}
        with refusals_shown(form):
            certify(by=request.user, **values)
            messages.success(request, "Certifikatet er registreret.")
            return redirect("offers:qualification_list")
    return plain_act_page(
        request, form, title="Registrér certifikat", act="Registrér", back="offers:qualification_list"
    )


@require_http_methods(["GET", "POST"])
def qualification_end(request: HttpRequest, qualification: int) -> HttpResponse:
    require(can_keep_qualifications(request.user))
    found = get_object_or_404(Qualification.objects.select_related("user"), pk=qualification)
    form = UntilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            end_qualification(
                qualification_id=found.pk, until_on=form.cleaned_data["until_on"], by=request.user
            )
            messages.success(request, "Det er noteret.")
            return redirect("offers:qualification_list")
    return plain_act_page(
        request,
        form,
        title=f"{found.get_kind_display()}: {found.user.name}",
        act="Gem",
        back="offers:qualification_list",
    )
