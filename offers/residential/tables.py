"""The places outside the centre as a list."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from offers.enums import TreatmentForm
from rusmiddel.danish_dates import long_date
from rusmiddel.sorting import DanishSortKey
from rusmiddel.tables import Column, Table


class Shown(forms.Form):
    """Which places the list shows."""

    form = forms.ChoiceField(label="Form", choices=[("", "Alle"), *TreatmentForm.choices], required=False)
    closed = forms.BooleanField(label="Også dem, der ikke bruges mere", required=False)


def _approval(provider: Any) -> str:
    if not provider.is_approved:
        return "Ikke godkendt"
    return f"Til {long_date(provider.approved_until)}" if provider.approved_until else "Uden slutdato"


class ProviderTable(Table):
    """Every place with the approval and the price of the day."""

    caption = "Behandlingssteder"
    file_name = "behandlingssteder"
    empty = "Ingen steder endnu."
    default_sort = "name"
    filter_form = Shown
    columns = (
        Column(
            key="name",
            label="Sted",
            value=lambda provider: provider.name,
            order=(DanishSortKey("name"),),
            link=lambda provider: provider.get_absolute_url(),
        ),
        Column(key="form", label="Form", value=lambda provider: provider.get_form_display(), order=("form",)),
        Column(
            key="owner",
            label="Ejer",
            value=lambda provider: "Offentligt" if provider.is_public else "Privat",
            order=("is_public",),
        ),
        Column(
            key="portal",
            label="Tilbudsportalen",
            value=lambda provider: provider.portal_id,
            order=("portal_id",),
            keeps_together=True,
        ),
        Column(
            key="approval",
            label="Godkendt",
            value=_approval,
            state=lambda provider: "" if provider.is_approved else "overdue",
        ),
        Column(
            key="price",
            label="Kroner pr. døgn",
            value=lambda provider: provider.per_day,
            order=("per_day",),
            nullable=True,
            is_number=True,
        ),
    )

    def filtered(self, rows: QuerySet[Any], cleaned: dict[str, Any]) -> QuerySet[Any]:
        if form := cleaned.get("form"):
            rows = rows.filter(form=form)
        return rows if cleaned.get("closed") else rows.filter(closed_on=None)
