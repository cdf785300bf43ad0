"""What is typed when a case is sent to whoever decides on it."""

from typing import Any

from django import forms

from cases.models import TreatmentRequest
from rusmiddel.forms import DanishDateField
from rusmiddel.standards.schema import Standard
from visitation.competence import bodies, deciders


class RecommendationForm(forms.Form):
    body_key = forms.ChoiceField(label="Hvem skal afgøre sagen?", widget=forms.RadioSelect)
    offer_key = forms.ChoiceField(label="Hvad indstilles der til?")
    reasons = forms.CharField(
        label="Indstilling og begrundelse",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Hvad er prøvet før, hvorfor er det ikke nok, og hvad er målet?",
    )

    def __init__(self, *args: Any, standard: Standard, wish: TreatmentRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_key"].choices = [(each.key, each.name) for each in bodies(standard)]
        self.fields["offer_key"].choices = [(offer.key, offer.name) for offer in standard.offers]
        known = {offer.key for offer in standard.offers}
        if wish.wished_offer in known:
            self.fields["offer_key"].initial = wish.wished_offer
            decider = deciders(standard, wish.wished_offer, wish.substance)[0]
            self.fields["body_key"].initial = decider.body.key


class AnswerForm(forms.Form):
    answered_on = DanishDateField(label="Svar kom den")
    answer = forms.CharField(label="Hvad blev svaret?", widget=forms.Textarea(attrs={"rows": 3}))
