"""The list of complaints."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

from complaints.enums import ComplaintKind, ComplaintStatus, Result
from complaints.models import Complaint
from rusmiddel.tables import Column, Table


class ComplaintScope(forms.Form):
    state = forms.ChoiceField(
        label="Vis",
        choices=[("", "Åbne"), ("all", "Alle"), *ComplaintStatus.choices],
        required=False,
    )
    kind = forms.ChoiceField(
        label="Slags", choices=[("", "Alle slags"), *ComplaintKind.choices], required=False
    )
    result = forms.ChoiceField(label="Udfald", choices=[("", "Alle udfald"), *Result.choices], required=False)


class ComplaintTable(Table):
    caption = "Klager"
    file_name = "klager"
    empty = "Ingen klager. En klage registreres på sagen under »Flere handlinger«."
    default_sort = "due"
    filter_form = ComplaintScope
    columns: ClassVar[Sequence[Column]] = (
        Column(
            key="number",
            label="Sag",
            value=lambda complaint: complaint.case.number,
            order=("case__number", "id"),
            link=Complaint.get_absolute_url,
            keeps_together=True,
        ),
        Column(key="citizen", label="Borger", value=lambda complaint: complaint.case.citizen.display_name),
        Column(
            key="kind",
            label="Klage over",
            value=lambda complaint: complaint.get_kind_display(),
            order=("kind", "id"),
        ),
        Column(key="offer", label="Tilbud", value=lambda complaint: complaint.offer, order=("offer", "id")),
        Column(
            key="received",
            label="Modtaget",
            value=lambda complaint: complaint.received_on,
            order=("received_on", "id"),
        ),
        Column(
            key="due",
            label="Frist",
            value=lambda complaint: complaint.due_on,
            order=("due_on", "id"),
            nullable=True,
        ),
        Column(
            key="status",
            label="Status",
            value=lambda complaint: complaint.get_status_display(),
            order=("status", "id"),
        ),
        Column(
            key="result",
            label="Udfald",
            value=lambda complaint: complaint.get_result_display(),
            order=("result", "id"),
        ),
        Column(
            key="responsible",
            label="Behandles af",
            value=lambda complaint: complaint.responsible.short_name,
            export=lambda complaint: complaint.responsible.name,
        ),
    )

    def filtered(self, rows: QuerySet[Any], cleaned: dict[str, Any]) -> QuerySet[Any]:
        chosen = Q()
        if kind := cleaned.get("kind"):
            chosen &= Q(kind=kind)
        if result := cleaned.get("result"):
            chosen &= Q(result=result)
        match cleaned.get("state"):
            case "all":
                pass
            case "" | None:
                # Who asks for an outcome asks for what has one.
                rows = rows if cleaned.get("result") else rows.open()
            case state:
                chosen &= Q(status=state)
        return rows.filter(chosen)
