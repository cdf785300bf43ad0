"""The list of requests for access."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from rights.enums import AccessStatus
from rights.models import AccessRequest
from rusmiddel.tables import Column, Table


class AccessScope(forms.Form):
    state = forms.ChoiceField(
        label="Vis",
        choices=[("", "Ikke besvaret"), ("all", "Alle"), *AccessStatus.choices[1:]],
        required=False,
    )


class AccessRequestTable(Table):
    caption = "Anmodninger om indsigt"
    file_name = "indsigt"
    empty = "Ingen anmodninger om indsigt venter på svar."
    default_sort = "due"
    filter_form = AccessScope
    columns: ClassVar[Sequence[Column]] = (
        Column(
            key="number",
            label="Sag",
            value=lambda request: request.case.number,
            order=("case__number", "id"),
            link=AccessRequest.get_absolute_url,
            keeps_together=True,
        ),
        Column(key="citizen", label="Borger", value=lambda request: request.case.citizen.display_name),
        Column(
            key="received",
            label="Modtaget",
            value=lambda request: request.received_on,
            order=("received_on", "id"),
        ),
        Column(
            key="due",
            label="Frist",
            value=lambda request: request.due_on,
            order=("due_on", "id"),
            nullable=True,
        ),
        Column(key="asker", label="Hvem", value=lambda request: request.get_asked_by_display()),
        Column(key="status", label="Status", value=lambda request: request.get_status_display()),
        Column(key="outcome", label="Udfald", value=lambda request: request.get_outcome_display()),
        Column(
            key="responsible",
            label="Behandler",
            value=lambda request: request.responsible.short_name,
            export=lambda request: request.responsible.name,
        ),
    )

    def filtered(self, rows: QuerySet[Any], cleaned: dict[str, Any]) -> QuerySet[Any]:
        match cleaned.get("state"):
            case "all":
                return rows
            case "" | None:
                return rows.filter(status=AccessStatus.OPEN)
        return rows.filter(status=cleaned["state"])
