"""The list of letters."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cases.letters import shown_recipient
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.models import Dispatch, Letter
from rusmiddel.tables import Column, Table


class Scope(forms.Form):
    """Which letters the list shows."""

    STATES = [("", "Alle"), ("waiting", "Ikke sendt"), ("sent", "Sendt")]

    state = forms.ChoiceField(label="Breve", choices=STATES, required=False)
    kind = forms.ChoiceField(label="Slags", choices=[("", "Alle slags"), *LetterKind.choices], required=False)


def _sent(letter: Letter) -> str:
    return ", ".join(dispatch.get_channel_display() for dispatch in letter.dispatches.all())


class LetterTable(Table):
    caption = "Breve"
    file_name = "breve"
    empty = "Ingen breve endnu. Et brev skrives, når en sag afgøres."
    default_sort = "-issued"
    filter_form = Scope
    columns = (
        Column(
            key="issued",
            label="Skrevet",
            value=lambda letter: letter.issued_at,
            order=("issued_at",),
            keeps_together=True,
        ),
        Column(
            key="case",
            label="Sag",
            value=lambda letter: letter.case.number,
            order=("case__number",),
            link=lambda letter: letter.case.get_absolute_url(),
            keeps_together=True,
        ),
        Column(key="to", label="Til", value=shown_recipient),
        Column(
            key="title",
            label="Brev",
            value=lambda letter: letter.title,
            link=lambda letter: reverse("visitation:letter_pdf", args=[letter.case.number, letter.pk]),
        ),
        Column(
            key="sent",
            label="Sendt",
            value=lambda letter: _sent(letter) or "Ikke sendt",
            link=lambda letter: reverse("visitation:letter", args=[letter.case.number, letter.pk]),
        ),
        Column(key="received", label="Modtaget", value=lambda letter: letter.received_on),
        Column(key="by", label="Skrevet af", value=lambda letter: letter.issued_by.short_name),
    )

    def filtered(self, rows: QuerySet[Letter], cleaned: dict[str, Any]) -> QuerySet[Letter]:
        if kind := cleaned.get("kind"):
            rows = rows.filter(kind=kind)
        match cleaned.get("state"):
            case "waiting":
                return rows.not_sent()
            case "sent":
                return rows.filter(Exists(Dispatch.objects.filter(letter=OuterRef("pk"))))
        return rows
