from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cases.drafting import ANOTHERS, TOKEN, keep_posted, told_page, writing_of
from cases.models import Draft
from cases.permissions import require
from cases.services.drafts import discard_draft
from rusmiddel.access.permissions import works_with_cases
from rusmiddel.access.requests import StaffRequest
from rusmiddel.access.signin.middleware import csrf_failure

TOO_OLD = "Siden har stået åben for længe. Kopiér teksten, og åbn siden igen."
SIGNED_IN_AGAIN = (
    "Du har logget ind igen imens. Teksten er gemt som kladde: se den igennem, og send den igen."
)


@require_safe
def draft_list(request: StaffRequest) -> HttpResponse:
    require(works_with_cases(request.user))
    return render(request, "cases/draft_list.html", {"drafts": Draft.objects.mine(request.user)})


@require_POST
def draft_keep(request: StaffRequest) -> HttpResponse:
    """Where the script on a page with a long form sends what is typed, every few seconds."""
    require(works_with_cases(request.user))
    writing = writing_of(request.POST.get(TOKEN, ""))
    if writing is None:
        return JsonResponse({"state": "refused", "problem": TOO_OLD}, status=422)
    kept = keep_posted(writing, request.POST)
    if writing.user_id != request.user.pk:
        return JsonResponse(told_page(writing, kept, state="parted", problem=ANOTHERS))
    return JsonResponse(told_page(writing, kept))


@require_POST
def draft_discard(request: StaffRequest, key: UUID) -> HttpResponse:
    require(works_with_cases(request.user))
    if discard_draft(key=key, by=request.user):
        messages.success(request, "Kladden er kasseret.")
    return redirect("cases:draft_list")


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page older than the sign-in: what a long form holds becomes a draft.

    The page's own token shows that the form came from us, where Django's token no longer can. Other forms are
    given back by the sign-in.
    """
    writing = writing_of(request.POST.get(TOKEN, ""))
    if writing is None:
        return csrf_failure(request, reason)
    kept = keep_posted(writing, request.POST)
    if request.path == reverse("cases:draft_keep"):
        return JsonResponse(told_page(writing, kept), status=403)
    messages.warning(request, SIGNED_IN_AGAIN)
    return redirect(kept.draft)
