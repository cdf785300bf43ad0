"""Gift cards per citizen and year (10.4), on the page and as a spreadsheet."""

from typing import Any

from django import forms
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone

from cases.models import Case, Citizen
from rusmiddel.access.models import User
from rusmiddel.tables import Column, Table

HAND_OUTS = "cases__courses__hand_outs"


class YearForm(forms.Form):
    """Which year is counted; this one where none is chosen."""

    aar = forms.IntegerField(label="År", min_value=2000, max_value=2100, required=False)


def citizens_with_cards(user: User) -> QuerySet[Citizen]:
    """Citizens of the cases that the user may see; `GiftCardCitizenTable` counts what each was given."""
    return Citizen.objects.filter(cases__in=Case.objects.visible_to(user)).distinct().defer("cpr")


class GiftCardCitizenTable(Table):
    """How many cards each citizen was given in a year, and for how much."""

    caption = "Gavekort pr. borger"
    file_name = "gavekort-pr-borger"
    empty = "Ingen, hvis sag du kan se, har fået gavekort det år."
    default_sort = "name"
    filter_form = YearForm
    columns = (
        Column(
            key="name",
            label="Borger",
            value=lambda citizen: citizen.display_name,
            order=("sort_key",),
        ),
        Column(
            key="case",
            label="Sag",
            value=lambda citizen: citizen.latest_number,
            order=("latest_number",),
            link=lambda citizen: citizen.case_path,
            keeps_together=True,
        ),
        Column(
            key="cards",
            label="Gavekort",
            value=lambda citizen: citizen.cards,
            order=("cards",),
            is_number=True,
        ),
        Column(
            key="kroner",
            label="Kroner",
            value=lambda citizen: citizen.kroner,
            order=("kroner",),
            is_number=True,
        ),
        Column(key="last", label="Senest", value=lambda citizen: citizen.last_on, order=("last_on",)),
    )

    @property
    def year(self) -> int:
        if self.form is not None and self.form.is_bound and self.form.is_valid():
            return self.form.cleaned_data["aar"] or timezone.localdate().year
        return timezone.localdate().year

    def filtered(self, rows: QuerySet[Any], cleaned: dict[str, Any]) -> QuerySet[Any]:
        user: Any = self.request.user
        given = Q(
            **{
                f"{HAND_OUTS}__taken_back_at": None,
                f"{HAND_OUTS}__card__handed_on__year": self.year,
                "cases__in": Case.objects.visible_to(user),
            }
        )
        return rows.annotate(
            cards=Count(f"{HAND_OUTS}", filter=given, distinct=True),
            kroner=Sum(f"{HAND_OUTS}__card__amount", filter=given),
            last_on=Max(f"{HAND_OUTS}__card__handed_on", filter=given),
            latest_number=Max("cases__number", filter=given),
        ).filter(cards__gt=0)

    def prepared(self, rows: Any) -> Any:
        paths = {
            case.number: case.get_absolute_url()
            for case in Case.objects.filter(number__in=[row.latest_number for row in rows]).only("number")
        }
        for row in rows:
            row.case_path = paths.get(row.latest_number, "")
        return rows
