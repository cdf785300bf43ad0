"""What is typed when something is decided while treatment goes on."""

from typing import Any
from uuid import uuid4

from django import forms

from rusmiddel.forms import DanishDateField
from visitation.competence import Decider
from visitation.forms import LetterForm
from visitation.heard_form import HeardForm
from visitation.services.further import Grounds, SelfPayment

AMOUNT: dict[str, Any] = {
    "max_digits": 9,
    "decimal_places": 2,
    "min_value": 0,
    "localize": True,
    "error_messages": {"invalid": "Skriv et beløb i kroner, fx 1.250,50."},
}


class FurtherForm(HeardForm, LetterForm):
    """What every decision under way says, and how its letter reaches the citizen."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    facts = forms.CharField(
        label="Oplysninger, afgørelsen bygger på",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="»Du har oplyst, at …«",
    )
    reasons = forms.CharField(
        label="Begrundelse", widget=forms.Textarea(attrs={"rows": 4}), help_text="»Vi vurderer, at …«"
    )
    present = forms.CharField(label="Hvem har afgjort det?", max_length=500, help_text="Navn og stilling.")

    def __init__(self, *args: Any, deciders: list[Decider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_hearings(kwargs["case"].latest_request)
        self.fields["body_key"] = forms.ChoiceField(
            label="Hvem afgør det?",
            choices=[(each.body.key, each.body.name) for each in deciders],
            initial=deciders[0].body.key,
            widget=forms.RadioSelect,
        )
        self.order_fields(self.field_order)
        if len(deciders) == 1:
            del self.fields["body_key"]

    @property
    def grounds(self) -> Grounds:
        cleaned = self.cleaned_data
        return Grounds(
            hearing_id=self.chosen_hearing,
            known_from=cleaned.get("known_from", ""),
            facts=cleaned["facts"],
            reasons=cleaned["reasons"],
            present=cleaned["present"],
            body_key=cleaned.get("body_key", ""),
            channel=self.chosen_channel,
            may_print_protected_address=cleaned.get("may_print_protected_address", False),
        )


class SelfPaymentForm(FurtherForm):
    """The amount, and what it was worked out from: there is no rate to take it from."""

    per_month = forms.DecimalField(label="Borgeren betaler pr. måned, i kroner", **AMOUNT)
    from_on = DanishDateField(label="Fra", help_text="Fra opholdets begyndelse.")
    waived_reason = forms.CharField(
        label="Hvorfor ikke fra opholdets begyndelse?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kun når borgeren i særlige tilfælde fritages den første tid.",
    )
    income = forms.DecimalField(label="Indkomst pr. måned, i kroner", **AMOUNT)
    rent = forms.DecimalField(
        label="Husleje til egen bolig pr. måned, i kroner", help_text="0, hvis der ingen er.", **AMOUNT
    )
    calculation = forms.CharField(
        label="Hvordan er beløbet regnet ud?", widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = (
        "per_month",
        "from_on",
        "waived_reason",
        "income",
        "rent",
        "calculation",
        "hearing",
        "known_from",
        "facts",
        "reasons",
        "body_key",
        "present",
        "channel",
        "may_print_protected_address",
    )

    @property
    def payment(self) -> SelfPayment:
        cleaned = self.cleaned_data
        return SelfPayment(
            per_month=cleaned["per_month"],
            from_on=cleaned["from_on"],
            income=cleaned["income"],
            rent=cleaned["rent"],
            calculation=cleaned["calculation"],
            waived_reason=cleaned["waived_reason"],
        )


class LimitForm(FurtherForm):
    """Why the citizen's choice is restricted."""

    field_order = (
        "hearing",
        "known_from",
        "facts",
        "reasons",
        "body_key",
        "present",
        "channel",
        "may_print_protected_address",
    )
