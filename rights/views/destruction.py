from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms import ReasonForm
from cases.models import Case
from cases.permissions import require
from cases.views.answers import add_refusal
from rights.enums import APPROVALS_NEEDED
from rights.models import DestructionItem, DestructionList
from rights.permissions import can_approve_destruction, can_propose_destruction
from rights.retention_rules import retention_rules
from rights.services.destruction import (
    approve_list,
    begin_destroying,
    drop_list,
    make_list,
    take_off,
)
from rights.tasks import destroy_list, gather_list
from rusmiddel.queue import hand_to_worker
from rusmiddel.transitions import TransitionError

LISTS_SHOWN = 50


@require_safe
def destruction_lists(request: HttpRequest) -> HttpResponse:
    """The rules of keeping, and every list there has been."""
    require(can_approve_destruction(request.user))
    return render(
        request,
        "rights/destruction_lists.html",
        {
            "rules": retention_rules().rules,
            "lists": DestructionList.objects.select_related("made_by").order_by("-pk")[:LISTS_SHOWN],
            "may_propose": can_propose_destruction(request.user),
        },
    )


@require_POST
def destruction_new(request: HttpRequest) -> HttpResponse:
    """Make a list of what is due; the worker writes down what goes with it."""
    require(can_propose_destruction(request.user))
    try:
        made = make_list(by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
        return redirect("rights:destruction_lists")
    hand_to_worker(gather_list, made.pk)
    return redirect(made)


@require_safe
def destruction_list(request: HttpRequest, list_id: int) -> HttpResponse:
    """What is on the list and by which rule; afterwards the receipts."""
    require(can_approve_destruction(request.user))
    made = get_object_or_404(DestructionList.objects.select_related("made_by", "destroyed_by"), pk=list_id)
    items = list(made.items.select_related("citizen", "taken_off_by").prefetch_related("minutes__meeting"))
    context = {
        "list": made,
        "items": _with_cases(items, request),
        "approvals": made.approvals.select_related("by"),
        "needed": APPROVALS_NEEDED,
        "done": sum(item.is_gathered for item in items)
        if not made.is_done
        else sum(item.destroyed_at is not None for item in items),
        "has_approved": made.approvals.filter(by=request.user).exists(),
        "may_propose": can_propose_destruction(request.user),
    }
    if made.is_working and request.htmx:
        return render(request, "rights/_destruction_progress.html", context)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "rights/destruction_list.html", context)


@require_http_methods(["GET", "POST"])
def destruction_take_off(request: HttpRequest, list_id: int, item: int) -> HttpResponse:
    require(can_approve_destruction(request.user))
    found = get_object_or_404(DestructionItem.objects.select_related("list"), pk=item, list=list_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_off(
                item_id=found.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Det er taget af listen.")
            return redirect(found.list)
    return render(
        request,
        "rights/destruction_take_off.html",
        {
            "list": found.list,
            "form": form,
            "act": "Tag det af listen",
            "back": found.list.get_absolute_url(),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def destruction_approve(request: HttpRequest, list_id: int) -> HttpResponse:
    require(can_approve_destruction(request.user))
    made = get_object_or_404(DestructionList, pk=list_id)
    return _act(request, made, approve_list, "Du har godkendt listen.")


@require_POST
def destruction_drop(request: HttpRequest, list_id: int) -> HttpResponse:
    require(can_propose_destruction(request.user))
    made = get_object_or_404(DestructionList, pk=list_id)
    return _act(request, made, drop_list, "Listen er opgivet. Intet er destrueret.")


@require_POST
def destruction_destroy(request: HttpRequest, list_id: int) -> HttpResponse:
    require(can_propose_destruction(request.user))
    made = get_object_or_404(DestructionList, pk=list_id)
    answer = _act(request, made, begin_destroying, "")
    made.refresh_from_db()
    if made.is_working:
        hand_to_worker(destroy_list, made.pk)
    return answer


def _act(request: HttpRequest, made: DestructionList, act: Any, done: str) -> HttpResponse:
    try:
        act(list_id=made.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except TransitionError:
        messages.error(request, "Det kan ikke gøres, som listen står nu.")
    else:
        if done:
            messages.success(request, done)
    return redirect(made)


def _with_cases(
    items: list[DestructionItem], request: HttpRequest
) -> list[tuple[DestructionItem, list[Case], int]]:
    """Each item with the cases of it that the user may know of, and how many there are besides."""
    citizens = {item.citizen_id for item in items if item.citizen_id}
    seen: dict[int, list[Case]] = {}
    for case in Case.objects.visible_to(request.user).filter(citizen__in=citizens).order_by("pk"):
        seen.setdefault(case.citizen_id, []).append(case)
    counted: dict[int, int] = {}
    for citizen in Case.objects.filter(citizen__in=citizens).values_list("citizen", flat=True):
        counted[citizen] = counted.get(citizen, 0) + 1
    return [
        (
            item,
            seen.get(item.citizen_id or 0, []),
            counted.get(item.citizen_id or 0, 0) - len(seen.get(item.citizen_id or 0, [])),
        )
        for item in items
    ]
