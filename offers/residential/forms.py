"""What is typed about providers, stays and free choice."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from offers.enums import ChoiceStatus, Degree, PlacementEnd, SupervisionMeans, TalksAnswer, TreatmentForm
from offers.models import Course, FreeChoice, Provider
from offers.services.placements import EndValues, StayValues
from offers.services.stays import AftercareValues, SupervisionValues
from rusmiddel.forms import DanishDateField
from rusmiddel.sorting import DanishSortKey
from rusmiddel.standards.schema import Offer

AMOUNT: dict[str, Any] = {"max_digits": 9, "decimal_places": 2, "min_value": 1, "localize": True}


def _long(label: str, *, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ProviderForm(forms.ModelForm):
    """A place outside the centre."""

    class Meta:
        model = Provider
        fields = (
            "name",
            "form",
            "is_public",
            "portal_id",
            "address_line",
            "postcode_city",
            "phone",
            "email",
            "note",
            "closed_on",
        )
        widgets = {"form": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        field_classes = {"closed_on": DanishDateField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = TreatmentForm.choices
        self.fields["is_public"].label = "Offentligt: kommunalt eller regionalt"
        self.fields["portal_id"].help_text = "Kun cifre. Et døgntilbud skal have et."
        if self.instance.pk:
            del self.fields["form"]
        else:
            del self.fields["closed_on"]

    def _post_clean(self) -> None:
        # The act looks at the whole of it; here only what is typed is read.
        return


class ApprovalForm(forms.Form):
    authority = forms.CharField(label="Godkendt af", max_length=100, help_text="Fx Socialtilsyn Nord.")
    from_on = DanishDateField(label="Fra")
    until_on = DanishDateField(
        label="Til og med", required=False, help_text="Tom, når godkendelsen ingen slutdato har."
    )
    note = _long("Bemærkning", rows=2, required=False)


class ApprovalEndForm(forms.Form):
    until_on = DanishDateField(label="Sidste dag")
    reason = _long("Hvorfor?", rows=2)


class PriceForm(forms.Form):
    from_on = DanishDateField(label="Gælder fra")
    per_day = forms.DecimalField(label="Kroner pr. døgn", **AMOUNT)


class PlacementForm(forms.Form):
    """Where and for how long."""

    provider = forms.ModelChoiceField(label="Institution", queryset=Provider.objects.none())
    planned_from = DanishDateField(label="Fra")
    planned_until = DanishDateField(label="Til og med")
    aim = _long("Formål og mål med opholdet", rows=3, required=False)

    def __init__(self, *args: Any, usual: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = (
            Provider.objects.open().filter(form=TreatmentForm.RESIDENTIAL).order_by(DanishSortKey("name"))
        )
        self.fields["provider"].help_text = "Kun en institution, som Socialtilsynet har godkendt den dag."
        self.fields["planned_until"].help_text = usual

    @property
    def values(self) -> StayValues:
        cleaned = self.cleaned_data
        return StayValues(
            provider_id=cleaned["provider"].pk,
            planned_from=cleaned["planned_from"],
            planned_until=cleaned["planned_until"],
            aim=cleaned["aim"],
        )


class MoveForm(PlacementForm):
    """The next place, and the last day at the first."""

    moved_on = DanishDateField(label="Sidste dag på den nuværende institution")
    reason = _long("Hvorfor flyttes der?", rows=3)

    field_order = ("moved_on", "reason", "provider", "planned_from", "planned_until", "aim")


class GuaranteeForm(forms.Form):
    from_on = DanishDateField(label="Fra")
    until_on = DanishDateField(
        label="Til og med", help_text="En senere dag end den aftalte forlænger opholdet."
    )
    per_day = forms.DecimalField(label="Kroner pr. døgn", **AMOUNT)
    reference = forms.CharField(label="Reference", max_length=100, required=False)


class BeginForm(forms.Form):
    started_on = DanishDateField(label="Indskrevet den")


class EndForm(forms.Form):
    """How the stay ended."""

    kind = forms.ChoiceField(
        label="Hvordan sluttede opholdet?",
        choices=[each for each in PlacementEnd.choices if each[0] != PlacementEnd.MOVED],
        widget=forms.RadioSelect,
    )
    ended_on = DanishDateField(label="Udskrevet den")
    reason = _long("Hvorfor, og hvad blev nået?", rows=3)
    agreed_with = forms.CharField(
        label="Aftalt med", max_length=200, required=False, help_text="Hvem på institutionen."
    )
    talks_answer = forms.ChoiceField(
        label="Ambulante samtaler bagefter",
        choices=[("", "Ikke tilbudt"), *TalksAnswer.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text="Skal tilbydes, når opholdet slutter efter aftale.",
    )

    @property
    def values(self) -> EndValues:
        cleaned = self.cleaned_data
        return EndValues(
            kind=PlacementEnd(cleaned["kind"]),
            ended_on=cleaned["ended_on"],
            reason=cleaned["reason"],
            agreed_with=cleaned["agreed_with"],
            talks_answer=cleaned["talks_answer"],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == PlacementEnd.AGREED:
            if not cleaned.get("agreed_with", "").strip():
                self.add_error("agreed_with", "Skriv, hvem på institutionen slutningen er aftalt med.")
            if not cleaned.get("talks_answer"):
                self.add_error("talks_answer", "Tilbyd ambulante samtaler, og skriv, hvad borgeren svarede.")
        return cleaned


class SupervisionForm(forms.Form):
    """What was seen; the words become a note in the journal."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    held_on = DanishDateField(label="Holdt den")
    means = forms.ChoiceField(label="Hvordan?", choices=SupervisionMeans.choices, widget=forms.RadioSelect)
    with_whom = forms.CharField(label="Hvem var med?", max_length=200)
    delivers = forms.ChoiceField(
        label="Yder institutionen det aftalte?", choices=Degree.choices, widget=forms.RadioSelect
    )
    cooperates = forms.ChoiceField(
        label="Samarbejder borgeren?", choices=Degree.choices, widget=forms.RadioSelect
    )
    text = _long("Notat", rows=6, help_text="Kvalitet, målene i planen, udbytte og samarbejde.")

    @property
    def values(self) -> SupervisionValues:
        cleaned = self.cleaned_data
        return SupervisionValues(
            held_on=cleaned["held_on"],
            means=SupervisionMeans(cleaned["means"]),
            with_whom=cleaned["with_whom"],
            delivers=Degree(cleaned["delivers"]),
            cooperates=Degree(cleaned["cooperates"]),
            text=cleaned["text"],
        )


class StatusReportForm(forms.Form):
    received_on = DanishDateField(label="Modtaget den", initial=timezone.localdate)
    summary = _long("Hvad siger den?", rows=5)


class AftercareForm(forms.Form):
    """The plan for afterwards: concrete enough to act on."""

    made_on = DanishDateField(label="Lavet den", initial=timezone.localdate)
    with_citizen = forms.BooleanField(label="Lavet sammen med borgeren", required=False)
    goals = _long("Hvad vil borgeren holde fast i?", rows=3)
    support = _long(
        "Støtte efter opholdet", rows=3, help_text="Samtaler, netværk, bolig, arbejde: hvem og hvornår."
    )
    relapse = _long(
        "Ved risiko for tilbagefald", rows=3, help_text="Hvad borgeren gør, og hvem der ringes til."
    )

    @property
    def values(self) -> AftercareValues:
        return AftercareValues(**self.cleaned_data)


class ChoiceForm(forms.Form):
    """Which place, and what the citizen said."""

    provider = forms.ModelChoiceField(label="Sted", queryset=Provider.objects.none())
    chosen_on = DanishDateField(label="Valgt den", initial=timezone.localdate)
    wish = _long("Borgerens ønske", rows=3, required=False)
    is_heroin = forms.BooleanField(
        label="Behandlingen er med heroin", required=False, help_text="Så er der ikke frit valg."
    )

    def __init__(self, *args: Any, course: Course, is_substitution: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = (
            Provider.objects.open().filter(form=course.form).order_by(DanishSortKey("name"))
        )
        self.fields[
            "provider"
        ].help_text = (
            f"Kun {course.get_form_display().lower()}: der er ikke frit valg mellem ambulant og døgn."
        )
        if not is_substitution:
            del self.fields["is_heroin"]


class ChoiceAnswerForm(forms.Form):
    """What the place answered."""

    status = forms.ChoiceField(label="Svar", widget=forms.RadioSelect)
    answered_on = DanishDateField(label="Svar den", initial=timezone.localdate)
    note = _long("Hvad blev der svaret?", rows=3, required=False)

    def __init__(self, *args: Any, choice: FreeChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [ChoiceStatus.WITHDRAWN]
        if choice.is_wanted:
            # A public place may say no only for lack of room (section 14).
            no = [] if choice.is_public else [ChoiceStatus.DECLINED]
            answers = [ChoiceStatus.ACCEPTED, ChoiceStatus.NO_CAPACITY, *no, *answers]
        self.fields["status"].choices = [(each.value, each.label) for each in answers]


def usual_length(offer: Offer) -> str:
    """What the standard says of how long a stay usually is; it binds nobody."""
    least, most = offer.months_min.value, offer.months_max.value
    return f"Standarden siger oftest {least} til {most} måneder." if least and most else ""
