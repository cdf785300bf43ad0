"""The text blocks of letters, maintained by an administrator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.permissions import require
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.blocks import VALUES
from rusmiddel.letters.models import TextBlock
from rusmiddel.letters.readability import lix
from visitation.letter_forms import BlockForm
from visitation.permissions import can_maintain_blocks
from visitation.services.text_blocks import retire_block, save_block


@require_safe
def block_list(request: HttpRequest) -> HttpResponse:
    require(can_maintain_blocks(request.user))
    today = timezone.localdate()
    blocks = list(TextBlock.objects.select_related("made_by").order_by("use", "title", "-valid"))
    shown = [(block, lix(block.text)) for block in blocks if block.is_in_force(today)]
    return render(
        request,
        "visitation/block_list.html",
        {"blocks": shown, "others": [block for block in blocks if not block.is_in_force(today)]},
    )


@require_http_methods(["GET", "POST"])
def block_new(request: HttpRequest) -> HttpResponse:
    return _save(request, None)


@require_http_methods(["GET", "POST"])
def block(request: HttpRequest, block: int) -> HttpResponse:
    """One version, and the form of the next."""
    require(can_maintain_blocks(request.user))
    return _save(request, get_object_or_404(TextBlock, pk=block))


@require_POST
def block_retire(request: HttpRequest, block: int) -> HttpResponse:
    require(can_maintain_blocks(request.user))
    found = get_object_or_404(TextBlock, pk=block)
    try:
        retire_block(block_id=found.pk, by=request.user, today=timezone.localdate())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"»{found.title}« er taget ud. Breve, der har brugt den, er som før.")
    return redirect("visitation:block_list")


def _save(request: HttpRequest, found: TextBlock | None) -> HttpResponse:
    require(can_maintain_blocks(request.user))
    today = timezone.localdate()
    initial = {"valid_from": today, "language": "da"}
    if found is not None:
        initial |= {"title": found.title, "use": found.use, "language": found.language, "text": found.text}
    form = BlockForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            key = found.key if found else slugify(form.cleaned_data["title"])[:40].strip("-") or "blok"
            saved = save_block(key=key, by=request.user, today=today, **form.cleaned_data)
            messages.success(request, f"»{saved.title}« er gemt.")
            return redirect("visitation:block_list")
    return render(
        request,
        "visitation/block.html",
        {"block": found, "form": form, "values": VALUES.items(), "lix": lix(form["text"].value() or "")},
        status=422 if form.errors else 200,
    )
