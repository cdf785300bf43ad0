from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.permissions import require
from cases.views.opening import open_case
from rusmiddel.letters.services import LetterRefused
from visitation.models import Proposal
from visitation.permissions import can_decide, can_see_visitation
from visitation.services.proposals import approve_proposal, drop_proposal, make_proposed

# What of the written is shown, and what it is called.
SHOWN = (
    ("facts", "Oplysninger"),
    ("known_from", "Borgeren kender dem fra"),
    ("reasons", "Begrundelse"),
    ("weighed", "Lagt vægt på"),
    ("what_next", "Hvad sker der nu"),
    ("evaluation", "Hvad planen førte til"),
    ("present", "Hvem afgør"),
)


@require_safe
def proposal(request: HttpRequest, number: str, proposal: int) -> HttpResponse:
    """A decision as it is written, for a second person to approve."""
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(Proposal.objects.for_page(), pk=proposal, case=case)
    may_decide = can_decide(request.user) and found.is_open
    return render(
        request,
        "visitation/proposal.html",
        {
            "case": case,
            "proposal": found,
            "written": [(label, found.written.get(name)) for name, label in SHOWN if found.written.get(name)],
            "edit": _edit(found) if may_decide else "",
            "may_approve": may_decide and not found.is_approved and found.prepared_by_id != request.user.pk,
            "is_own": found.prepared_by_id == request.user.pk,
            "may_make": may_decide and found.is_approved,
            "may_drop": may_decide,
        },
    )


@require_POST
def proposal_approve(request: HttpRequest, number: str, proposal: int) -> HttpResponse:
    return _do(request, number, proposal, act=approve_proposal, done="Afgørelsen er godkendt og kan træffes.")


@require_POST
def proposal_drop(request: HttpRequest, number: str, proposal: int) -> HttpResponse:
    return _do(request, number, proposal, act=drop_proposal, done="Forslaget er opgivet.")


@require_POST
def proposal_make(request: HttpRequest, number: str, proposal: int) -> HttpResponse:
    return _do(
        request, number, proposal, act=make_proposed, done="Afgørelsen er truffet, og brevet er skrevet."
    )


def _do(
    request: HttpRequest, number: str, proposal: int, *, act: Callable[..., Model], done: str
) -> HttpResponse:
    case = open_case(request, number)
    require(can_decide(request.user))
    found = get_object_or_404(Proposal, pk=proposal, case=case)
    try:
        made = act(proposal_id=found.pk, by=request.user, now=timezone.now())
    except (ValidationError, LetterRefused) as refusal:
        reasons = refusal.reasons if isinstance(refusal, LetterRefused) else refusal.messages
        messages.error(request, " ".join(reasons))
        return redirect(found)
    messages.success(request, done)
    return redirect(made)


def _edit(proposal: Proposal) -> str:
    """Where it is written anew; that takes the approval away."""
    number = proposal.case.number
    if proposal.course_id is not None:
        return reverse("visitation:ending_new", args=[number, proposal.course_id, proposal.kind])
    if proposal.meeting_id is not None:
        return reverse("visitation:meeting_case", args=[proposal.meeting_id, number])
    return reverse("visitation:decision_new", args=[number])
