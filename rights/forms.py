"""The forms about access to what is held on a citizen."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from cases.access_forms import StaffChoiceField
from cases.enums import Channel
from cases.permissions import CASEWORK_ROLES
from rights.enums import AccessBasis, Asker, HandoverWay, ItemChoice
from rights.models import AccessRequest, BundleItem
from rights.services.access_requests import AccessValues
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField, DanishDateTimeField


class AccessRequestForm(forms.Form):
    """What is written down when somebody asks to see what is held."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    received_on = DanishDateField(
        label="Hvornår fik vi anmodningen?",
        help_text="Fristen på syv arbejdsdage regnes fra den dag, uanset hvornår den bliver skrevet her.",
    )
    channel = forms.ChoiceField(label="Hvordan kom den?", choices=Channel.choices, widget=forms.RadioSelect)
    asked_by = forms.ChoiceField(
        label="Hvem beder om det?", choices=Asker.choices, widget=forms.RadioSelect, initial=Asker.CITIZEN
    )
    asker_name = forms.CharField(
        label="Navn, når det er en anden end borgeren", max_length=200, required=False
    )
    asker_address = forms.CharField(
        label="Adresse, når det er en anden end borgeren",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vej og by på hver sin linje. Uden adresse gives brevene i hånden.",
    )
    authority = forms.CharField(
        label="Hvordan ved du, hvem det er?",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Fx vist legitimation, MitID, eller fuldmagt set og lagt på sagen.",
        error_messages={"required": "Skriv, hvordan du ved, hvem det er."},
    )
    basis = forms.ChoiceField(
        label="Hvad bedes der om?",
        choices=AccessBasis.choices,
        widget=forms.RadioSelect,
        initial=AccessBasis.OWN_DATA,
    )
    wording = forms.CharField(
        label="Borgerens egne ord",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hvis der kun bedes om noget bestemt, fx et brev eller en periode.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("asked_by") not in (None, Asker.CITIZEN) and not cleaned.get("asker_name"):
            self.add_error("asker_name", "Skriv navnet på den, der beder om indsigt for borgeren.")
        return cleaned

    @property
    def values(self) -> AccessValues:
        cleaned = self.cleaned_data
        return AccessValues(
            submission=cleaned["submission"],
            basis=AccessBasis(cleaned["basis"]),
            received_on=cleaned["received_on"],
            channel=Channel(cleaned["channel"]),
            asked_by=Asker(cleaned["asked_by"]),
            asker_name=cleaned["asker_name"],
            asker_address=cleaned["asker_address"],
            authority=cleaned["authority"],
            wording=cleaned["wording"],
        )


class DelayForm(forms.Form):
    """Why it takes longer, and when the answer comes."""

    reason = forms.CharField(
        label="Hvorfor tager det længere tid?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Det kommer til at stå i brevet. Skriv til den, der venter.",
        error_messages={"required": "Skriv, hvorfor det tager længere tid."},
    )
    expected_on = DanishDateField(
        label="Hvornår kommer svaret?",
        help_text="Normalt inden 14 arbejdsdage fra modtagelsen, i særlige tilfælde inden 40.",
    )


class AnswerForm(forms.Form):
    """Why not everything is given, and by which rules; nothing is asked where all of it is."""

    is_refused = forms.BooleanField(label="Giv helt afslag", required=False)
    reasons = forms.CharField(
        label="Begrundelse",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Hvorfor ikke alt gives. Det kommer til at stå i brevet.",
    )
    provisions = forms.CharField(
        label="Regler",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="De bestemmelser, afslaget bygger på, en på hver linje.",
    )

    def __init__(self, *args: Any, request: AccessRequest, gives_everything: bool, is_sealed: bool) -> None:
        super().__init__(*args)
        if is_sealed:
            del self.fields["is_refused"]
        else:
            self.fields["is_refused"].initial = True
        if gives_everything:
            del self.fields["reasons"]
            del self.fields["provisions"]


class HandoverForm(forms.Form):
    """To whom, when and how the sealed bundle was given."""

    given_to = forms.CharField(label="Hvem har fået pakken?", max_length=200)
    way = forms.ChoiceField(label="Hvordan?", choices=HandoverWay.choices, widget=forms.RadioSelect)
    given_at = DanishDateTimeField(label="Hvornår?")
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class GiveToForm(forms.Form):
    to = StaffChoiceField(label="Hvem skal svare?", queryset=User.objects.none())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = User.objects.with_role(*CASEWORK_ROLES).order_by("name", "pk")


class ChoiceForm(forms.Form):
    """Whether an item of the bundle is given, whole or not, and why what is kept back is."""

    choice = forms.ChoiceField(label="Hvad gør vi?", choices=ItemChoice.choices, widget=forms.RadioSelect)
    lines_out = forms.MultipleChoiceField(
        label="Tag disse linjer ud",
        required=False,
        choices=[],
        widget=forms.CheckboxSelectMultiple,
    )
    words_out = forms.CharField(
        label="Streg disse ord i hele pakken",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Et navn eller en sætning på hver linje, præcis som det står. Det streges alle steder.",
    )
    reason = forms.CharField(
        label="Begrundelse",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hvorfor det tages ud. Begrundelsen bliver på sagen og gives ikke med.",
    )

    def __init__(self, *args: Any, item: BundleItem, **options: Any) -> None:
        super().__init__(*args, **options)
        lines = item.told["lines"]
        self.fields["lines_out"].choices = [(line["name"], line["label"]) for line in lines]
        if len(lines) < 2:
            del self.fields["lines_out"]

    @property
    def words(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["words_out"].splitlines() if line.strip()]


def first_received(today: date) -> dict[str, Any]:
    """What the form begins with: most requests are written down the day they come."""
    return {"received_on": today}
