"""The list behind every number of the dashboard."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from cases.need_to_know import hidden_from
from reporting.enums import Group, Promise
from reporting.forms import SelectionForm, caseworker_choices
from reporting.rows import rows_of
from reporting.selection import Selection
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.models.deadline import NOT_SHOWN
from rusmiddel.sorting import DanishSortKey
from rusmiddel.standards.services import in_force
from rusmiddel.tables import Column, Table

WRITE_REASON = "Skriv årsagen"


class DeadlineTable(Table):
    """The deadlines of a selection, the earliest due first."""

    columns = (
        Column(
            key="sag",
            label="Sag",
            value=lambda row: row.deadline.case.number,
            order=("case__number",),
            link=lambda row: row.deadline.case.get_absolute_url(),
            keeps_together=True,
        ),
        Column(
            key="fra",
            label="Løber fra",
            value=lambda row: row.deadline.opened_on,
            order=("opened_on",),
            keeps_together=True,
        ),
        Column(
            key="frist",
            label="Frist",
            value=lambda row: row.deadline.due_on,
            order=("due_on",),
            keeps_together=True,
        ),
        Column(
            key="dage",
            label="Dage",
            value=lambda row: row.days,
            state=lambda row: row.badge,
            is_number=True,
        ),
        Column(key="tilstand", label="Tilstand", value=lambda row: row.state.label),
        Column(
            key="afsluttet",
            label="Afsluttet",
            value=lambda row: row.closed_on,
            order=("closed_on",),
            nullable=True,
        ),
        Column(key="mangler", label="Mangler nu", value=lambda row: row.missing),
        Column(
            key="aarsag",
            label="Årsag",
            value=lambda row: row.reason or (WRITE_REASON if row.is_missed else ""),
            link=lambda row: row.explain_path,
            export=lambda row: row.reason,
        ),
        Column(
            key="behandler",
            label="Behandler",
            value=lambda row: row.responsible,
            order=("responsible_key", "due_on"),
        ),
    )
    file_name = "frister"
    caption = "Frister"
    empty = "Der er ingen frister her. Vælg en anden tilstand eller dag."
    default_sort = "frist"

    @property
    def user(self) -> Any:
        """Who looks at the list; nobody comes here without having signed in."""
        return self.request.user

    @property
    def today(self) -> date:
        return self.context["today"]

    @cached_property
    def form(self) -> SelectionForm:
        """Always filled in: an address that says nothing asks for what runs today."""
        asked = {
            "pr": f"{self.today:%d-%m-%Y}",
            "frist": Promise.GUARANTEE,
            "tilstand": Group.OPEN,
            **{name: value for name, value in self.request.GET.items() if value},
        }
        return SelectionForm(asked, today=self.today, persons=caseworker_choices())

    @cached_property
    def selection(self) -> Selection:
        self.form.is_valid()
        asked = self.form.cleaned_data
        day = asked.get("pr") or self.today
        return Selection(
            day=day,
            at_risk_days=in_force(day).guarantee.at_risk_days.value,
            promise=Promise(asked.get("frist") or Promise.GUARANTEE),
            group=Group(asked.get("tilstand") or Group.OPEN),
            caseworker=asked.get("behandler") or "",
            cause=asked.get("aarsag") or "",
            week=asked.get("uge"),
        )

    def filtered(self, rows: QuerySet[Deadline], cleaned: dict[str, Any]) -> QuerySet[Deadline]:
        return (
            self.selection.deadlines()
            .exclude(case__in=hidden_from(self.user, timezone.now()))
            .select_related("case", "responsible")
            .defer(*NOT_SHOWN)
            .annotate(responsible_key=DanishSortKey(F("responsible__name")))
        )

    @cached_property
    def hidden(self) -> int:
        """How many the number counts that the user may not see."""
        hidden = hidden_from(self.user, timezone.now())
        return self.selection.deadlines().filter(case__in=hidden).count()

    def prepared(self, rows: Sequence[Any]) -> Sequence[Any]:
        return rows_of(
            rows, day=self.selection.day, at_risk_days=self.selection.at_risk_days, today=self.today
        )
