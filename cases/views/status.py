from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case, CitizenStatus, Code, TreatmentRequest
from cases.permissions import can_assess, require
from cases.services.status import known_of, record_status
from cases.status.forms import StatusCorrectionForm, StatusForm, initial_of
from cases.status.shown import labels, shown_status
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown


@require_safe
def status(request: HttpRequest, number: str) -> HttpResponse:
    """The latest status, and every earlier one."""
    case = open_case(request, number)
    require(can_assess(request.user))
    words = labels()
    statuses = (
        CitizenStatus.objects.filter(case=case)
        .select_related("recorded_by", "superseded_by")
        .prefetch_related("substances")
        .order_by("superseded_at", "-on", "-id")
    )
    shown = [shown_status(one, words) for one in statuses]
    return render(
        request,
        "cases/status.html",
        {
            "case": case,
            "standing": [one for one in shown if one.status.superseded_at is None],
            "superseded": [one for one in shown if one.status.superseded_at is not None],
        },
    )


@require_http_methods(["GET", "POST"])
def status_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    last = CitizenStatus.objects.standing().filter(case=case).first()
    return _form_page(request, case, StatusForm, based_on=last, replaces=None)


@require_http_methods(["GET", "POST"])
def status_correct(request: HttpRequest, number: str, status: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    wrong = get_object_or_404(CitizenStatus.objects.standing(), pk=status, case=case)
    return _form_page(request, case, StatusCorrectionForm, based_on=wrong, replaces=wrong)


def _form_page(
    request: HttpRequest,
    case: Case,
    form_class: type[StatusForm],
    *,
    based_on: CitizenStatus | None,
    replaces: CitizenStatus | None,
) -> HttpResponse:
    today = timezone.localdate()
    wish = (
        TreatmentRequest.objects.select_related("inquiry", "assessment")
        .filter(case=case)
        .order_by("-id")
        .first()
    )
    if wish is None:
        raise Http404
    known, counted = known_of(wish)
    form = form_class(
        request.POST or None,
        codes=list(Code.objects.in_force(replaces.on if replaces else today)),
        known={*known, *counted},
        initial={**initial_of(based_on), "on": replaces.on if replaces else today},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            record_status(
                request_id=wish.pk,
                values=form.values,
                by=request.user,
                now=timezone.now(),
                replaces_id=replaces.pk if replaces else None,
                reason=form.cleaned_data.get("reason", ""),
            )
            messages.success(request, "Status er gemt.")
            return redirect("cases:status", number=case.number)
    words = labels()
    return render(
        request,
        "cases/status_form.html",
        {
            "case": case,
            "form": form,
            "replaces": replaces,
            "based_on": based_on,
            "known": [(CitizenStatus.label_of(name), words[(name, code)]) for name, code in known.items()],
        },
        status=422 if form.errors else 200,
    )
