"""What is typed when a case is sent to whoever decides on it."""

from typing import Any

from django import forms

from cases.models import TreatmentRequest
from rusmiddel.forms import DanishDateField
from rusmiddel.standards.schema import Standard
from visitation.competence import bodies, deciders


class RecommendationForm(forms.Form):
    reasons = forms.CharField(
        label="Indstilling og begrundelse",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Hvad er prøvet før, hvorfor er det ikke nok, og hvad er målet?",
    )

    field_order = ("body_key", "offer_key", "reasons")

    def __init__(self, *args: Any, standard: Standard, wish: TreatmentRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_known = wish.wished_offer in {offer.key for offer in standard.offers}
        decides = deciders(standard, wish.wished_offer, wish.substance)[0].body.key if is_known else ""
        self.fields["body_key"] = forms.ChoiceField(
            label="Hvem skal afgøre sagen?",
            choices=[(each.key, each.name) for each in bodies(standard)],
            initial=decides,
            widget=forms.RadioSelect,
        )
        self.fields["offer_key"] = forms.ChoiceField(
            label="Hvad indstilles der til?",
            choices=[(offer.key, offer.name) for offer in standard.offers],
            initial=wish.wished_offer if is_known else "",
        )
        self.order_fields(self.field_order)


class AnswerForm(forms.Form):
    answered_on = DanishDateField(label="Svar kom den")
    answer = forms.CharField(label="Hvad blev svaret?", widget=forms.Textarea(attrs={"rows": 3}))
