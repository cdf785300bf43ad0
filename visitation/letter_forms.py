"""The forms of the letters' way out."""

from typing import Any

from django import forms

from rusmiddel.forms import DanishDateField
from rusmiddel.letters.models import Letter


class BatchForm(forms.Form):
    """Which letters go in the day's batch: all of them unless one is taken out."""

    letters = forms.ModelMultipleChoiceField(
        queryset=Letter.objects.none(),
        label="Breve",
        error_messages={"required": "Vælg mindst ét brev.", "invalid_choice": "Brevet er sendt imens."},
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letters"].queryset = waiting


class BatchSentForm(forms.Form):
    sent_on = DanishDateField(label="Lagt til post den")
