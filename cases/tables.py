"""The lists of casework."""

from typing import Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery

from cases.enums import RequestStage
from cases.models import Case, Inquiry, TreatmentRequest
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.tables import Column, Table


class Scope(forms.Form):
    """Which cases the list shows."""

    WHOSE = [("", "Alle behandlere"), ("mine", "Mine"), ("none", "Uden behandler")]
    STATES = [("", "Åbne"), ("closed", "Lukkede"), ("all", "Alle")]

    whose = forms.ChoiceField(label="Behandler", choices=WHOSE, required=False)
    state = forms.ChoiceField(label="Sager", choices=STATES, required=False)
    stage = forms.ChoiceField(
        label="Trin", choices=[("", "Alle trin"), *RequestStage.choices], required=False
    )


def with_state(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with the stage of its latest request and the due date of its running guarantee."""
    latest = TreatmentRequest.objects.filter(case=OuterRef("pk")).order_by("-id")
    running = (
        Deadline.objects.filter(case=OuterRef("pk"), kind=DeadlineKind.GUARANTEE).open().order_by("due_on")
    )
    # No list shows a CPR number, so none is decrypted for it.
    return (
        cases.select_related("citizen", "responsible")
        .defer("citizen__cpr")
        .annotate(
            stage=Subquery(latest.values("stage")[:1]),
            due_on=Subquery(running.values("due_on")[:1]),
        )
    )


def _stage_label(case: Case) -> str:
    return RequestStage(case.stage).label if case.stage else "Rådgivning"


class CaseTable(Table):
    caption = "Sager"
    file_name = "sager"
    empty = "Ingen sager her. En sag åbnes, når nogen ønsker behandling: registrér en ny henvendelse."
    default_sort = "-opened"
    filter_form = Scope
    columns = (
        Column(
            key="number",
            label="Sag",
            value=lambda case: case.number,
            order=("number",),
            link=Case.get_absolute_url,
            keeps_together=True,
        ),
        Column(
            key="citizen",
            label="Borger",
            value=lambda case: case.citizen.display_name,
            order=("citizen__sort_key", "id"),
        ),
        Column(
            key="due",
            label="Garantifrist",
            value=lambda case: case.due_on,
            order=("due_on", "id"),
            keeps_together=True,
        ),
        Column(key="stage", label="Trin", value=_stage_label),
        Column(
            key="responsible",
            label="Behandler",
            value=lambda case: case.responsible.short_name if case.responsible else "",
            order=("responsible__name", "id"),
        ),
        Column(
            key="opened",
            label="Åbnet",
            value=lambda case: case.opened_on,
            order=("opened_on", "id"),
            keeps_together=True,
        ),
    )

    def filtered(self, rows: QuerySet[Case], cleaned: dict[str, Any]) -> QuerySet[Case]:
        whose, state, stage = (cleaned.get(name) for name in ("whose", "state", "stage"))
        if whose == "mine":
            rows = rows.filter(responsible=self.request.user)
        elif whose == "none":
            rows = rows.filter(responsible=None)
        if state == "closed":
            rows = rows.exclude(closed_on=None)
        elif state != "all":
            rows = rows.open()
        return with_state(rows).filter(stage=stage) if stage else with_state(rows)


class FoundTable(CaseTable):
    """What a search found, closed cases too."""

    caption = "Søgeresultat"
    filter_form = None
    default_sort = ""
    empty = "Ingen fundet. Prøv en del af navnet, hele CPR-nummeret eller sagsnummeret."


class InquiryTable(Table):
    caption = "Henvendelser"
    file_name = "henvendelser"
    empty = "Ingen henvendelser endnu. Vælg »Ny henvendelse« øverst, når nogen ringer."
    default_sort = "-at"
    columns = (
        Column(
            key="at",
            label="Tidspunkt",
            value=lambda inquiry: inquiry.contacted_at,
            order=("contacted_at", "id"),
            keeps_together=True,
        ),
        Column(
            key="who", label="Henvender", value=Inquiry.get_contacted_by_display, order=("contacted_by", "id")
        ),
        Column(
            key="citizen",
            label="Borger",
            value=lambda inquiry: inquiry.citizen.display_name if inquiry.citizen else "Ikke oplyst",
        ),
        Column(key="wish", label="Ønske", value=Inquiry.get_wish_display, order=("wish", "id")),
        Column(key="substance", label="Rusmiddel", value=Inquiry.get_substance_display),
        Column(key="next", label="Næste skridt", value=Inquiry.get_next_step_display),
        Column(
            key="case",
            label="Sag",
            value=lambda inquiry: inquiry.case.number if inquiry.case else "",
            link=lambda inquiry: inquiry.case.get_absolute_url() if inquiry.case else "",
            keeps_together=True,
        ),
        Column(key="by", label="Registreret af", value=lambda inquiry: inquiry.registered_by.short_name),
    )
