"""What is typed when a citizen is heard before a decision."""

from uuid import uuid4

from django import forms

from rusmiddel.forms import DanishDateField
from visitation.enums import HearingAnswer, HearingMeans
from visitation.forms import LetterForm
from visitation.services.hearings import HearingValues


class HearingForm(LetterForm):
    """What the citizen is heard on."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    means = forms.ChoiceField(
        label="Hvordan høres borgeren?",
        choices=HearingMeans.choices,
        initial=HearingMeans.LETTER,
        widget=forms.RadioSelect,
    )
    considered = forms.CharField(
        label="Hvad overvejer I?",
        max_length=300,
        help_text="Fortsæt sætningen: »Vi overvejer …«, for eksempel »at give dig afslag på døgnbehandling«.",
    )
    facts = forms.CharField(
        label="Oplysninger, som er nye for borgeren",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Skriv til borgeren: »Vi har fået at vide, at …«",
    )
    exemption = forms.CharField(
        label="Hvorfor høres borgeren ikke?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=(
            "Kun når loven undtager. Skriv hvilken undtagelse i forvaltningslovens § 19, stk. 2, og hvorfor."
        ),
    )

    field_order = ("means", "considered", "facts", "exemption", "channel", "may_print_protected_address")

    @property
    def values(self) -> HearingValues:
        cleaned = self.cleaned_data
        return HearingValues(
            means=HearingMeans(cleaned["means"]),
            considered=cleaned["considered"],
            facts=cleaned["facts"],
            exemption=cleaned["exemption"],
            channel=self.chosen_channel,
            may_print_protected_address=cleaned.get("may_print_protected_address", False),
        )


class AnswerForm(forms.Form):
    """What the citizen answered."""

    form = forms.ChoiceField(label="Svaret", choices=HearingAnswer.choices, widget=forms.RadioSelect)
    answered_on = DanishDateField(label="Hvilken dag?")
    answer = forms.CharField(
        label="Hvad svarede borgeren?", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
