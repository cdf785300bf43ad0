"""A letter written beside the case: facts on the left, the letter on the right, previewed as the real PDF."""

from datetime import datetime
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST

from cases.drafting import Drafting
from cases.enums import DraftForm, SessionOutcome
from cases.models import AssessmentSession, Case, StoryEntry
from cases.permissions import require
from cases.views.answers import add_refusal
from cases.views.opening import open_case
from offers.models import Session
from rusmiddel.letters.enums import WRITTEN_KINDS, BlockUse, Channel, LetterKind
from rusmiddel.letters.papers import inline
from rusmiddel.letters.readability import in_words, lix
from rusmiddel.letters.services import LetterRefused
from rusmiddel.standards.services import in_force
from visitation.inserting import INSERT, insert_block, offered_blocks
from visitation.letter_forms import WrittenLetterForm
from visitation.permissions import can_send_letters
from visitation.services.written_letters import issue_written_letter, preview_written_letter

TITLES = {
    LetterKind.FREE: "Brev fra rusmiddelcentret",
    LetterKind.APPOINTMENT: "Din samtale hos os",
    LetterKind.CONSENT_FORM: "Må vi dele oplysninger om dig?",
    LetterKind.STATUS_REQUEST: "Vi beder om en status",
}
STORY_SHOWN = 6


@require_http_methods(["GET", "POST"])
def letter_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    kind = _kind(request)
    form = _form(request, case, kind)
    drafting = Drafting(request, DraftForm.LETTER, case)
    if request.method != "POST":
        drafting.restore(form)
        return _page(request, case, kind, form, drafting)
    drafting.keep()
    if INSERT in request.POST:
        return _page(request, case, kind, _with_block(request, case, kind), drafting)
    if answer := drafting.on_purpose():
        return answer
    drafting.tell_first(form)
    if form.is_valid():
        try:
            letter = issue_written_letter(
                case_id=case.pk,
                values=form.values,
                submission=drafting.key,
                by=request.user,
                now=timezone.now(),
            )
        except (ValidationError, LetterRefused) as refusal:
            add_refusal(form, refusal)
        else:
            drafting.finish()
            messages.success(request, "Brevet er skrevet og kan ikke ændres. Nu skal det sendes eller gives.")
            return redirect("visitation:letter", case.number, letter.pk)
    return _page(request, case, kind, form, drafting)


@require_POST
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def letter_preview(request: HttpRequest, number: str) -> HttpResponse:
    """The real PDF of what is typed, for the frame on the page; why there is none, in words."""
    case = open_case(request, number)
    require(can_send_letters(request.user))
    form = _form(request, case, _kind(request))
    if form.is_valid():
        try:
            content = preview_written_letter(
                case_id=case.pk, values=form.values, by=request.user, now=timezone.now()
            )
            return inline(content, name=f"udkast-{case.number}")
        except (ValidationError, LetterRefused) as refusal:
            add_refusal(form, refusal)
    return render(request, "visitation/letter_preview_refused.html", {"form": form}, status=422)


@require_POST
def letter_lix(request: HttpRequest, number: str) -> HttpResponse:
    """How easily the text that is typed is read."""
    open_case(request, number)
    require(can_send_letters(request.user))
    return render(request, "visitation/_lix.html", _readability(request.POST.get("text", "")))


def _form(request: HttpRequest, case: Case, kind: LetterKind) -> WrittenLetterForm:
    now = timezone.now()
    can_be_posted = case.citizen.can_get_post and not case.citizen.is_protected
    initial = {
        "title": TITLES[kind],
        "channel": Channel.POST if can_be_posted else Channel.HANDED_OVER,
        "meets_at": _next_talk(case, now),
        "place": _own_place(timezone.localdate(now)),
    }
    return WrittenLetterForm(
        request.POST or None, kind=kind, case=case, today=timezone.localdate(now), initial=initial
    )


def _with_block(request: HttpRequest, case: Case, kind: LetterKind) -> WrittenLetterForm:
    today = timezone.localdate()
    form = WrittenLetterForm(kind=kind, case=case, today=today)
    insert_block(form, request, case, use=BlockUse(kind.value), into="text", today=today)
    return form


def _page(
    request: HttpRequest, case: Case, kind: LetterKind, form: WrittenLetterForm, drafting: Drafting
) -> HttpResponse:
    today = timezone.localdate()
    return render(
        request,
        "visitation/letter_new.html",
        {
            "case": case,
            "citizen": case.citizen,
            "kind": kind,
            "kinds": [(each.value, each.label) for each in WRITTEN_KINDS],
            "form": form,
            "draft": drafting,
            "blocks": offered_blocks(kind.value, today),
            "story": StoryEntry.objects.filter(case=case).order_by("-at", "-pk")[:STORY_SHOWN],
            "deadlines": case.deadlines.open().order_by("due_on", "pk")[:STORY_SHOWN],
            "today": today,
            **_readability(form["text"].value() or ""),
        },
        status=422 if form.errors else 200,
    )


def _readability(text: str) -> dict[str, Any]:
    figure = lix(text)
    return {"lix": figure, "lix_words": in_words(figure) if figure is not None else ""}


def _kind(request: HttpRequest) -> LetterKind:
    asked = request.GET.get("slags", "")
    return next((kind for kind in WRITTEN_KINDS if kind == asked), LetterKind.FREE)


def _next_talk(case: Case, now: datetime) -> datetime | None:
    """The next talk that is booked, of assessment or treatment."""
    planned = {"outcome": SessionOutcome.PLANNED, "planned_at__gte": now}
    assessing = AssessmentSession.objects.filter(assessment__request__case=case, **planned)
    treating = Session.objects.filter(course__case=case, **planned)
    coming = [*assessing.values_list("planned_at", flat=True), *treating.values_list("planned_at", flat=True)]
    return min(coming, default=None)


def _own_place(today) -> str:
    organisation = in_force(today).organisation
    lines = (
        organisation.centre_name.value,
        organisation.address_line.value,
        organisation.postcode_city.value,
    )
    return ", ".join(line for line in lines if line)
