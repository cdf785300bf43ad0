import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from cases.enums import (
    Channel,
    Children,
    ClockEventKind,
    Concern,
    ContactedBy,
    DeviationReason,
    NextStep,
    Place,
    Pregnancy,
    SessionOutcome,
    Substance,
    Wish,
)
from cases.guarantee import may_deviate
from cases.models import Citizen
from cases.models.assessment import TOPICS, Assessment
from cases.services.inquiries import InquiryValues, Person
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.cpr import CprError, parse
from rusmiddel.forms import DanishDateTimeField, SeenForm
from rusmiddel.municipalities import MUNICIPALITIES
from rusmiddel.standards.schema import Standard

# A contact older than this is a slip of the keyboard, not a late note.
OLDEST_CONTACT = timedelta(days=366)


class Identity(models.TextChoices):
    NAMED = "named", "Navn eller CPR-nummer"
    ANONYMOUS = "anonymous", "Anonym"
    UNTOLD = "untold", "Ikke oplyst"


class Residence(models.TextChoices):
    OWN = "own", "Ja"
    OTHER = "other", "Nej, en anden kommune"
    UNKNOWN = "unknown", "Ved ikke"


class CprField(forms.CharField):
    """A CPR number as it is typed, with or without the hyphen; cleaned to its ten digits."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="CPR-nummer",
            max_length=14,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": 11}),
            **options,
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return parse(text, today=timezone.localdate()).digits
        except CprError as error:
            raise forms.ValidationError(str(error)) from None


class InquiryForm(forms.Form):
    """One contact, in the order of the conversation."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    channel = forms.ChoiceField(
        label="Kanal", choices=Channel.choices, initial=Channel.PHONE, widget=forms.RadioSelect
    )
    contacted_by = forms.ChoiceField(
        label="Hvem henvender sig?", choices=ContactedBy.choices, initial=ContactedBy.SELF
    )
    wish = forms.ChoiceField(label="Hvad ønskes?", choices=Wish.choices, widget=forms.RadioSelect)
    substance = forms.ChoiceField(label="Rusmiddel", choices=Substance.choices, widget=forms.RadioSelect)
    identity = forms.ChoiceField(
        label="Hvem drejer det sig om?",
        choices=Identity.choices,
        initial=Identity.NAMED,
        widget=forms.RadioSelect,
    )
    cpr = CprField(required=False)
    name = forms.CharField(label="Borgerens navn", max_length=200, required=False)
    alias = forms.CharField(
        label="Kaldenavn",
        max_length=60,
        required=False,
        help_text="Kun for anonyme: et navn, borgeren selv vælger.",
    )
    phone = forms.CharField(label="Borgerens telefon", max_length=30, required=False)
    stated_age = forms.IntegerField(
        label="Alder",
        required=False,
        min_value=0,
        max_value=120,
        help_text="Hvis CPR-nummeret ikke er oplyst.",
    )
    residence = forms.ChoiceField(choices=Residence.choices, initial=Residence.OWN, widget=forms.RadioSelect)
    municipality_code = forms.ChoiceField(label="Hvilken kommune?", required=False)
    children = forms.ChoiceField(label="Børn under 18 år", choices=Children.choices, widget=forms.RadioSelect)
    next_step = forms.ChoiceField(label="Næste skridt", choices=NextStep.choices, widget=forms.RadioSelect)
    contact_name = forms.CharField(label="Henvenders navn", max_length=120, required=False)
    contact_phone = forms.CharField(label="Henvenders telefon", max_length=30, required=False)
    citizen_confirms = forms.BooleanField(
        label="Borgeren har selv bekræftet ønsket",
        required=False,
        help_text="Når en anden henvender sig, løber fristen først, når borgeren selv har bekræftet.",
    )
    contacted_at = DanishDateTimeField(label="Tidspunkt for henvendelsen", initial=timezone.now)
    note = forms.CharField(label="Notat", required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = standard.organisation
        self.own_code = organisation.municipality_code.value
        self.fields["residence"].label = f"Bor borgeren i {organisation.municipality.value}?"
        self.fields["municipality_code"].choices = [("", "Vælg kommune"), *MUNICIPALITIES.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        identity = cleaned.get("identity")
        if identity == Identity.NAMED and not (
            cleaned.get("name") or cleaned.get("cpr") or self.has_error("cpr")
        ):
            self.add_error("name", "Skriv navn eller CPR-nummer, eller vælg anonym eller ikke oplyst.")
        if cleaned.get("wish") == Wish.TREATMENT and identity == Identity.UNTOLD:
            self.add_error(
                "identity", "Et ønske om behandling skal have et navn, et CPR-nummer eller være anonymt."
            )
        contacted_at = cleaned.get("contacted_at")
        if contacted_at and contacted_at < timezone.now() - OLDEST_CONTACT:
            self.add_error("contacted_at", "Det er mere end et år siden. Er årstallet rigtigt?")
        if cleaned.get("residence") == Residence.OTHER and not cleaned.get("municipality_code"):
            self.add_error("municipality_code", "Vælg, hvilken kommune borgeren bor i.")
        return cleaned

    def begin_anew(self) -> None:
        """What is typed now is a contact of its own; sending it again registers it."""
        self.data = self.data.copy()
        self.data["submission"] = str(uuid.uuid4())

    @property
    def values(self) -> InquiryValues:
        cleaned = self.cleaned_data
        return InquiryValues(
            submission=cleaned["submission"],
            contacted_at=cleaned["contacted_at"],
            channel=Channel(cleaned["channel"]),
            contacted_by=ContactedBy(cleaned["contacted_by"]),
            wish=Wish(cleaned["wish"]),
            substance=Substance(cleaned["substance"]),
            children=Children(cleaned["children"]),
            next_step=NextStep(cleaned["next_step"]),
            contact_name=cleaned["contact_name"],
            contact_phone=cleaned["contact_phone"],
            stated_age=cleaned["stated_age"],
            citizen_confirms=cleaned["citizen_confirms"],
            note=cleaned["note"],
        )

    @property
    def person(self) -> Person:
        cleaned = self.cleaned_data
        residence = cleaned["residence"]
        code = {Residence.OWN: self.own_code, Residence.OTHER: cleaned["municipality_code"]}.get(
            residence, ""
        )
        # What was typed in a field that the choice above it has put out of use is left out, not stored.
        if cleaned["identity"] == Identity.ANONYMOUS:
            return Person(
                is_anonymous=True, alias=cleaned["alias"], phone=cleaned["phone"], municipality_code=code
            )
        if cleaned["identity"] == Identity.UNTOLD:
            return Person(municipality_code=code)
        return Person(
            name=cleaned["name"], cpr=cleaned["cpr"], phone=cleaned["phone"], municipality_code=code
        )


class CitizenForm(SeenForm, forms.ModelForm):
    """Who the citizen is; a CPR number can be added, and a wrong one put right."""

    cpr = CprField(required=False)

    class Meta:
        model = Citizen
        fields = (
            "name",
            "sex",
            "address_line",
            "postcode",
            "city",
            "phone",
            "email",
            "municipality_code",
        )

    field_order = ("cpr", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality_code"] = forms.ChoiceField(
            label="Kommune", required=False, choices=[("", "Ved ikke"), *MUNICIPALITIES.items()]
        )
        self.fields["cpr"].help_text = (
            f"Registreret: {self.instance.masked_cpr}. Udfyld kun for at rette det."
            if self.instance.cpr
            else ""
        )
        self.fields["name"].required = True
        if self.instance.is_anonymous:
            for name in set(self.fields) - {"phone", "municipality_code", "sex", "seen"}:
                del self.fields[name]
        self.kept = {}
        if self.instance.is_protected:
            self._hide("name", "address_line", "postcode", "city")

    def _hide(self, *names: str) -> None:
        """Protected ones are not shown here either; left empty, they stay as they are."""
        for name in names:
            self.kept[name] = getattr(self.instance, name)
            self.initial[name] = ""
            self.fields[name].required = False
            self.fields[name].help_text = "Beskyttet. Udfyld kun for at rette det."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, stored in self.kept.items():
            cleaned[name] = cleaned.get(name) or stored
        return cleaned


# What a talk lasts where neither standard nor statute says (minutes).
USUAL_MINUTES = 60


class SessionForm(forms.Form):
    """A talk of the assessment to be booked."""

    planned_at = DanishDateTimeField(label="Tidspunkt")
    minutes = forms.IntegerField(label="Minutter", min_value=5, max_value=480)
    place = forms.ChoiceField(
        label="Sted", choices=Place.choices, initial=Place.CENTRE, widget=forms.RadioSelect
    )
    employee = forms.ModelChoiceField(label="Hos", queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = User.objects.with_role(*CASE_ROLES).order_by("name")


class SessionOutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Hvordan gik det?",
        choices=[choice for choice in SessionOutcome.choices if choice[0] != SessionOutcome.PLANNED],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Notat", required=False, widget=forms.Textarea(attrs={"rows": 6}))

    @property
    def values(self) -> dict[str, Any]:
        """What closes a talk."""
        return {**self.cleaned_data, "outcome": SessionOutcome(self.cleaned_data["outcome"])}


class AssessmentOutcomeForm(SessionOutcomeForm):
    """How a talk of the assessment went, and when it was held beside when it was planned."""

    began_at = DanishDateTimeField(
        label="Begyndte", required=False, help_text="Kun når samtalen er holdt. Ret, hvis det blev et andet."
    )
    lasted_minutes = forms.IntegerField(label="Varede minutter", required=False, min_value=1, max_value=480)

    field_order = ("outcome", "began_at", "lasted_minutes", "note")


class AssessmentForm(SeenForm, forms.ModelForm):
    """The statutory topics, written as the talks go on; whole only when it is closed."""

    wished_offer = forms.ChoiceField(label="Hvad ønsker borgeren?", required=False)

    class Meta:
        model = Assessment
        fields = (*TOPICS, "tried_before", "children", "concern", "pregnancy", "conclusion")
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4}) for name in (*TOPICS, "tried_before", "conclusion")},
            "children": forms.RadioSelect,
            "concern": forms.RadioSelect,
            "pregnancy": forms.RadioSelect,
        }

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = Children.choices
        self.fields["concern"].choices = Concern.choices
        self.fields["concern"].label = "Er der grund til bekymring for et barn?"
        self.fields[
            "concern"
        ].help_text = "Også et barn, der ikke er født. Svarer du ja, skal der underrettes."
        self.fields["pregnancy"].choices = Pregnancy.choices
        self.fields["wished_offer"].choices = [
            ("", "Vælg tilbud"),
            *((offer.key, offer.name) for offer in standard.offers),
        ]

    @property
    def written(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        # The service writes the row; the form only reads what was typed.
        return


class EventForm(forms.Form):
    """A dated fact for the clocks."""

    occurred_at = DanishDateTimeField(label="Hvornår", initial=timezone.now)
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, kind: ClockEventKind, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == ClockEventKind.DEVIATION:
            reasons = [reason for reason in DeviationReason if may_deviate(reason, standard)]
            self.fields["reason"] = forms.ChoiceField(
                label="Grund",
                choices=[(reason.value, reason.label) for reason in reasons],
                widget=forms.RadioSelect,
                help_text="De grunde, loven og kommunens kvalitetsstandard kender.",
            )
            self.order_fields(["reason", "occurred_at", "note"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Begrundelse", widget=forms.Textarea(attrs={"rows": 3}))


class RequestForm(SeenForm):
    """What the request is about."""

    substance = forms.ChoiceField(label="Rusmiddel", choices=Substance.choices, widget=forms.RadioSelect)
    serious_problems = forms.NullBooleanField(
        label="Alvorlige sociale eller adfærdsmæssige problemer?",
        required=False,
        widget=forms.RadioSelect(choices=[("unknown", "Ikke vurderet"), ("true", "Ja"), ("false", "Nej")]),
        help_text="Kun for unge under 18 år. Garantien gælder, når problemerne er alvorlige.",
    )
    municipality_code = forms.ChoiceField(
        label="Hjemkommune, da borgeren henvendte sig",
        choices=[("", "Ved ikke"), *MUNICIPALITIES.items()],
        required=False,
        help_text="Fra en anden kommune kan fristen vente på et betalingstilsagn.",
    )


class AssignForm(SeenForm):
    responsible = forms.ModelChoiceField(label="Behandler", queryset=User.objects.none())

    def __init__(self, *args: Any, only: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.with_role(*CASE_ROLES).order_by("name")
        self.fields["responsible"].queryset = staff.filter(pk=only.pk) if only else staff
