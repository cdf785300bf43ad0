from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.permissions import require
from offers.models import Provider, ProviderApproval
from offers.permissions import can_keep_providers, can_see
from offers.residential.forms import ApprovalEndForm, ApprovalForm, PriceForm, ProviderForm
from offers.residential.tables import ProviderTable
from offers.services.providers import (
    approve_provider,
    end_approval,
    keep_provider,
    price_provider,
    stays_without_approval,
)
from rusmiddel.danish_dates import long_date
from rusmiddel.forms import add_service_errors


@require_safe
def provider_list(request: HttpRequest) -> HttpResponseBase:
    require(can_see(request.user))
    today = timezone.localdate()
    missing = stays_without_approval(today)
    return ProviderTable(request, Provider.objects.for_list(today)).response(
        "offers/provider_list.html",
        may_keep=can_keep_providers(request.user),
        without_approval=Provider.objects.filter(pk__in=missing).order_by("pk"),
    )


@require_safe
def provider(request: HttpRequest, provider: int) -> HttpResponse:
    require(can_see(request.user))
    today = timezone.localdate()
    found = get_object_or_404(Provider.objects.for_list(today), pk=provider)
    return render(
        request,
        "offers/provider.html",
        {
            "provider": found,
            "approvals": found.approvals.order_by("-from_on"),
            "prices": found.prices.select_related("recorded_by").order_by("-from_on"),
            "may_keep": can_keep_providers(request.user),
            "today": today,
        },
    )


@require_http_methods(["GET", "POST"])
def provider_edit(request: HttpRequest, provider: int | None = None) -> HttpResponse:
    require(can_keep_providers(request.user))
    found = get_object_or_404(Provider, pk=provider) if provider else None
    form = ProviderForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_provider(
                provider_id=found.pk if found else None, facts=form.cleaned_data, by=request.user
            )
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, f"{kept.name} er gemt.")
            return redirect(kept)
    return _page(
        request, form, found, title=f"Ret {found.name}" if found else "Nyt behandlingssted", act="Gem"
    )


@require_http_methods(["GET", "POST"])
def approval_new(request: HttpRequest, provider: int) -> HttpResponse:
    require(can_keep_providers(request.user))
    found = get_object_or_404(Provider, pk=provider)
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approve_provider(provider_id=found.pk, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Godkendelsen er skrevet.")
            return redirect(found)
    return _page(
        request,
        form,
        found,
        title=f"Godkendelse af {found.name}",
        act="Skriv godkendelse",
        consequence="Uden en gyldig godkendelse kan ingen indskrives.",
    )


@require_http_methods(["GET", "POST"])
def approval_end(request: HttpRequest, provider: int, approval: int) -> HttpResponse:
    require(can_keep_providers(request.user))
    found = get_object_or_404(
        ProviderApproval.objects.select_related("provider"), pk=approval, provider=provider
    )
    form = ApprovalEndForm(request.POST or None, initial={"until_on": found.until_on})
    if request.method == "POST" and form.is_valid():
        try:
            end_approval(approval_id=found.pk, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Godkendelsens sidste dag er skrevet.")
            return redirect(found.provider)
    return _page(
        request,
        form,
        found.provider,
        title=f"Godkendelsen fra {long_date(found.from_on)}",
        act="Skriv sidste dag",
        consequence="Derefter kan ingen indskrives. De, der er der, skal I selv tage stilling til.",
    )


@require_http_methods(["GET", "POST"])
def price_new(request: HttpRequest, provider: int) -> HttpResponse:
    require(can_keep_providers(request.user))
    found = get_object_or_404(Provider, pk=provider)
    form = PriceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            price_provider(provider_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Prisen er skrevet.")
            return redirect(found)
    return _page(
        request,
        form,
        found,
        title=f"Pris på {found.name}",
        act="Skriv pris",
        consequence="Betalingsgarantier, der er givet, koster det, de lover.",
    )


def _page(
    request: HttpRequest,
    form: ProviderForm | ApprovalForm | ApprovalEndForm | PriceForm,
    provider: Provider | None,
    *,
    title: str,
    act: str,
    consequence: str = "",
) -> HttpResponse:
    return render(
        request,
        "offers/provider_act.html",
        {"form": form, "provider": provider, "title": title, "act": act, "consequence": consequence},
        status=422 if form.errors else 200,
    )
