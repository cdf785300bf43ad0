"""What is asked for when cases go from one to others for a time, or one deadline does."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from cases.assignment_forms import ColleagueField, colleagues
from cases.models import Case
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField

AS_ABOVE, STAYS = "", "bliver"


class MoveForm(forms.Form):
    """Which of somebody's cases go to whom, from when, and until when."""

    receiver = forms.ChoiceField(
        label="Til", required=False, help_text="Gælder de sager, hvor du ikke vælger en anden nedenfor."
    )
    from_on = DanishDateField(label="Fra og med", initial=timezone.localdate)
    back_on = DanishDateField(
        label="Tilbage igen", required=False, help_text="Første dag, sagerne er tilbage. Tom: de bliver der."
    )
    message = forms.CharField(label="Besked", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, giver: User, cases: list[Case], **options: Any) -> None:
        super().__init__(*args, **options)
        self.cases = cases
        staff = [choice for choice in colleagues() if choice[0] != str(giver.pk)]
        receiver: Any = self.fields["receiver"]
        receiver.choices = [("", "Vælg"), *staff]
        for case in cases:
            self.fields[f"sag_{case.pk}"] = forms.ChoiceField(
                label=f"Sag {case.number} til",
                choices=[(AS_ABOVE, "Som valgt ovenfor"), (STAYS, "Bliver"), *staff],
                required=False,
            )

    @property
    def common(self) -> Iterator[BoundField]:
        return (self[name] for name in ("receiver", "from_on", "back_on", "message"))

    @property
    def rows(self) -> Iterator[tuple[Case, BoundField]]:
        return ((case, self[f"sag_{case.pk}"]) for case in self.cases)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        from_on, back_on = cleaned.get("from_on"), cleaned.get("back_on")
        if from_on and back_on and back_on <= from_on:
            self.add_error("back_on", "Sagerne kan først komme tilbage dagen efter, at de er flyttet.")
        chosen: dict[int, int] = {}
        for case in self.cases:
            to = cleaned.get(f"sag_{case.pk}") or cleaned.get("receiver")
            if to and to != STAYS:
                chosen[case.pk] = int(to)
        if not chosen and not self.errors:
            self.add_error("receiver", "Vælg, hvem der skal have sagerne.")
        staff = User.objects.in_bulk(set(chosen.values()))
        cleaned["receivers"] = {case: staff[to] for case, to in chosen.items()}
        return cleaned


class GiverForm(forms.Form):
    """Whose cases are to be moved."""

    fra = forms.ChoiceField(label="Hvis sager skal flyttes?")

    def __init__(self, *args: Any, givers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        fra: Any = self.fields["fra"]
        fra.choices = [("", "Vælg"), *givers]


class HandOnForm(forms.Form):
    """Who keeps one deadline, and what they should know."""

    receiver = ColleagueField(label="Hvem skal klare det?", error_messages={"required": "Vælg en kollega."})
    message = forms.CharField(
        label="Besked",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvad kollegaen skal gøre."},
    )

    def __init__(self, *args: Any, without: set[int | None], **options: Any) -> None:
        super().__init__(*args, **options)
        receiver: Any = self.fields["receiver"]
        receiver.offer(without=without)
