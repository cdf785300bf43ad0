"""The forms about partners, consents and what is exchanged."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from cases.enums import ConsentForm, ConsentGiver, Direction, Means
from cases.models import Consent, Partner
from cases.services.consents import ConsentValues
from cases.services.disclosures import DisclosureValues
from rusmiddel.forms import DanishDateField, DanishDateTimeField
from rusmiddel.municipalities import MUNICIPALITIES
from rusmiddel.standards.legal_duties import legal_duties


class PartnerForm(forms.ModelForm):
    """One partner of the directory."""

    class Meta:
        model = Partner
        fields = (
            "name",
            "kind",
            "contact_name",
            "phone",
            "email",
            "address_line",
            "postcode",
            "city",
            "municipality_code",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality_code"] = forms.ChoiceField(
            label="Kommune",
            required=False,
            choices=[("", "Ikke en kommune"), *MUNICIPALITIES.items()],
            help_text="For en familieafdeling: så foreslås den som modtager af underretninger.",
        )

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        # The service writes the row; the form only reads what was typed.
        return


class NewConsentForm(forms.Form):
    """A consent as it is agreed on, or as it stands on the form that was signed."""

    partner = forms.ModelChoiceField(
        label="Samarbejdspartner", queryset=Partner.objects.none(), empty_label="Vælg samarbejdspartner"
    )
    direction = forms.ChoiceField(
        label="Vi må", choices=Direction.choices, initial=Direction.BOTH, widget=forms.RadioSelect
    )
    purpose = forms.CharField(
        label="Formål", max_length=200, help_text="Fx: samarbejde om en plan for arbejde og behandling."
    )
    scope = forms.CharField(
        label="Hvilke oplysninger",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kun det, der er brug for. Fx: fremmøde og planen for behandlingen.",
    )
    form = forms.ChoiceField(
        label="Hvordan er samtykket givet?",
        choices=ConsentForm.choices,
        initial=ConsentForm.WRITTEN,
        widget=forms.RadioSelect,
    )
    given_by = forms.ChoiceField(
        label="Hvem giver samtykket?",
        choices=ConsentGiver.choices,
        initial=ConsentGiver.CITIZEN,
        widget=forms.RadioSelect,
    )
    given_by_name = forms.CharField(
        label="Navn på den, der giver samtykket",
        max_length=120,
        required=False,
        help_text="Kun når det ikke er borgeren selv.",
    )
    given_on = DanishDateField(label="Givet den", initial=timezone.localdate)
    valid_until = DanishDateField(label="Gælder til og med", required=False)
    note = forms.CharField(
        label="Bemærkning",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ved mundtligt samtykke: skriv, hvordan det blev givet.",
    )

    def __init__(self, *args: Any, months: int, renews: Consent | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Partner.objects.filter(pk=renews.partner_id) if renews else Partner.objects.in_use()
        self.fields["partner"].queryset = partners.order_by("sort_key", "pk")  # type: ignore[attr-defined]
        self.fields["valid_until"].help_text = f"Tom: så længe standarden tillader, {months} måneder."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("form") == ConsentForm.ORAL and not cleaned.get("note", "").strip():
            self.add_error("note", "Skriv, hvordan det mundtlige samtykke blev givet.")
        is_own = cleaned.get("given_by") == ConsentGiver.CITIZEN
        if not is_own and not cleaned.get("given_by_name", "").strip():
            self.add_error("given_by_name", "Skriv navnet på den, der giver samtykket.")
        return cleaned

    @property
    def values(self) -> ConsentValues:
        cleaned = self.cleaned_data
        return ConsentValues(
            partner_id=cleaned["partner"].pk,
            direction=Direction(cleaned["direction"]),
            purpose=cleaned["purpose"],
            scope=cleaned["scope"],
            form=ConsentForm(cleaned["form"]),
            given_by=ConsentGiver(cleaned["given_by"]),
            given_by_name=cleaned["given_by_name"],
            given_on=cleaned["given_on"],
            valid_until=cleaned["valid_until"],
            note=cleaned["note"],
        )


def copied(consent: Consent, *, today: date) -> dict[str, Any]:
    """What a renewal begins with."""
    return {
        "partner": consent.partner_id,
        "direction": consent.direction,
        "purpose": consent.purpose,
        "scope": consent.scope,
        "form": consent.form,
        "given_by": consent.given_by,
        "given_by_name": consent.given_by_name,
        "given_on": today,
    }


class DisclosureForm(forms.Form):
    """What was exchanged by a consent."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    direction = forms.ChoiceField(
        label="Hvad er der sket?",
        choices=[(Direction.DISCLOSE, "Vi har videregivet"), (Direction.OBTAIN, "Vi har indhentet")],
        widget=forms.RadioSelect,
    )
    content = forms.CharField(label="Hvilke oplysninger", widget=forms.Textarea(attrs={"rows": 4}))
    person = forms.CharField(label="Hvem talte du med?", max_length=120, required=False)
    means = forms.ChoiceField(
        label="Hvordan", choices=Means.choices, initial=Means.PHONE, widget=forms.RadioSelect
    )
    occurred_at = DanishDateTimeField(label="Hvornår", initial=timezone.now)

    def __init__(self, *args: Any, consent: Consent | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if consent is not None and consent.direction != Direction.BOTH:
            self.initial.setdefault("direction", consent.direction)

    @property
    def values(self) -> DisclosureValues:
        cleaned = self.cleaned_data
        return DisclosureValues(
            submission=cleaned["submission"],
            direction=Direction(cleaned["direction"]),
            content=cleaned["content"],
            means=Means(cleaned["means"]),
            occurred_at=cleaned["occurred_at"],
            person=cleaned["person"],
        )


class DisclosureByLawForm(DisclosureForm):
    """The same without consent, by a named law."""

    duty = forms.ChoiceField(label="Efter hvilken lov?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Hvorfor gælder loven her?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Spørg din leder, hvis du er i tvivl.",
    )
    counterpart = forms.CharField(label="Til eller fra hvem", max_length=120)

    field_order = ("submission", "duty", "reason", "direction", "counterpart")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = [  # type: ignore[attr-defined]
            (key, duty.label) for key, duty in legal_duties().items()
        ]


class CorrectionForm(forms.Form):
    text = forms.CharField(label="Hvad er forkert?", widget=forms.Textarea(attrs={"rows": 3}))
