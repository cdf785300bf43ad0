"""The team lead's pages about shielded cases and conflicts of interest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access_forms import ConflictForm, LiftForm, ShieldForm
from cases.models import Case, ConflictOfInterest, Shield
from cases.need_to_know import hidden_from
from cases.permissions import can_lock_out, require
from cases.services.locking_out import lift_lock_out, lift_shield, lock_out, shield_case
from cases.ties import locked_out_of
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown

SHOWN = 200


@require_safe
def lock_list(request: HttpRequest) -> HttpResponse:
    """What is shielded and who is locked out: case numbers, never citizens."""
    require(can_lock_out(request.user))
    now = timezone.now()
    shields = (
        Shield.objects.standing()
        .exclude(case__in=locked_out_of(request.user, now))
        .select_related("case", "set_by")
        .prefetch_related("members__user")
        .order_by("-set_at", "-pk")
    )
    everybody = ConflictOfInterest.objects.standing()
    conflicts = everybody.exclude(case__in=hidden_from(request.user, now))
    listed = conflicts.select_related("case", "user", "set_by").order_by("-set_at", "-pk")
    return render(
        request,
        "cases/lock_list.html",
        {
            "shields": shields[:SHOWN],
            "conflicts": listed[:SHOWN],
            "hidden": everybody.count() - conflicts.count(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def shield_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_lock_out(request.user))
    initial = {"members": [case.responsible_id] if case.responsible_id else []}
    form = ShieldForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            shield_case(case_id=case.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, f"Sag {case.number} er afskærmet.")
            return redirect("cases:lock_list")
    return act_page(
        request,
        case,
        form,
        title="Afskærm sagen",
        act="Afskærm sagen",
        consequence="Andre mister straks adgangen, også dem, der har nødadgang lige nu.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_lock_out(request.user))
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            lock_out(case_id=case.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, f"{form.cleaned_data['user'].name} kan ikke længere se sagen.")
            return redirect("cases:lock_list")
    return act_page(
        request,
        case,
        form,
        title="Meld en medarbejder inhabil",
        act="Luk sagen for medarbejderen",
        consequence="Medarbejderen kan hverken se sagen, finde den eller få nødadgang.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def shield_lift(request: HttpRequest, shield: int) -> HttpResponse:
    require(can_lock_out(request.user))
    found = get_object_or_404(
        Shield.objects.standing()
        .exclude(case__in=locked_out_of(request.user, timezone.now()))
        .select_related("case"),
        pk=shield,
    )
    return _lift(
        request,
        lambda reason: lift_shield(shield_id=found.pk, reason=reason, by=request.user, now=timezone.now()),
        title=f"Ophæv afskærmningen af sag {found.case.number}",
        consequence="Sagen kan igen ses af dem, der har brug for at kende den. Det skrives i forløbet.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def conflict_lift(request: HttpRequest, conflict: int) -> HttpResponse:
    require(can_lock_out(request.user))
    found = get_object_or_404(
        ConflictOfInterest.objects.standing()
        .filter(case__in=Case.objects.visible_to(request.user))
        .select_related("case", "user"),
        pk=conflict,
    )
    return _lift(
        request,
        lambda reason: lift_lock_out(
            conflict_id=found.pk, reason=reason, by=request.user, now=timezone.now()
        ),
        title=f"{found.user.name} er ikke længere inhabil i sag {found.case.number}",
        consequence="Medarbejderen kan igen se sagen, hvis arbejdet kræver det.",
    )


def _lift(request: HttpRequest, act, *, title: str, consequence: str) -> HttpResponse:
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            act(form.cleaned_data["reason"])
            messages.success(request, "Ophævet.")
            return redirect("cases:lock_list")
    return render(
        request,
        "cases/lift.html",
        {
            "form": form,
            "title": title,
            "act": "Ophæv",
            "consequence": consequence,
            "back": reverse("cases:lock_list"),
        },
        status=422 if form.errors else 200,
    )
