"""The day's letters as one print: chosen, made while one does something else, confirmed."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms import ReasonForm
from cases.letters import shown_recipient
from cases.permissions import require
from rusmiddel.access import reads
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.models import Letter, LetterBatch
from rusmiddel.letters.papers import inline
from rusmiddel.letters.waiting import for_a_batch
from rusmiddel.queue import hand_to_worker
from visitation.letter_forms import BatchForm, BatchSentForm
from visitation.permissions import can_send_letters
from visitation.services.letter_batches import (
    begin_batch,
    confirm_batch,
    drop_batch,
    take_out_of_batch,
)
from visitation.tasks import make_letter_batch

# As many as one print holds; a form of more boxes than this is refused by the server.
MOST = 400


@require_http_methods(["GET", "POST"])
def letter_batch_new(request: HttpRequest) -> HttpResponse:
    """Choose the letters of the day's batch; all that can go with the post are chosen beforehand."""
    require(can_send_letters(request.user))
    waiting = for_a_batch(Letter.objects.visible_to(request.user)).for_list().select_related("case__citizen")
    form = BatchForm(
        request.POST if request.method == "POST" else None,
        waiting=for_a_batch(Letter.objects.visible_to(request.user)).defer("pdf", "html"),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            batch = begin_batch(
                letter_ids=[letter.pk for letter in form.cleaned_data["letters"]],
                by=request.user,
                now=timezone.now(),
            )
            hand_to_worker(make_letter_batch, batch.pk)
            return redirect(batch)
    chosen = set(request.POST.getlist("letters"))
    return render(
        request,
        "visitation/letter_batch_new.html",
        {
            "form": form,
            "letters": [
                (letter, shown_recipient(letter), not form.is_bound or str(letter.pk) in chosen)
                for letter in waiting[:MOST]
            ],
        },
        status=422 if form.errors else 200,
    )


@require_safe
def letter_batch(request: HttpRequest, batch: int) -> HttpResponse:
    """How far the worker is, or the print with its letters."""
    found = _batch(request, batch)
    if found.is_being_made:
        context = {
            "batch": found,
            "done": found.rows.exclude(pages=None).count(),
            "total": found.rows.count(),
        }
        template = (
            "visitation/_letter_batch_progress.html"
            if request.htmx
            else "visitation/letter_batch_progress.html"
        )
        return render(request, template, context)
    if request.htmx:
        # The part that waited has nothing more to wait for: the whole page comes instead.
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    form = BatchSentForm(initial={"sent_on": timezone.localdate()})
    return _page(request, found, form)


@require_safe
def letter_batch_pdf(request: HttpRequest, batch: int) -> HttpResponse:
    """The packing list and the letters, for the printer."""
    found = _batch(request, batch)
    if not found.is_ready:
        raise Http404
    for case in found.rows.standing().values_list("letter__case", flat=True):
        reads.note(case)
    printed = LetterBatch.objects.values_list("pdf", flat=True).get(pk=found.pk)
    return inline(bytes(printed or b""), name=f"bunke-{found.pk}")


@require_http_methods(["GET", "POST"])
def letter_batch_take_out(request: HttpRequest, batch: int, letter: int) -> HttpResponse:
    found = _batch(request, batch)
    row = get_object_or_404(
        found.rows.standing().select_related("letter__case__citizen").defer("letter__pdf", "letter__html"),
        letter=letter,
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            take_out_of_batch(
                batch_id=found.pk,
                letter_id=row.letter_id,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"Brev nr. {row.position} er taget ud og skal stadig sendes.")
            return redirect(found)
    return render(
        request,
        "cases/plain_act.html",
        {
            "form": form,
            "title": f"Tag brev nr. {row.position} ud: sag {row.letter.case.number}",
            "act": "Tag ud",
            "back": found.get_absolute_url(),
            "consequence": "Brevet står igen under »Skal sendes«. Klagefristen løber ikke, før det er sendt.",
        },
        status=422 if form.errors else 200,
    )


@require_POST
def letter_batch_confirm(request: HttpRequest, batch: int) -> HttpResponse:
    found = _batch(request, batch)
    form = BatchSentForm(request.POST)
    if form.is_valid():
        with refusals_shown(form):
            sent = confirm_batch(
                batch_id=found.pk, sent_on=form.cleaned_data["sent_on"], by=request.user, now=timezone.now()
            )
            if sent:
                messages.success(
                    request, f"{sent} {'brev' if sent == 1 else 'breve'} er registreret som sendt."
                )
            return redirect("visitation:letter_list")
    return _page(request, found, form)


@require_POST
def letter_batch_drop(request: HttpRequest, batch: int) -> HttpResponse:
    found = _batch(request, batch)
    with suppress(ValidationError):
        drop_batch(batch_id=found.pk, by=request.user, now=timezone.now())
        messages.success(request, "Bunken er opgivet. Brevene skal stadig sendes.")
    return redirect("visitation:letter_list")


def _batch(request: HttpRequest, batch: int) -> LetterBatch:
    require(can_send_letters(request.user))
    return get_object_or_404(
        LetterBatch.objects.visible_to(request.user).defer("pdf").select_related("begun_by", "closed_by"),
        pk=batch,
    )


def _page(request: HttpRequest, found: LetterBatch, form: BatchSentForm) -> HttpResponse:
    rows = list(
        found.rows.order_by("position")
        .select_related("letter__case__citizen", "taken_out_by")
        .defer("letter__pdf", "letter__html")
    )
    context: dict[str, Any] = {
        "batch": found,
        "rows": [(row, shown_recipient(row.letter)) for row in rows if row.taken_out_at is None],
        "out": [(row, shown_recipient(row.letter)) for row in rows if row.taken_out_at is not None],
        "form": form,
    }
    return render(request, "visitation/letter_batch.html", context, status=422 if form.errors else 200)
