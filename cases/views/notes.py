from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.drafting import Drafting, put_back
from cases.enums import DraftForm, NoteKind
from cases.models import Attachment, Case, Note
from cases.note_forms import AddendumForm, NoteForm
from cases.note_templates import with_template
from cases.paging import page_of
from cases.permissions import can_add_document, readable_notes, require, writable_notes
from cases.services.notes import add_to_note, sign_note
from cases.views.opening import open_case
from rusmiddel.access.models import User
from rusmiddel.access.requests import StaffRequest
from rusmiddel.forms import refusals_shown

# The button that puts the kind's template in.
TEMPLATE = "draft_template"
NOTES_ON_A_PAGE = 25
KEPT = "Kladden er gemt. Den ligger under »Kladder«, til du underskriver den eller kasserer den."
SIGNED_ALREADY = "Notatet er allerede underskrevet. Er det her et nyt notat, så underskriv det."


@require_safe
def note_list(request: StaffRequest, number: str) -> HttpResponse:
    """The journal: the notes in full, newest first."""
    case = open_case(request, number)
    kinds = readable_notes(request.user)
    kind = request.GET.get("slags", "")
    notes = Note.objects.visible_to(request.user).filter(case=case).for_list()
    if kind in kinds:
        notes = notes.filter(kind=kind)
    return render(
        request,
        "cases/note_list.html",
        {
            "case": case,
            "page": page_of(notes, request.GET.get("side", ""), size=NOTES_ON_A_PAGE),
            "kind": kind,
            "kinds": [(each.value, each.label) for each in kinds],
            "documents": Attachment.objects.visible_to(request.user).filter(case=case).for_list()[:20],
            "writable": writable_notes(request.user),
            "may_add_document": can_add_document(request.user),
        },
    )


@require_safe
def note(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case = open_case(request, number)
    found = _note(case, request.user, pk)
    return render(
        request,
        "cases/note.html",
        {"case": case, "note": found, "writable": writable_notes(request.user)},
    )


@require_http_methods(["GET", "POST"])
def note_new(request: StaffRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    writable = writable_notes(request.user)
    require(bool(writable))
    drafting = Drafting(request, DraftForm.NOTE, case)
    form = NoteForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        initial={"kind": _usual_kind(writable, request.GET.get("slags", ""))},
    )
    if TEMPLATE in request.POST:
        drafting.keep()
        return _form_page(request, case, _with_template(request), drafting)
    return _sign_page(
        request,
        case,
        form,
        drafting,
        sign=partial(sign_note, case_id=case.pk),
        done="Notatet er underskrevet.",
    )


@require_http_methods(["GET", "POST"])
def addendum_new(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    case = open_case(request, number)
    found = _note(case, request.user, pk)
    require(found.kind in writable_notes(request.user))
    return _sign_page(
        request,
        case,
        AddendumForm(request.POST or None, request.FILES or None),
        Drafting(request, DraftForm.ADDENDUM, case),
        sign=partial(add_to_note, note_id=found.pk),
        done="Tilføjelsen er underskrevet.",
        note=found,
    )


def _sign_page(
    request: StaffRequest,
    case: Case,
    form: BaseForm,
    drafting: Drafting,
    *,
    sign: Callable[..., Note],
    done: str,
    note: Note | None = None,
) -> HttpResponse:
    """Keep what was typed, then sign it; whatever is refused leaves the page as it was sent."""
    if request.method != "POST":
        drafting.restore(form)
        return _form_page(request, case, form, drafting, note=note)
    signed = Note.objects.filter(submission=drafting.key, author=request.user).first()
    if signed is not None:
        if form.is_valid() and form.cleaned_data["text"] == signed.text:
            return redirect(signed)
        drafting.begin_anew()
    drafting.keep()
    if drafting.is_kept_on_purpose:
        messages.success(request, KEPT)
        return redirect(drafting.kept)
    if problem := SIGNED_ALREADY if signed is not None else drafting.problem:
        form.add_error(None, problem)
    if form.is_valid():
        with refusals_shown(form):
            signed = sign(submission=drafting.key, by=request.user, now=timezone.now(), **form.cleaned_data)
            drafting.finish()
            messages.success(request, done)
            return redirect(signed)
    return _form_page(request, case, form, drafting, note=note)


def _form_page(
    request: StaffRequest, case: Case, form: BaseForm, drafting: Drafting, *, note: Note | None = None
) -> HttpResponse:
    return render(
        request,
        "cases/note_form.html",
        {"case": case, "form": form, "draft": drafting, "note": note},
        status=422 if form.errors else 200,
    )


def _with_template(request: StaffRequest) -> NoteForm:
    """The form as it was sent, with the template of the chosen kind beneath what is written."""
    form = NoteForm(user=request.user)
    put_back(form, dict(request.POST.lists()))
    kind = form.initial.get("kind")
    if kind in NoteKind.values:
        form.initial["text"] = with_template(form.initial.get("text") or "", NoteKind(kind))
    return form


def _usual_kind(writable: list[NoteKind], asked: str) -> NoteKind:
    """The kind asked for, else the profession's own, else the first."""
    own = {NoteKind.DOCTOR, NoteKind.PSYCHOLOGIST} & set(writable)
    return next((kind for kind in writable if kind == asked or (not asked and kind in own)), writable[0])


def _note(case: Case, user: User, pk: int) -> Note:
    """A note that stands by itself, with its addenda; 404 where the user may not read its kind."""
    note: Note = get_object_or_404(Note.objects.visible_to(user).filter(case=case).for_list(), pk=pk)
    note.case = case
    return note
