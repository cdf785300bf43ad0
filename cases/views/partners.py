from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import Partner
from cases.permissions import can_maintain_partners, can_see_partners, require
from cases.services.partners import add_partner, archive_partner, describe_partner, restore_partner
from cases.sharing_forms import PartnerForm
from cases.sharing_tables import MaintainedPartnerTable, PartnerTable
from rusmiddel.forms import refusals_shown


@require_safe
def partner_list(request: HttpRequest) -> HttpResponseBase:
    require(can_see_partners(request.user))
    may_maintain = can_maintain_partners(request.user)
    table = MaintainedPartnerTable if may_maintain else PartnerTable
    return table(request, Partner.objects.all()).response(
        "cases/partner_list.html", may_maintain=may_maintain
    )


@require_http_methods(["GET", "POST"])
def partner_new(request: HttpRequest) -> HttpResponse:
    require(can_maintain_partners(request.user))
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            partner = add_partner(facts=form.facts, by=request.user)
            messages.success(request, f"{partner.name} er lagt ind.")
            return redirect("cases:partner_list")
    return _page(request, form, None)


@require_http_methods(["GET", "POST"])
def partner_edit(request: HttpRequest, partner: int) -> HttpResponse:
    require(can_maintain_partners(request.user))
    found = get_object_or_404(Partner, pk=partner)
    form = PartnerForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            describe_partner(partner_id=found.pk, facts=form.facts, by=request.user)
            messages.success(request, "Oplysningerne er rettet.")
            return redirect("cases:partner_list")
    return _page(request, form, found)


@require_POST
def partner_archive(request: HttpRequest, partner: int) -> HttpResponse:
    require(can_maintain_partners(request.user))
    found = get_object_or_404(Partner, pk=partner)
    archive_partner(partner_id=found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found.name} er arkiveret. Samtykker, der er givet, gælder stadig.")
    return redirect("cases:partner_list")


@require_POST
def partner_restore(request: HttpRequest, partner: int) -> HttpResponse:
    require(can_maintain_partners(request.user))
    found = get_object_or_404(Partner, pk=partner)
    try:
        restore_partner(partner_id=found.pk, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    messages.success(request, f"{found.name} er taget i brug igen.")
    return redirect("cases:partner_list")


def _page(request: HttpRequest, form: PartnerForm, partner: Partner | None) -> HttpResponse:
    return render(
        request,
        "cases/partner_form.html",
        {"form": form, "partner": partner},
        status=422 if form.errors else 200,
    )
