"""The forms of the letters' way out."""

from typing import Any

from django import forms

from rusmiddel.forms import DanishDateField
from rusmiddel.letters.enums import SetbackReason
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


class ReturnedForm(forms.Form):
    """Returned mail: when it came, and what the envelope says."""

    returned_on = DanishDateField(label="Kom retur den")
    reason = forms.ChoiceField(
        label="Hvad står der på kuverten?",
        widget=forms.RadioSelect,
        choices=[
            (reason.value, reason.label) for reason in SetbackReason if reason != SetbackReason.DIGITAL_POST
        ],
    )
    note = forms.CharField(label="Bemærkning", max_length=500, required=False)

    def clean_reason(self) -> SetbackReason:
        return SetbackReason(self.cleaned_data["reason"])
