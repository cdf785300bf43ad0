"""What is asked for when somebody is away."""

from typing import Any

from django import forms

from cases.access_forms import staff
from cases.assignment_forms import ColleagueField
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField

WITHOUT = "Uden vikar får teamlederen påmindelserne og ser fristerne på Min dag."


class AbsenceForm(forms.Form):
    """Who is away from when to when, and who stands in."""

    employee = forms.ModelChoiceField(label="Hvem er væk?", queryset=User.objects.none())
    first_on = DanishDateField(label="Første dag")
    last_on = DanishDateField(
        label="Sidste dag", required=False, help_text="Lad den være tom, når du ikke ved det endnu."
    )
    stand_in = ColleagueField(label="Vikar", required=False, empty_label="Ingen vikar", help_text=WITHOUT)

    def __init__(self, *args: Any, user: User, for_others: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        employee: Any = self.fields["employee"]
        employee.queryset = staff() if for_others else staff().filter(pk=user.pk)
        stand_in: Any = self.fields["stand_in"]
        # Whoever leads may be the stand-in of another; for oneself it is somebody else.
        stand_in.offer(without=set() if for_others else {user.pk})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first_on, last_on = cleaned.get("first_on"), cleaned.get("last_on")
        if first_on and last_on and last_on < first_on:
            self.add_error("last_on", "Sidste dag kan ikke ligge før den første.")
        if cleaned.get("stand_in") and cleaned["stand_in"] == cleaned.get("employee"):
            self.add_error("stand_in", "Man kan ikke være vikar for sig selv.")
        return cleaned


class StandInForm(forms.Form):
    """Who stands in from today."""

    stand_in = ColleagueField(label="Vikar", required=False, empty_label="Ingen vikar", help_text=WITHOUT)

    def __init__(self, *args: Any, without: set[int | None], **options: Any) -> None:
        super().__init__(*args, **options)
        stand_in: Any = self.fields["stand_in"]
        stand_in.offer(without=without)


class LastDayForm(forms.Form):
    """Until when somebody is away."""

    last_on = DanishDateField(
        label="Sidste dag væk",
        required=False,
        help_text="Tom, når du ikke ved det endnu. Før den første dag: fraværet tages helt tilbage.",
    )
