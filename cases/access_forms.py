"""What is asked for when access to a case is given, taken or looked into."""

from typing import Any

from django import forms

from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField
from rusmiddel.sorting import danish_sort_key


class StaffChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({', '.join(obj.role_labels).lower()})"


class StaffChoicesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({', '.join(obj.role_labels).lower()})"


def staff() -> Any:
    """Those who work with cases."""
    return User.objects.with_role(*CASE_ROLES).order_by("name", "pk")


class EmergencyForm(forms.Form):
    """Why a case must be opened that is not one's own."""

    reason = forms.CharField(
        label="Hvorfor har du brug for at se sagen nu?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Teamlederen læser det. Skriv, hvad der er sket, og hvorfor det ikke kan vente.",
        error_messages={"required": "Skriv, hvorfor du har brug for at se sagen."},
    )


class ReviewForm(forms.Form):
    """What the team lead says of an emergency access."""

    remark = forms.CharField(
        label="Bemærkning",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hvad du har talt med medarbejderen om, eller at alt var i orden.",
    )


class ShieldForm(forms.Form):
    """Who may still see a case, and why nobody else may."""

    members = StaffChoicesField(
        label="Hvem må se sagen?",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Alle andre kan hverken se sagen, finde den eller få nødadgang, heller ikke teamledere.",
        error_messages={"required": "Vælg mindst én, der stadig kan se sagen."},
    )
    reason = forms.CharField(
        label="Begrundelse",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kan læses af dem, der må se sagen, og af den teamleder, der ophæver afskærmningen.",
        error_messages={"required": "Skriv, hvorfor sagen skal afskærmes."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        members: Any = self.fields["members"]
        members.queryset = staff()


class ConflictForm(forms.Form):
    """Whom a case is closed to, and why."""

    user = StaffChoiceField(
        label="Hvem er inhabil?",
        queryset=User.objects.none(),
        error_messages={"required": "Vælg medarbejderen."},
    )
    reason = forms.CharField(
        label="Begrundelse",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For eksempel slægtskab, venskab eller egen interesse i sagen (forvaltningsloven § 3).",
        error_messages={"required": "Skriv, hvorfor medarbejderen er inhabil."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        user: Any = self.fields["user"]
        user.queryset = staff()


class LiftForm(forms.Form):
    """Why what closed a case no longer does."""

    reason = forms.CharField(
        label="Hvorfor ophæves det?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor det ophæves."},
    )


def staff_choices() -> list[tuple[str, str]]:
    """Everybody who has ever worked here, in Danish order, for a filter."""
    users = sorted(User.objects.all(), key=lambda user: (danish_sort_key(user.name), user.pk))
    return [("", "Alle"), *((str(user.pk), user.name) for user in users)]


class PeriodForm(forms.Form):
    """From which day to which; empty is from the beginning and up to today."""

    fra = DanishDateField(label="Fra", required=False)
    til = DanishDateField(label="Til", required=False)
