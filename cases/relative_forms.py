"""The form for a relative who wants help."""

import uuid
from typing import Any

from django import forms

from cases.enums import RelativeGround
from cases.relatives import offers_for_relatives
from cases.services.relatives import Relative
from rusmiddel.municipalities import MUNICIPALITIES
from rusmiddel.standards.schema import Standard


class RelativeForm(forms.Form):
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = forms.CharField(
        label="Den pårørendes navn",
        max_length=200,
        help_text="Et fornavn er nok, intet CPR-nummer.",
    )
    phone = forms.CharField(label="Telefon", max_length=30, required=False)
    age = forms.IntegerField(label="Alder", required=False, min_value=0, max_value=120)
    ground = forms.ChoiceField(
        label="Hvordan er den pårørende berørt?",
        choices=RelativeGround.choices,
        initial=RelativeGround.OTHER,
        required=False,
        widget=forms.RadioSelect,
        help_text="Som den pårørende selv fortæller det. Spørg ikke, hvem det drejer sig om.",
    )

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality_code"] = forms.ChoiceField(
            label="Bor i",
            choices=[("", "Ved ikke"), *MUNICIPALITIES.items()],
            required=False,
            initial=standard.organisation.municipality_code.value,
        )
        offers = offers_for_relatives(standard)
        self.fields["offer_key"] = forms.ChoiceField(
            label="Tilbud", choices=[(offer.key, offer.name) for offer in offers]
        )
        # What nothing depends on is not asked.
        if not any(offer.near_in_treatment.value for offer in offers):
            del self.fields["ground"]

    @property
    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "submission": cleaned["submission"],
            "offer_key": cleaned["offer_key"],
            "relative": Relative(
                name=cleaned["name"],
                phone=cleaned["phone"],
                age=cleaned["age"],
                municipality_code=cleaned["municipality_code"],
                ground=RelativeGround(cleaned.get("ground") or RelativeGround.OTHER),
            ),
        }
