"""The forms about who the citizen is and who is near."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from cases.circumstances import guidance_on, partners_on
from cases.enums import (
    Channel,
    ChildLives,
    CircumstanceKind,
    CommitmentAnswer,
    ContractAnswer,
    ProtectionEnd,
    RelationKind,
)
from cases.forms import CprField
from cases.models import Case
from cases.search import find_by_number
from cases.services.inquiries import Person
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField, DanishDateTimeField
from rusmiddel.municipalities import MUNICIPALITIES
from rusmiddel.standards.schema import Standard


class AnonymityForm(forms.Form):
    """What of the standard's conditions is so."""

    is_asked = forms.BooleanField(label="Jeg har spurgt borgeren om det hele")

    def __init__(self, *args: Any, asked: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.fields["applying"] = forms.MultipleChoiceField(
            label="Sæt kryds ved det, der gælder",
            choices=[(str(index), condition.capitalize()) for index, condition in enumerate(asked)],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Spørg om det hele. Gælder intet af det, kan borgeren være anonym.",
        )
        self.order_fields(["applying", "is_asked"])

    @property
    def what_applies(self) -> list[str]:
        return [self.asked[int(index)] for index in self.cleaned_data["applying"]]


class BecomeKnownForm(forms.Form):
    """Who the citizen says they are, and that they asked for it."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    cpr = CprField(required=False)
    name = forms.CharField(label="Borgerens navn", max_length=200, required=False)
    phone = forms.CharField(label="Borgerens telefon", max_length=30, required=False)
    channel = forms.ChoiceField(
        label="Kanal", choices=Channel.choices, initial=Channel.IN_PERSON, widget=forms.RadioSelect
    )
    contacted_at = DanishDateTimeField(
        label="Hvornår bad borgeren om det?",
        initial=timezone.now,
        help_text="Den nye sags henvendelsesdato. Fristen løber fra den.",
    )
    note = forms.CharField(
        label="Hvordan har borgeren bedt om at blive kendt?", widget=forms.Textarea(attrs={"rows": 3})
    )
    is_own_wish = forms.BooleanField(label="Borgeren har selv bedt om det og ved, hvad det betyder")

    @property
    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "submission": cleaned["submission"],
            "person": Person(name=cleaned["name"], cpr=cleaned["cpr"], phone=cleaned["phone"]),
            "contacted_at": cleaned["contacted_at"],
            "channel": Channel(cleaned["channel"]),
            "note": cleaned["note"],
        }


class RenewalForm(forms.Form):
    expires_on = DanishDateField(
        label="Udløber", help_text="Et år efter, medmindre folkeregisteret siger andet."
    )


class ProtectionForm(RenewalForm):
    registered_on = DanishDateField(label="Registreret i folkeregisteret")

    field_order = ("registered_on", "expires_on")


class EndProtectionForm(forms.Form):
    end = forms.ChoiceField(
        label="Hvorfor ophører den?",
        choices=[choice for choice in ProtectionEnd.choices if choice[0] != ProtectionEnd.RENEWED],
        widget=forms.RadioSelect,
    )


class LinkForm(forms.Form):
    """The other case, by its number or the citizen's CPR number."""

    other = forms.CharField(
        label="Den anden sag", max_length=20, help_text="Sagsnummer, eller borgerens CPR-nummer."
    )
    reason = forms.CharField(
        label="Hvorfor er det den samme borger?", widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_other(self) -> Case:
        found = find_by_number(self.cleaned_data["other"], self.user)
        if found is None:
            raise forms.ValidationError("Der er ingen sag med det nummer.")
        return found


class CircumstanceForm(forms.Form):
    """One circumstance, with what the standard says of it."""

    since_on = DanishDateField(label="Siden")
    expected_birth_on = DanishDateField(label="Ventet fødsel", required=False)
    partner = forms.CharField(label="Samarbejdspartner", max_length=200, required=False)
    partner_contacted_on = DanishDateField(label="Partneren er kontaktet den", required=False)
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    until_on = DanishDateField(
        label="Ophørt", required=False, help_text="Udfyld kun, når det ikke gælder længere."
    )

    def __init__(self, *args: Any, kind: CircumstanceKind, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guidance = guidance_on(kind, standard)
        if kind != CircumstanceKind.PREGNANT:
            del self.fields["expected_birth_on"]
        partners = partners_on(kind, standard)
        if partners:
            self.fields["partner"].help_text = f"For eksempel {' eller '.join(partners)}."


class ContractForm(forms.Form):
    offered_on = DanishDateField(label="Tilbudt")
    answer = forms.ChoiceField(
        label="Borgerens svar",
        required=False,
        choices=[("", "Intet svar endnu"), *ContractAnswer.choices],
        widget=forms.RadioSelect,
    )
    answered_on = DanishDateField(label="Svar den", required=False)
    institution = forms.CharField(label="Institution", max_length=200, required=False)
    ended_on = DanishDateField(label="Ophørt", required=False, help_text="Senest ved fødslen.")


class RetentionForm(forms.Form):
    from_on = DanishDateField(label="Fra")
    until_on = DanishDateField(label="Til og med")
    told_on = DanishDateField(label="Kommunen fik besked den")
    reason = forms.CharField(label="Institutionens begrundelse", widget=forms.Textarea(attrs={"rows": 3}))


class CommitmentForm(forms.Form):
    requested_on = DanishDateField(label="Anmodet den")
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class CommitmentAnswerForm(forms.Form):
    answer = forms.ChoiceField(label="Svar", choices=CommitmentAnswer.choices, widget=forms.RadioSelect)
    answered_at = DanishDateTimeField(label="Hvornår kom svaret?", initial=timezone.now)
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class NearForm(forms.Form):
    """Somebody near the citizen; of an anonymous citizen's near ones nothing that tells who they are."""

    name = forms.CharField(label="Navn", max_length=200, required=False)
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, is_anonymous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_anonymous:
            for name in ("name", "phone", "birth_date"):
                self.fields.pop(name, None)

    @property
    def facts(self) -> dict[str, Any]:
        return self.cleaned_data


class PersonForm(NearForm):
    kind = forms.ChoiceField(
        label="Hvem",
        choices=[choice for choice in RelationKind.choices if choice[0] != RelationKind.CHILD],
    )
    phone = forms.CharField(label="Telefon", max_length=30, required=False)
    has_custody = forms.BooleanField(label="Har forældremyndighed over borgeren", required=False)
    is_guardian = forms.BooleanField(label="Er borgerens værge", required=False)

    field_order = ("kind", "name", "phone", "has_custody", "is_guardian", "note")


class ChildForm(NearForm):
    birth_date = DanishDateField(label="Fødselsdato", required=False)
    stated_age = forms.IntegerField(
        label="Alder",
        required=False,
        min_value=0,
        max_value=17,
        help_text="Hvis datoen ikke er kendt.",
    )
    lives = forms.ChoiceField(label="Barnet bor", choices=ChildLives.choices, widget=forms.RadioSelect)
    municipality_code = forms.ChoiceField(
        label="Barnets hjemkommune",
        required=False,
        choices=[("", "Ved ikke"), *MUNICIPALITIES.items()],
        help_text="En underretning sendes til barnets hjemkommune.",
    )

    field_order = ("name", "birth_date", "stated_age", "lives", "municipality_code", "note")

    @property
    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "kind": RelationKind.CHILD}
