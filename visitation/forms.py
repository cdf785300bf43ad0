from typing import Any

from django import forms

from cases.models import Case, TreatmentRequest
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField, DanishDateTimeField
from rusmiddel.letters.enums import Channel
from rusmiddel.standards.schema import Standard
from visitation.competence import bodies
from visitation.enums import DecisionKind
from visitation.heard_form import HeardForm
from visitation.services.preparing import DecisionValues

CHANNELS = [(Channel.POST.value, "Sendes med posten"), (Channel.HANDED_OVER.value, "Gives i hånden")]
NOT_FOR_FULL_GRANT = "Skal skrives, når der ikke bevilges alt, der er søgt om."


class MeetingForm(forms.Form):
    """When and where a meeting is held, and by whom."""

    body_key = forms.ChoiceField(label="Hvem holder mødet?", widget=forms.RadioSelect)
    starts_at = DanishDateTimeField(label="Tidspunkt")
    place = forms.CharField(label="Sted", max_length=200, required=False)

    def __init__(self, *args: Any, standard: Standard, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.key: body for body in bodies(standard)}
        self.fields["body_key"].choices = [(key, body.name) for key, body in self.bodies.items()]
        self.fields["body_key"].initial = next(iter(self.bodies))
        if not is_new:
            del self.fields["body_key"]


class AttendanceForm(forms.Form):
    attendees = forms.ModelMultipleChoiceField(
        label="Til stede",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others_present = forms.CharField(
        label="Andre til stede",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En på hver linje, med navn og stilling.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attendees"].queryset = User.objects.with_role(*CASE_ROLES).order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("attendees") and not cleaned.get("others_present", "").strip():
            self.add_error("attendees", "Vælg mindst én, der er til stede.")
        return cleaned


class LetterForm(forms.Form):
    """How a letter reaches the citizen."""

    channel = forms.ChoiceField(
        label="Brevet", choices=CHANNELS, initial=Channel.POST, widget=forms.RadioSelect
    )
    may_print_protected_address = forms.BooleanField(
        label="Tryk den beskyttede adresse på brevet",
        required=False,
        help_text="Borgeren har adressebeskyttelse. Uden kryds kan brevet kun gives i hånden.",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lacks_address = not case.citizen.is_anonymous and not case.citizen.can_get_post
        if case.citizen.is_anonymous:
            del self.fields["channel"]
        elif self.lacks_address:
            self.fields["channel"].initial = Channel.HANDED_OVER
            self.fields[
                "channel"
            ].help_text = "Borgerens adresse mangler. Uden den kan brevet kun gives i hånden."
        if not case.citizen.is_protected:
            del self.fields["may_print_protected_address"]

    @property
    def chosen_channel(self) -> Channel:
        return Channel(self.cleaned_data.get("channel", Channel.HANDED_OVER))


class DecisionForm(HeardForm, LetterForm):
    """What is decided, why, and how the citizen is told."""

    kind = forms.ChoiceField(label="Beslutning", choices=DecisionKind.choices, widget=forms.RadioSelect)
    granted_key = forms.ChoiceField(
        label="Tilbud", required=False, help_text="Kun ved delvis bevilling: det, der gives i stedet."
    )
    facts = forms.CharField(
        label="Oplysninger, afgørelsen bygger på",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"{NOT_FOR_FULL_GRANT} Skriv til borgeren: »Du har fortalt, at …«",
    )
    reasons = forms.CharField(
        label="Begrundelse",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="»Vi vurderer, at …«",
    )
    weighed = forms.CharField(
        label="Hvad der er lagt vægt på",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="»Vi har lagt vægt på, at …«, også hvad der er prøvet før.",
    )
    further_provisions = forms.CharField(
        label="Flere bestemmelser",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="En på hver linje. De nævnte ovenfor kommer med af sig selv.",
    )
    present = forms.CharField(
        label="Hvem har afgjort det?", required=False, max_length=500, help_text="Navn og stilling."
    )
    writes_letter = forms.BooleanField(label="Skriv også brev ved fuld bevilling", required=False)
    is_told_orally = forms.BooleanField(label="Fortalt mundtligt til borgeren", required=False)

    field_order = (
        "kind",
        "granted_key",
        "facts",
        "reasons",
        "weighed",
        "hearing",
        "known_from",
        "further_provisions",
        "present",
        "channel",
        "may_print_protected_address",
        "writes_letter",
        "is_told_orally",
    )

    def __init__(
        self, *args: Any, wish: TreatmentRequest, is_at_meeting: bool, body_key: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.body_key = body_key
        self.offer_hearings(wish)
        self.fields["granted_key"].choices = [
            ("", "Vælg tilbud"),
            *((offer.key, offer.name) for offer in wish.standard.offers),
        ]
        self.fields["granted_key"].widget.choices = self.fields["granted_key"].choices
        if is_at_meeting:
            del self.fields["present"]
        if wish.standard.decisions.written_on_full_grant.value:
            del self.fields["writes_letter"]

    @property
    def values(self) -> DecisionValues:
        cleaned = self.cleaned_data
        return DecisionValues(
            kind=DecisionKind(cleaned["kind"]),
            granted_key=cleaned["granted_key"],
            facts=cleaned["facts"],
            reasons=cleaned["reasons"],
            weighed=cleaned["weighed"],
            hearing_id=self.chosen_hearing,
            known_from=cleaned["known_from"],
            further_provisions=tuple(cleaned["further_provisions"].splitlines()),
            writes_letter=cleaned.get("writes_letter", False),
            channel=self.chosen_channel,
            may_print_protected_address=cleaned.get("may_print_protected_address", False),
            is_told_orally=cleaned["is_told_orally"],
            present=cleaned.get("present", ""),
            body_key=self.body_key,
        )


class PostponeForm(forms.Form):
    missing = forms.CharField(
        label="Hvad mangler?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvad der mangler."},
    )


class AskedForm(forms.Form):
    asked_on = DanishDateField(label="Hvornår bad borgeren om det?")


class SentForm(forms.Form):
    sent_on = DanishDateField(label="Hvilken dag?")


class ReceiptForm(forms.Form):
    received_on = DanishDateField(label="Modtaget den")
    source = forms.CharField(
        label="Hvor ved du det fra?", max_length=200, help_text="For eksempel: borgeren ringede den 4. marts."
    )
