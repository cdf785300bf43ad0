"""What the pages of visitation have in common in their answers."""

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rusmiddel.forms import add_service_errors
from rusmiddel.letters.services import LetterRefused
from visitation.models import Meeting


def pdf(content: bytes, *, name: str) -> HttpResponse:
    """A PDF to read in the browser and to keep nowhere; its name tells nothing about anybody."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def add_refusal(form: BaseForm, refusal: ValidationError | LetterRefused) -> None:
    """Show why a service or a letter was refused."""
    if isinstance(refusal, ValidationError):
        add_service_errors(form, refusal)
        return
    for reason in refusal.reasons:
        form.add_error(None, reason)


def meeting_act_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: str,
    act: str,
    back: str,
    meeting: Meeting | None = None,
    consequence: str = "",
) -> HttpResponse:
    """A page with one form for one act on a meeting; `consequence` says what the act will cause."""
    return render(
        request,
        "visitation/act.html",
        {
            "meeting": meeting,
            "form": form,
            "title": title,
            "act": act,
            "back": back,
            "consequence": consequence,
        },
        status=422 if form.errors else 200,
    )
