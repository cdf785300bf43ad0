"""The lists of partners and of what has been exchanged."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from cases.enums import Direction, PartnerKind
from cases.models import Disclosure, Partner
from rusmiddel.tables import Column, Table


class PartnerScope(forms.Form):
    STATES = [("", "I brug"), ("archived", "Arkiverede"), ("all", "Alle")]

    state = forms.ChoiceField(label="Vis", choices=STATES, required=False)
    kind = forms.ChoiceField(
        label="Slags", choices=[("", "Alle slags"), *PartnerKind.choices], required=False
    )


class PartnerTable(Table):
    caption = "Samarbejdspartnere"
    file_name = "samarbejdspartnere"
    empty = "Ingen samarbejdspartnere endnu. En administrator eller teamleder lægger dem ind."
    default_sort = "name"
    filter_form = PartnerScope
    columns = (
        Column(key="name", label="Navn", value=lambda partner: partner.name, order=("sort_key", "id")),
        Column(key="kind", label="Slags", value=Partner.get_kind_display, order=("kind", "id")),
        Column(key="contact", label="Kontaktperson", value=lambda partner: partner.contact_name),
        Column(key="phone", label="Telefon", value=lambda partner: partner.phone, keeps_together=True),
        Column(key="email", label="E-mail", value=lambda partner: partner.email),
        Column(key="address", label="Adresse", value=lambda partner: ", ".join(partner.address_lines)),
        Column(
            key="archived", label="Arkiveret", value=lambda partner: partner.archived_at, keeps_together=True
        ),
    )

    def filtered(self, rows: QuerySet[Partner], cleaned: dict[str, Any]) -> QuerySet[Partner]:
        if kind := cleaned.get("kind"):
            rows = rows.filter(kind=kind)
        match cleaned.get("state"):
            case "archived":
                return rows.exclude(archived_at=None)
            case "all":
                return rows
        return rows.filter(archived_at=None)


class MaintainedPartnerTable(PartnerTable):
    """The same for those who keep it up to date."""

    columns = (
        Column(
            key="name",
            label="Navn",
            value=lambda partner: partner.name,
            order=("sort_key", "id"),
            link=Partner.get_absolute_url,
        ),
        *PartnerTable.columns[1:],
    )


class DisclosureScope(forms.Form):
    direction = forms.ChoiceField(
        label="Vis",
        choices=[("", "Alt"), (Direction.DISCLOSE, "Videregivet"), (Direction.OBTAIN, "Indhentet")],
        required=False,
    )


def _corrections(disclosure: Disclosure) -> str:
    texts = " ".join(f"Rettelse: {correction.text}" for correction in disclosure.corrections.all())
    return disclosure.case.citizen.struck_from(texts)


class DisclosureTable(Table):
    caption = "Udvekslede oplysninger"
    file_name = "oplysninger"
    empty = "Der er ikke udvekslet oplysninger endnu."
    default_sort = "-at"
    filter_form = DisclosureScope
    columns: ClassVar[Sequence[Column]] = (
        Column(
            key="at",
            label="Hvornår",
            value=lambda disclosure: disclosure.occurred_at,
            order=("occurred_at", "id"),
            keeps_together=True,
        ),
        Column(key="way", label="Retning", value=lambda disclosure: disclosure.went),
        Column(
            key="who",
            label="Hvem",
            value=lambda disclosure: disclosure.counterpart,
            order=("counterpart", "id"),
        ),
        Column(
            key="what",
            label="Hvad",
            value=lambda disclosure: disclosure.case.citizen.struck_from(disclosure.content),
        ),
        Column(key="corrections", label="Rettelser", value=_corrections),
        Column(key="means", label="Hvordan", value=Disclosure.get_means_display),
        Column(key="basis", label="Efter", value=lambda disclosure: disclosure.basis),
        Column(
            key="by",
            label="Skrevet af",
            value=lambda disclosure: disclosure.recorded_by.short_name,
            export=lambda disclosure: disclosure.recorded_by.name,
        ),
        Column(key="recorded", label="Skrevet", value=lambda disclosure: disclosure.recorded_at),
    )

    def filtered(self, rows: QuerySet[Disclosure], cleaned: dict[str, Any]) -> QuerySet[Disclosure]:
        direction = cleaned.get("direction")
        return rows.filter(direction=direction) if direction else rows


class CorrectableDisclosureTable(DisclosureTable):
    """The same for those who may write a correction beside a line."""

    columns = tuple(
        replace(column, template="cases/_disclosed.html") if column.key == "what" else column
        for column in DisclosureTable.columns
    )
