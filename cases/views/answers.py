"""What pages answer with besides a page: a PDF, and why something was refused."""

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse

from rusmiddel.forms import add_service_errors
from rusmiddel.letters.services import LetterRefused


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
