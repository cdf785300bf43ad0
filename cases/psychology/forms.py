from typing import Any

from django import forms
from django.utils import timezone

from cases.enums import Place, PsychologyKind, PsychologyTalkPurpose
from cases.note_forms import AttachmentsField
from cases.psychology.terms import terms
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField, DanishDateTimeField
from rusmiddel.standards.schema import Standard


class ReferralForm(forms.Form):
    """A question to the psychologist."""

    kind = forms.ChoiceField(label="Hvad henvises der til?", widget=forms.RadioSelect)
    question = forms.CharField(
        label="Hvad skal psykologen svare på?", widget=forms.Textarea(attrs={"rows": 4})
    )
    psychologist = forms.ModelChoiceField(label="Psykolog", queryset=User.objects.none())
    referred_on = DanishDateField(label="Henvist den", initial=timezone.localdate)

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [kind for kind in PsychologyKind.choices if terms(kind[0], standard)]
        self.fields["psychologist"].queryset = User.objects.with_role(Role.PSYCHOLOGIST).order_by("name")


class PsychologyTalkForm(forms.Form):
    """A talk with the psychologist to be booked."""

    purpose = forms.ChoiceField(
        label="Formål", choices=PsychologyTalkPurpose.choices, widget=forms.RadioSelect
    )
    planned_at = DanishDateTimeField(label="Tidspunkt")
    minutes = forms.IntegerField(label="Minutter", min_value=5, max_value=480, initial=60)
    place = forms.ChoiceField(
        label="Sted", choices=Place.choices, initial=Place.CENTRE, widget=forms.RadioSelect
    )


class ReportForm(forms.Form):
    """The psychologist's description or report."""

    report = forms.CharField(
        label="Beskrivelse eller rapport",
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Motivation, funktionsniveau, personlighedstræk, barrierer og svar på spørgsmålet.",
    )
    attached = AttachmentsField(label="Rapporten som fil", required=False)
