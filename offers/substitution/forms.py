from typing import Any

from django import forms
from django.utils import timezone

from offers.enums import (
    IntakeControl,
    IrregularityDecision,
    PrescriptionKind,
    Signer,
    UrineOccasion,
    UrineOutcome,
)
from offers.models import Prescription, SubstitutionPlan, UrineTest
from offers.services.prescribing import DoseValues, PlanValues
from offers.substitution.preparations import dispensing_places, preparations
from offers.substitution.sanctions import Rung
from rusmiddel.forms import DanishDateField
from rusmiddel.standards.schema import Standard


def area(label: str, *, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class DoctorsPlanForm(forms.Form):
    """The doctor's plan; from the second version on with how the former one went."""

    former = area("Hvordan er det gået med den tidligere plan?")
    indication = area("Indikation")
    purpose = area("Formål", help_text="Hvad skal behandlingen føre til for borgeren?")
    support = area("Social og pædagogisk støtte", help_text="Den lægelige behandling står aldrig alene.")
    coordination = area("Samarbejde med anden lægelig behandling", required=False)
    health = area("Helbred, screening for følgesygdomme og vaccinationer", required=False)
    harm_reduction = area("Skadesreduktion", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, last: SubstitutionPlan | None, **kwargs: Any) -> None:
        names = ("indication", "purpose", "support", "coordination", "health", "harm_reduction")
        initial = {name: getattr(last, name) for name in names} if last else {}
        super().__init__(*args, initial={**initial, "version": last.version + 1 if last else 1}, **kwargs)
        if last is None:
            del self.fields["former"]

    @property
    def values(self) -> PlanValues:
        return PlanValues(**{name: text for name, text in self.cleaned_data.items() if name != "version"})


class DoseForm(forms.Form):
    """One line of the dose history."""

    kind = forms.ChoiceField(
        label="Ordination",
        choices=PrescriptionKind.choices,
        initial=PrescriptionKind.DOSE,
        widget=forms.RadioSelect,
    )
    from_on = DanishDateField(label="Gælder fra", initial=timezone.localdate)
    preparation_key = forms.ChoiceField(label="Præparat", required=False)
    daily_mg = forms.DecimalField(
        label="Dosis i mg pr. døgn",
        required=False,
        localize=True,
        min_value=0,
        max_value=10_000,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8}),
    )
    dispensing_place = forms.ChoiceField(label="Medicinen udleveres", required=False)
    intake = forms.ChoiceField(
        label="Kontrol med indtagelsen",
        required=False,
        choices=IntakeControl.choices,
        widget=forms.RadioSelect,
    )
    dearer_reason = area(
        "Hvorfor ikke det billigste af ligeværdige præparater?",
        rows=2,
        required=False,
        help_text="Kun når der er et billigere præparat med samme virkning.",
    )
    note = area("Begrundelse", required=False, help_text="Ved ophør skal den skrives.")

    def __init__(
        self, *args: Any, standard: Standard, current: Prescription | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=initial_of(current), **kwargs)
        listed = preparations(standard)
        self.fields["preparation_key"].choices = [("", "Vælg"), *((each.key, each.name) for each in listed)]
        places = dispensing_places(standard)
        if places:
            self.fields["dispensing_place"].choices = [("", "Vælg"), *((place, place) for place in places)]
        else:
            self.fields["dispensing_place"] = forms.CharField(
                label="Medicinen udleveres", required=False, max_length=200
            )
        if not standard.substitution.cheapest.value:
            del self.fields["dearer_reason"]

    @property
    def values(self) -> DoseValues:
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return DoseValues(**{**cleaned, "kind": PrescriptionKind(cleaned["kind"])})


class DoseCorrectionForm(DoseForm):
    reason = area("Hvorfor rettes ordinationen?")


class DoctorTalkForm(forms.Form):
    held_on = DanishDateField(label="Holdt den", initial=timezone.localdate)
    text = area("Hvad viste samtalen?", rows=6)
    next_on = DanishDateField(
        label="Næste samtale aftalt senest",
        required=False,
        help_text="Standardens frist gælder også. Den tidligste er fristen.",
    )


class MissedDoseForm(forms.Form):
    on = DanishDateField(label="Dag", initial=timezone.localdate)
    note = area("Hvad skete der?", required=False)


class ChildrenForm(forms.Form):
    at_home = forms.TypedChoiceField(
        label="Bor der børn i hjemmet?",
        choices=[("ja", "Ja"), ("nej", "Nej")],
        coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect,
    )
    from_on = DanishDateField(label="Fra", initial=timezone.localdate)
    note = area("Bemærkning", rows=2, required=False)


class UrinePlanForm(forms.Form):
    planned_on = DanishDateField(label="Prøven tages den")


class UrineTestForm(forms.Form):
    taken_on = DanishDateField(label="Dag", initial=timezone.localdate)
    occasion = forms.ChoiceField(label="Anledning", choices=UrineOccasion.choices, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label="Resultat", choices=UrineOutcome.choices, widget=forms.RadioSelect)
    findings = area("Hvad viste prøven?", required=False)

    @property
    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            **cleaned,
            "occasion": UrineOccasion(cleaned["occasion"]),
            "outcome": UrineOutcome(cleaned["outcome"]),
        }


class UrineCorrectionForm(UrineTestForm):
    reason = area("Hvorfor rettes prøven?")


class AgreementForm(forms.Form):
    text = area("Aftalens tekst", rows=16, help_text="Ret teksten, så den passer til borgeren.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class AgreementSignatureForm(forms.Form):
    signer = forms.ChoiceField(
        label="Hvem har underskrevet?",
        choices=Signer.choices,
        widget=forms.RadioSelect,
        initial=Signer.CITIZEN,
    )
    signed_on = DanishDateField(label="Underskrevet den", required=False, initial=timezone.localdate)
    reason = area("Hvorfor ikke?", required=False, help_text="Kun når aftalen ikke er underskrevet.")


class BreachForm(forms.Form):
    on = DanishDateField(label="Dag", initial=timezone.localdate)
    text = area("Hvad skete der?", rows=4)
    citizens_words = area("Borgerens egen forklaring", required=False)


class SanctionForm(forms.Form):
    """What follows from a breach: only what the standard's order has reached."""

    number = forms.TypedChoiceField(label="Følge", coerce=int, widget=forms.RadioSelect)
    reasons = area("Lægens begrundelse", rows=4)

    def __init__(self, *args: Any, rungs: list[Rung], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [(rung.number, _words(rung)) for rung in rungs]


class HearingForm(forms.Form):
    heard_on = DanishDateField(label="Svar eller svarfrist", initial=timezone.localdate)
    answer = area("Borgerens svar", rows=4, help_text="Kom der ikke et svar, så skriv det.")


class WhyForm(forms.Form):
    """Only the reason."""

    reason = area("Hvorfor?")


class NothingForm(forms.Form):
    """Nothing to fill in: the button is the act."""


class IrregularityForm(forms.Form):
    found_on = DanishDateField(label="Fundet den", initial=timezone.localdate)
    text = area("Hvad er fundet?", rows=4)


class DiscussionForm(forms.Form):
    discussed_on = DanishDateField(label="Drøftet den", initial=timezone.localdate)
    present = area("Til stede", rows=2)
    discussion = area("Hvad mente mødet om fortsat ordination?", rows=4)


class IrregularityDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="Beslutning", choices=IrregularityDecision.choices, widget=forms.RadioSelect
    )
    reasons = area("Begrundelse", rows=4)


def initial_of(line: Prescription | None) -> dict[str, Any]:
    names = ("preparation_key", "daily_mg", "dispensing_place", "intake", "dearer_reason")
    return {name: getattr(line, name) for name in names} if line else {}


def initial_of_test(test: UrineTest) -> dict[str, Any]:
    return {name: getattr(test, name) for name in ("taken_on", "occasion", "outcome", "findings")}


def _words(rung: Rung) -> str:
    more = " – kræver partshøring, teamlederens godkendelse og en afgørelse" if rung.is_hard else ""
    return f"{rung.number}. {rung.text}{more}"
