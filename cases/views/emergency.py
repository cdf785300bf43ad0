"""Open a case that is not one's own, and what the team lead sees of it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access_forms import EmergencyForm, ReviewForm
from cases.access_tables import EmergencyTable
from cases.models import Case, EmergencyAccess
from cases.permissions import can_review_access, require
from cases.services.emergency import open_in_emergency, review_emergency
from cases.views.opening import elsewhere_case, is_visible
from rusmiddel.access.models import ReadLog
from rusmiddel.forms import refusals_shown

READS_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def emergency_new(request: HttpRequest, number: str) -> HttpResponse:
    if is_visible(request, number):
        return redirect("cases:case_page", number=number)
    case = elsewhere_case(request, number)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            open_in_emergency(
                case_id=case.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            return redirect(case)
    return render(
        request,
        "cases/emergency_new.html",
        {"form": form, "elsewhere": case, "hours": settings.EMERGENCY_ACCESS_HOURS},
        status=422 if form.errors else 200,
    )


@require_safe
def emergency_list(request: HttpRequest) -> HttpResponseBase:
    require(can_review_access(request.user))
    everything = EmergencyAccess.objects.select_related("case__citizen", "user", "reviewed_by")
    shown = everything.filter(case__in=Case.objects.visible_to(request.user))
    return EmergencyTable(request, shown).response(
        "cases/emergency_list.html", hidden=everything.count() - shown.count()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def emergency_review(request: HttpRequest, access: int) -> HttpResponse:
    require(can_review_access(request.user))
    found = get_object_or_404(
        EmergencyAccess.objects.select_related("case__citizen", "user", "reviewed_by"),
        pk=access,
        case__in=Case.objects.visible_to(request.user),
    )
    # A remark is not required, so that what is sent may be empty.
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown(form):
            review_emergency(
                access_id=found.pk,
                remark=form.cleaned_data["remark"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Nødadgangen er gennemgået.")
            return redirect("cases:emergency_list")
    reads = ReadLog.objects.filter(
        user=found.user, case=found.case, at__gte=found.begun_at, at__lte=found.expires_at
    ).order_by("at", "pk")
    return render(
        request,
        "cases/emergency_review.html",
        {
            "access": found,
            "reads": reads[:READS_SHOWN],
            "form": form,
            "act": "Gem gennemgangen",
            "back": reverse("cases:emergency_list"),
            "is_own": found.user_id == request.user.pk,
        },
        status=422 if form.errors else 200,
    )
