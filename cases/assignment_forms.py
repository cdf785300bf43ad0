"""What is asked for when it is said who works on a case."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from cases.access_forms import staff
from cases.wording import away_text
from rusmiddel.access.models import Absence, User
from rusmiddel.sorting import danish_sort_key


class ColleagueField(forms.ModelChoiceField):
    """A colleague who works with cases; of whoever is away it says so."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=User.objects.none(), **options)

    def offer(self, *, without: set[int | None]) -> None:
        """All but these may be chosen."""
        self.queryset = staff().exclude(pk__in=without - {None})
        self.away = away_today()

    def label_from_instance(self, obj: Any) -> str:
        text = f"{obj.name} ({', '.join(obj.role_labels).lower()})"
        return f"{text}, {self.away[obj.pk]}" if obj.pk in self.away else text


def away_today() -> dict[int, str]:
    """What is said of each who is away today."""
    today: date = timezone.localdate()
    return {absence.employee_id: away_text(absence) for absence in Absence.objects.on(today)}


def colleagues() -> list[tuple[str, str]]:
    """Everybody who works with cases, in Danish order."""
    away = away_today()
    found = sorted(staff(), key=lambda user: (danish_sort_key(user.name), user.pk))
    return [
        (str(user.pk), f"{user.name}, {away[user.pk]}" if user.pk in away else user.name) for user in found
    ]


class TransferForm(forms.Form):
    """Whom to ask to take the case, and what they should know."""

    receiver = ColleagueField(label="Hvem skal have sagen?", error_messages={"required": "Vælg en kollega."})
    message = forms.CharField(
        label="Besked",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hvorfor, og hvad kollegaen skal vide. Gem det faglige til journalen.",
    )

    def __init__(self, *args: Any, without: set[int | None], **options: Any) -> None:
        super().__init__(*args, **options)
        receiver: Any = self.fields["receiver"]
        receiver.offer(without=without)


class CoWorkerForm(forms.Form):
    """Who works on the case beside the one responsible."""

    user = ColleagueField(label="Kollega", error_messages={"required": "Vælg en kollega."})

    def __init__(self, *args: Any, without: set[int | None], **options: Any) -> None:
        super().__init__(*args, **options)
        user: Any = self.fields["user"]
        user.offer(without=without)


class DeclineForm(forms.Form):
    """Why somebody does not take the case they are asked to take."""

    reason = forms.CharField(
        label="Hvorfor ikke?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor du ikke tager sagen."},
    )
