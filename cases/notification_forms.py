"""The forms about a notification."""

from typing import Any

from django import forms

from cases.models import Case, Notification
from cases.notification_letter import Receiver
from cases.services.notifications import ChildValues
from rusmiddel.forms import DanishDateField
from rusmiddel.letters.enums import Channel
from rusmiddel.municipalities import MUNICIPALITIES

CHANNELS = [
    (Channel.DIGITAL_POST.value, "Sendes nu med Digital Post eller sikker mail"),
    (Channel.HANDED_OVER.value, "Gives i hånden i dag"),
    (Channel.POST.value, "Sendes med posten: venter, til brevet er afsendt"),
]
DESCRIBED = (
    "child_name",
    "child_birth_date",
    "is_unborn",
    "municipality_code",
    "concern",
    "citizen_told",
    "identity_sought",
)


class ChildForm(forms.Form):
    """Who the child is, and why somebody is concerned; nothing needs to be whole yet."""

    concern = forms.CharField(
        label="Hvad er bekymringen?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Det, du har set og hørt, og hvornår. Det kommer til at stå i brevet.",
    )
    child_name = forms.CharField(label="Barnets navn", max_length=200, required=False)
    child_birth_date = DanishDateField(label="Barnets fødselsdato eller termin", required=False)
    is_unborn = forms.BooleanField(label="Barnet er ikke født endnu", required=False)
    municipality_code = forms.ChoiceField(
        label="Barnets hjemkommune",
        required=False,
        choices=[("", "Ved ikke endnu"), *MUNICIPALITIES.items()],
        help_text="Underretningen går til den kommune, barnet bor i.",
    )
    identity_sought = forms.CharField(
        label="Hvad har du gjort for at finde ud af, hvem barnet er?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Borgeren er anonym, men underretningspligten gælder alligevel.",
    )
    citizen_told = forms.BooleanField(label="Borgeren er orienteret om underretningen", required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not case.citizen.is_anonymous:
            del self.fields["identity_sought"]

    @property
    def values(self) -> ChildValues:
        return ChildValues(**self.cleaned_data)


def described(notification: Notification) -> dict[str, Any]:
    """What the form begins with."""
    return {name: getattr(notification, name) for name in DESCRIBED}


class SendForm(forms.Form):
    """To whom, and how, the notification goes."""

    name = forms.CharField(label="Modtager", max_length=200)
    address_line = forms.CharField(label="Vej og nummer", max_length=200, required=False)
    postcode = forms.CharField(label="Postnummer", max_length=4, required=False)
    city = forms.CharField(label="By", max_length=60, required=False)
    channel = forms.ChoiceField(
        label="Hvordan sendes den?",
        choices=CHANNELS,
        initial=Channel.DIGITAL_POST,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("channel") == Channel.POST:
            for field in ("address_line", "postcode", "city"):
                if not cleaned.get(field, "").strip():
                    self.add_error(field, "Skal udfyldes, når brevet sendes med posten.")
        return cleaned

    @property
    def receiver(self) -> Receiver:
        cleaned = self.cleaned_data
        return Receiver(
            name=cleaned["name"],
            address_line=cleaned["address_line"],
            postcode=cleaned["postcode"],
            city=cleaned["city"],
        )

    @property
    def chosen_channel(self) -> Channel:
        return Channel(self.cleaned_data["channel"])
