"""What is typed about NADA: who came, and who may give it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from offers.enums import QualificationKind
from offers.groups import MOST_MEETINGS
from offers.models import Course, Room
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.forms import DanishDateField, DanishDateTimeField


class SittingForm(forms.Form):
    """The list that hangs by the door: one tick for each who was there."""

    held_at = DanishDateTimeField(label="Hvornår", initial=timezone.now)
    minutes = forms.IntegerField(label="Minutter", min_value=5, max_value=480)
    practitioner = forms.ModelChoiceField(label="NADA-behandler", queryset=User.objects.none())

    def __init__(
        self, *args: Any, courses: Iterable[Course], practitioners: Iterable[User] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.courses = list(courses)
        staff = User.objects.with_role(*CASE_ROLES).order_by("name")
        self.fields["practitioner"].queryset = (  # type: ignore[attr-defined]
            staff if practitioners is None else staff.filter(pk__in=[user.pk for user in practitioners])
        )
        for course in self.courses:
            who = f"{course.case.citizen.display_name}, sag {course.case.number}"
            self.fields[f"course_{course.pk}"] = forms.BooleanField(label=who, required=False)

    @property
    def rows(self) -> list[tuple[Course, forms.BoundField]]:
        return [(course, self[f"course_{course.pk}"]) for course in self.courses]

    @property
    def ticked(self) -> list[int]:
        return [course.pk for course in self.courses if self.cleaned_data[f"course_{course.pk}"]]


class NadaTimesForm(forms.Form):
    """Hours of the week when a practitioner and a room are there for NADA."""

    first_at = DanishDateTimeField(label="Første gang")
    minutes = forms.IntegerField(label="Minutter", min_value=5, max_value=480)
    practitioner = forms.ModelChoiceField(label="NADA-behandler", queryset=User.objects.none())
    room = forms.ModelChoiceField(label="Lokale", queryset=Room.objects.none())
    count = forms.IntegerField(
        label="Antal gange", min_value=1, max_value=MOST_MEETINGS, help_text="Helligdage springes over."
    )
    weeks_between = forms.IntegerField(label="Uger imellem", min_value=1, max_value=12)

    def __init__(self, *args: Any, practitioners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].queryset = practitioners  # type: ignore[attr-defined]
        self.fields["room"].queryset = Room.objects.in_use()  # type: ignore[attr-defined]


class QualificationForm(forms.Form):
    user = forms.ModelChoiceField(label="Medarbejder", queryset=User.objects.none())
    kind = forms.ChoiceField(
        label="Certifikat", choices=QualificationKind.choices, initial=QualificationKind.NADA
    )
    from_on = DanishDateField(label="Gælder fra")
    until_on = DanishDateField(
        label="Gælder til og med", required=False, help_text="Tomt, hvis det ikke udløber."
    )
    note = forms.CharField(label="Hvor det er fra", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.with_role(*CASE_ROLES).order_by("name")  # type: ignore[attr-defined]


class UntilForm(forms.Form):
    until_on = DanishDateField(label="Gælder til og med", initial=timezone.localdate)
