from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import MissCause
from cases.models import Case, TreatmentRequest
from cases.permissions import require
from cases.services.misses import explain_miss
from offers.permissions import can_see_substitution
from reporting.dashboard import dashboard
from reporting.enums import CaseworkerOrder, Group
from reporting.forms import CaseworkerForm, DayForm, MissReasonForm
from reporting.lists import DeadlineTable
from reporting.my_day import day_of
from reporting.my_deadlines import MyDeadlineTable
from reporting.my_tasks import deadlines_of
from reporting.permissions import can_lead
from reporting.selection import Selection
from reporting.stay_costs import StayCostTable, stay_rows, totals
from reporting.workload import in_order, loads, rows_of
from rusmiddel.access.permissions import can_administer_users, works_with_cases
from rusmiddel.access.requests import StaffRequest
from rusmiddel.deadlines.models import Deadline
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force
from rusmiddel.tables import PAGE_SIZE


@require_safe
def my_day(request: StaffRequest) -> HttpResponse:
    """What waits for the user today. Whoever only administers begins at the standard."""
    if not works_with_cases(request.user):
        if can_administer_users(request.user):
            return redirect("standards:standard")
        return render(request, "reporting/no_role.html")
    now = timezone.now()
    context = {
        "my_day": day_of(request.user, now=now),
        "can_lead": can_lead(request.user),
        "may_see_irregularities": can_see_substitution(request.user),
    }
    return render(request, "reporting/my_day.html", context)


@require_safe
def my_deadlines(request: StaffRequest) -> HttpResponseBase:
    """The whole list behind the deadlines of Min dag."""
    require(works_with_cases(request.user))
    now = timezone.now()
    at_risk_days = in_force(timezone.localdate(now)).guarantee.at_risk_days.value
    deadlines = deadlines_of(request.user, now=now, at_risk_days=at_risk_days)
    return MyDeadlineTable(request, deadlines).response("reporting/my_deadlines.html")


@require_safe
def dashboard_page(request: StaffRequest) -> HttpResponse:
    require(can_lead(request.user))
    now = timezone.now()
    today = timezone.localdate(now)
    form = DayForm({"pr": request.GET.get("pr", f"{today:%d-%m-%Y}")}, today=today)
    day = form.cleaned_data["pr"] if form.is_valid() else today
    shown = dashboard(user=request.user, day=day, today=today, now=now, standard=in_force(day))
    return render(request, "reporting/dashboard.html", {"form": form, "shown": shown})


@require_safe
def caseworker_list(request: StaffRequest) -> HttpResponse:
    """Everyone who works on cases or answers for one, with what runs for each."""
    require(can_lead(request.user))
    today = timezone.localdate()
    asked = {"pr": f"{today:%d-%m-%Y}", "sort": CaseworkerOrder.NAME.value}
    asked |= {name: request.GET[name] for name in asked if request.GET.get(name)}
    form = CaseworkerForm(asked, today=today)
    form.is_valid()
    day = form.cleaned_data.get("pr") or today
    order = CaseworkerOrder(form.cleaned_data.get("sort") or CaseworkerOrder.NAME)
    base = Selection(day=day, at_risk_days=in_force(day).guarantee.at_risk_days.value)
    pages = Paginator(in_order(loads(base), order), PAGE_SIZE)
    page = pages.get_page(request.GET.get("side"))
    context = {
        "form": form,
        "day": day,
        "page": page,
        "rows": rows_of(page, base),
        "asked": urlencode({"pr": f"{day:%d-%m-%Y}", "sort": order.value}),
    }
    return render(request, "reporting/caseworker_list.html", context)


@require_safe
def deadline_list(request: StaffRequest) -> HttpResponseBase:
    require(can_lead(request.user))
    today = timezone.localdate()
    table = DeadlineTable(request, Deadline.objects.none(), today=today)
    return table.response("reporting/deadline_list.html", selection=table.selection, hidden=table.hidden)


@require_safe
def stay_costs(request: StaffRequest) -> HttpResponseBase:
    """What residential stays cost: month by month, and stay by stay."""
    require(can_lead(request.user))
    table = StayCostTable(request, stay_rows().filter(case__in=Case.objects.visible_to(request.user)))
    return table.response("reporting/stay_costs.html", totals=totals(today=timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
def explain_miss_page(request: StaffRequest, request_id: int) -> HttpResponse:
    require(can_lead(request.user))
    wish = get_object_or_404(
        TreatmentRequest.objects.select_related("case").filter(
            case__in=Case.objects.visible_to(request.user)
        ),
        pk=request_id,
    )
    written = wish.miss_reasons.order_by("-pk").select_related("recorded_by")
    newest = written.first()
    initial = {"cause": newest.cause, "note": newest.note} if newest else {}
    form = MissReasonForm(request.POST or None, initial=initial)
    back = _back(request, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            explain_miss(
                request_id=wish.pk,
                cause=MissCause(form.cleaned_data["cause"]),
                note=form.cleaned_data["note"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"Årsagen til sag {wish.case.number} er skrevet.")
            return redirect(back)
    context = {"form": form, "wish": wish, "written": written, "back": back}
    return render(request, "reporting/explain_miss.html", context, status=422 if form.errors else 200)


def _back(request: StaffRequest, *, today: date) -> str:
    """The list one came from; else all that has been missed."""
    wanted = request.POST.get("tilbage") or request.META.get("HTTP_REFERER", "")
    if "/ledelse/" in wanted and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return Selection(day=today, at_risk_days=0, group=Group.MISSED).path
