from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import Case
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from rights.enums import HandoverWay, ItemChoice
from rights.forms import ChoiceForm, HandoverForm
from rights.models import AccessRequest, Bundle, BundleItem, Seal
from rights.permissions import (
    can_answer_access_request,
    can_choose,
    can_review_bundle,
    sees_every_case,
)
from rights.person import person_of
from rights.services.bundles import NOT_ALL_CASES, begin_bundle, begin_sealing, choose_item
from rights.services.sealing import SealBroken, hand_over, sealed_content
from rights.tasks import gather_bundle, seal_bundle
from rights.telling import SECRET
from rights.views.opening import open_request
from rusmiddel.access import reads
from rusmiddel.queue import hand_to_worker

SHOWN = 50
MASK = "••••"


@require_POST
def bundle_begin(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    """Gather everything, or gather it anew."""
    _, found = open_request(request, number, request_id)
    require(can_answer_access_request(request.user))
    try:
        begun = begin_bundle(request_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    hand_to_worker(gather_bundle, begun.pk)
    return redirect("rights:bundle", number, found.pk)


@require_safe
def bundle(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    """How far the worker is, or everything that is gathered, to be looked through."""
    case, found = open_request(request, number, request_id)
    require(can_review_bundle(request.user))
    standing = _standing(found)
    context: dict[str, Any] = {"case": case, "asked": found, "bundle": standing}
    if standing.is_working:
        template = "rights/_progress.html" if request.htmx else "rights/bundle_progress.html"
        return render(request, template, context)
    if request.htmx:
        # The part that waited has nothing more to wait for: the whole page comes instead.
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    items = _own_items(request, found, standing)
    undecided = items.undecided().count()
    shows_all = request.GET.get("vis") == "alt" or not undecided
    shown = items if shows_all else items.undecided()
    page = Paginator(shown.defer("content", "words_out"), SHOWN).get_page(request.GET.get("side"))
    for item in page:
        if item.case_id:
            reads.note(item.case_id)
    return render(
        request,
        "rights/bundle.html",
        {
            **context,
            "page": page,
            "shows_all": shows_all,
            "undecided": undecided,
            "waits_for_others": standing.items.undecided().count() - undecided,
            "total": standing.items.count(),
            "out": standing.items.filter(choice__in=[ItemChoice.PARTLY, ItemChoice.TAKEN_OUT]).count(),
            "may_answer": can_answer_access_request(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def bundle_item(request: HttpRequest, number: str, request_id: int, item: int) -> HttpResponse:
    """One item with all that stands in it, and the choice of whether it is given."""
    case, found = open_request(request, number, request_id)
    require(can_review_bundle(request.user))
    standing = _standing(found)
    chosen = get_object_or_404(_own_items(request, found, standing), pk=item)
    require(can_choose(request.user, chosen.marks))
    if chosen.case_id:
        reads.note(chosen.case_id)
    form = ChoiceForm(
        request.POST or None,
        item=chosen,
        initial={
            "choice": chosen.choice or ("" if chosen.marks else ItemChoice.GIVEN),
            "lines_out": chosen.lines_out,
            "words_out": "\n".join(chosen.words),
            "reason": chosen.reason,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            choose_item(
                item_id=chosen.pk,
                choice=ItemChoice(form.cleaned_data["choice"]),
                lines_out=form.cleaned_data.get("lines_out", []),
                words_out=form.words,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            following = _own_items(request, found, standing).undecided().first()
            messages.success(request, f"Valgt for »{chosen.title}«.")
            if following is not None:
                return redirect("rights:bundle_item", number, found.pk, following.pk)
            return redirect("rights:bundle", number, found.pk)
    content = chosen.told
    return render(
        request,
        "rights/bundle_item.html",
        {
            "case": case,
            "asked": found,
            "bundle": standing,
            "item": chosen,
            "lines": [_masked(line) for line in content["lines"]],
            "earlier": [
                {**version, "lines": [_masked(line) for line in version["lines"]]}
                for version in content["earlier"]
            ],
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def bundle_seal(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    _, found = open_request(request, number, request_id)
    require(can_answer_access_request(request.user))
    standing = _standing(found)
    try:
        begin_sealing(bundle_id=standing.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        hand_to_worker(seal_bundle, standing.pk)
    return redirect("rights:bundle", number, found.pk)


@require_safe
def bundle_file(request: HttpRequest, number: str, request_id: int) -> HttpResponseBase:
    """The sealed bundle, to be saved and given."""
    case, found = open_request(request, number, request_id)
    require(can_answer_access_request(request.user))
    seal = get_object_or_404(Seal, bundle__request=found)
    _require_every_case(request, case, found)
    try:
        content = sealed_content(seal)
    except SealBroken:
        messages.error(request, "Pakken kan ikke læses. Sig det til den, der driver systemet.")
        return redirect(found)
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="indsigt-{case.number}-{found.pk}.zip"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )


@require_http_methods(["GET", "POST"])
def bundle_hand_over(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    case, found = open_request(request, number, request_id)
    require(can_answer_access_request(request.user))
    seal = get_object_or_404(Seal, bundle__request=found)
    form = HandoverForm(
        request.POST or None,
        initial={
            "given_to": found.asker_name or case.citizen.display_name,
            "given_at": timezone.now(),
        },
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            hand_over(
                seal_id=seal.pk,
                given_to=cleaned["given_to"],
                way=HandoverWay(cleaned["way"]),
                given_at=cleaned["given_at"],
                note=cleaned["note"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Det er skrevet, hvem der har fået pakken.")
            return redirect(found)
    return act_page(
        request,
        case,
        form,
        title="Hvem har fået pakken?",
        act="Skriv det i loggen",
        consequence="Linjen i loggen kan ikke rettes.",
    )


def _standing(found: AccessRequest) -> Bundle:
    standing = get_object_or_404(Bundle.objects.standing(), request=found)
    standing.request = found
    return standing


def _require_every_case(request: HttpRequest, case: Case, found: AccessRequest) -> None:
    if not sees_every_case(request.user, person_of(case.citizen_id).cases):
        raise PermissionDenied(NOT_ALL_CASES)


def _own_items(request: HttpRequest, found: AccessRequest, standing: Bundle) -> Any:
    """The items the user may look at: another profession's part is not among them."""
    items = BundleItem.objects.filter(bundle=standing)
    if not can_answer_access_request(request.user):
        # Doctor and psychologist look through what they themselves have written, on this case.
        items = items.filter(case=found.case_id)
    else:
        _require_every_case(request, found.case, found)
    return items.readable_by(request.user)


def _masked(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "shown": MASK} if line["name"] in SECRET else line
