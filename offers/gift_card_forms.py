"""What is typed about gift cards."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from offers.gift_cards import card_numbers
from offers.models import GiftCard
from rusmiddel.forms import DanishDateField


class ReceiveForm(forms.Form):
    """Cards that have come from the shop."""

    numbers = forms.CharField(
        label="Numre",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ét på hver linje, eller fra og til: 1001-1020.",
    )
    amount = forms.IntegerField(label="Beløb pr. kort i kroner", min_value=1, max_value=10_000)
    received_on = DanishDateField(label="Modtaget", initial=timezone.localdate)

    def clean_numbers(self) -> list[str]:
        try:
            return card_numbers(self.cleaned_data["numbers"])
        except ValueError as error:
            raise ValidationError(f"Kan ikke læses som kortnumre: {error}.") from None


class HandOutForm(forms.Form):
    """A card out of the cupboard."""

    card = forms.ModelChoiceField(label="Gavekort", queryset=GiftCard.objects.none())
    is_signed = forms.BooleanField(label="Borgeren har kvitteret med sin underskrift", required=False)

    def __init__(self, *args: Any, amount: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cards = GiftCard.objects.in_hand().filter(amount=amount).order_by("number")
        self.fields["card"].queryset = cards  # type: ignore[attr-defined]
        self.fields["card"].initial = cards.first()
