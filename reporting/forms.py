from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.enums import MissCause
from reporting.enums import CaseworkerOrder, Group, Promise
from reporting.selection import NO_CAUSE, NOBODY
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField
from rusmiddel.sorting import danish_sort_key


class DayForm(forms.Form):
    """As of which day the numbers are counted."""

    pr = DanishDateField(label="Opgjort pr.", required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_pr(self) -> date:
        day = self.cleaned_data["pr"] or self.today
        if day > self.today:
            raise ValidationError("Der kan ikke gøres op for en dag, der ikke er kommet endnu.")
        return day


class CaseworkerForm(DayForm):
    """In which order the caseworkers are listed."""

    sort = forms.ChoiceField(label="Rækkefølge", choices=CaseworkerOrder.choices, required=False)


class WeekField(forms.CharField):
    """A week as 2026-W47, cleaned to its Monday."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        year, _, week = text.partition("-W")
        try:
            return date.fromisocalendar(int(year), int(week), 1)
        except ValueError:
            raise ValidationError("Den uge findes ikke.") from None


class SelectionForm(DayForm):
    """Which deadlines are listed; the same questions that the numbers of the dashboard ask."""

    frist = forms.ChoiceField(label="Frist", choices=Promise.choices, required=False)
    tilstand = forms.ChoiceField(label="Tilstand", choices=Group.choices, required=False)
    behandler = forms.ChoiceField(label="Behandler", required=False)
    aarsag = forms.ChoiceField(
        label="Årsag",
        choices=[("", "Alle"), (NO_CAUSE, "Ikke skrevet endnu"), *MissCause.choices],
        required=False,
    )
    uge = WeekField(label="Uge", required=False)

    def __init__(self, *args: Any, persons: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "Alle"), (NOBODY, "Uden behandler")]
        choices += [(str(user.pk), user.name) for user in persons]
        self.fields["behandler"] = forms.ChoiceField(label="Behandler", choices=choices, required=False)


def caseworker_choices() -> list[User]:
    """Everyone who works with cases, and those who no longer do, in Danish order."""
    users = User.objects.filter(roles__overlap=sorted(CASE_ROLES))
    return sorted(users, key=lambda user: danish_sort_key(user.name))


class MissReasonForm(forms.Form):
    """Why a date was not kept."""

    cause = forms.ChoiceField(label="Årsag", choices=MissCause.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Hvad skete der?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skal udfyldes ved »Anden årsag«. Ses af alle, der kan se sagen.",
    )
