"""What pages answer besides what was asked for: why something was refused."""

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from rusmiddel.forms import add_service_errors
from rusmiddel.letters.services import LetterRefused


def add_refusal(form: BaseForm, refusal: ValidationError | LetterRefused) -> None:
    """Show why a service or a letter was refused."""
    if isinstance(refusal, ValidationError):
        add_service_errors(form, refusal)
        return
    for reason in refusal.reasons:
        form.add_error(None, reason)
