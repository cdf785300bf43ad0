"""The team lead's lists of who has had access to what."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from cases.access_forms import staff_choices
from cases.models import EmergencyAccess
from cases.need_to_know import hidden_from
from rusmiddel.access.enums import ReadKind
from rusmiddel.access.models import ReadLog
from rusmiddel.forms import DanishDateField
from rusmiddel.tables import Column, Table


class EmergencyScope(forms.Form):
    """Which emergency accesses the list shows."""

    state = forms.ChoiceField(
        label="Nødadgange",
        choices=[("", "Skal gennemgås"), ("reviewed", "Gennemgået"), ("all", "Alle")],
        required=False,
    )


class EmergencyTable(Table):
    caption = "Nødadgange"
    file_name = "noedadgange"
    empty = "Ingen nødadgange venter på gennemgang."
    default_sort = "-begun"
    filter_form = EmergencyScope
    columns = (
        Column(
            key="begun",
            label="Hvornår",
            value=lambda access: access.begun_at,
            order=("begun_at",),
            keeps_together=True,
        ),
        Column(key="who", label="Hvem", value=lambda access: access.user.name),
        Column(
            key="case",
            label="Sag",
            value=lambda access: access.case.number,
            keeps_together=True,
        ),
        Column(
            key="why",
            label="Begrundelse",
            value=lambda access: access.case.citizen.struck_from(access.reason),
        ),
        Column(
            key="reviewed",
            label="Gennemgået",
            value=lambda access: access.reviewed_at or "Gennemgå",
            link=lambda access: reverse("cases:emergency_review", args=[access.pk]),
            export=lambda access: access.reviewed_at,
        ),
        Column(
            key="by", label="Af", value=lambda access: access.reviewed_by.name if access.reviewed_by else ""
        ),
        Column(
            key="remark",
            label="Bemærkning",
            value=lambda access: access.case.citizen.struck_from(access.remark),
        ),
    )

    def filtered(self, rows: QuerySet[EmergencyAccess], cleaned: dict[str, Any]) -> QuerySet[EmergencyAccess]:
        match cleaned.get("state"):
            case "all":
                return rows
            case "reviewed":
                return rows.exclude(reviewed_at=None)
        return rows.filter(reviewed_at=None)


class ReadScope(forms.Form):
    """Which readings are searched for."""

    sag = forms.CharField(label="Sagsnummer", required=False, max_length=12)
    hvem = forms.ChoiceField(label="Medarbejder", required=False)
    fra = DanishDateField(label="Fra", required=False)
    til = DanishDateField(label="Til", required=False)
    hvordan = forms.ChoiceField(
        label="Hvordan", required=False, choices=[("", "Alle måder"), *ReadKind.choices]
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        employee: Any = self.fields["hvem"]
        employee.choices = staff_choices()


class ReadTable(Table):
    caption = "Visninger"
    file_name = "visninger"
    empty = "Skriv et sagsnummer, vælg en medarbejder eller angiv en periode, og se, hvem der har set hvad."
    default_sort = "-at"
    filter_form = ReadScope
    columns = (
        Column(key="at", label="Hvornår", value=lambda read: read.at, order=("at",), keeps_together=True),
        Column(key="who", label="Hvem", value=lambda read: read.user.name),
        Column(
            key="case",
            label="Sag",
            value=lambda read: read.case.number,
            link=lambda read: read.case.get_absolute_url(),
            keeps_together=True,
        ),
        Column(key="what", label="Hvad", value=lambda read: read.page_label),
        Column(key="how", label="Hvordan", value=ReadLog.get_kind_display),
    )

    @cached_property
    def hidden(self) -> int:
        """How many of them are about cases the user may not see."""
        return self._asked_for.filter(case__in=self._out_of_sight).count()

    def filtered(self, rows: QuerySet[ReadLog], cleaned: dict[str, Any]) -> QuerySet[ReadLog]:
        """Nothing before something is asked for: looking at the log is itself a reading of what it shows."""
        number, employee, first_on, last_on, kind = (
            cleaned.get(name) for name in ("sag", "hvem", "fra", "til", "hvordan")
        )
        if not (number or employee or first_on or last_on):
            self._asked_for = rows.none()
            return self._asked_for
        if number:
            rows = rows.filter(case__number=number.strip())
        if employee:
            rows = rows.filter(user=int(employee))
        if first_on:
            rows = rows.filter(at__gte=midnight(first_on))
        if last_on:
            rows = rows.filter(at__lt=midnight(last_on + timedelta(days=1)))
        self._asked_for = rows.filter(kind=kind) if kind else rows
        return self._asked_for.exclude(case__in=self._out_of_sight)

    @property
    def _out_of_sight(self) -> Any:
        user: Any = self.request.user
        return hidden_from(user, timezone.now())


def midnight(day: date) -> datetime:
    """When the day begins in Denmark."""
    return timezone.make_aware(datetime.combine(day, time.min))
