"""The stock of gift cards as a list, on the page and as a spreadsheet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cases.models import Case
from offers.models import Course, GiftCard
from rusmiddel.tables import Column, Table

STATES = {
    "in_hand": Q(handed_on=None, withdrawn_on=None),
    "handed_out": Q(handed_on__isnull=False),
    "withdrawn": Q(withdrawn_on__isnull=False),
}


class Shown(forms.Form):
    """Which cards the list shows."""

    state = forms.ChoiceField(
        label="Kort",
        choices=[
            ("", "Alle"),
            ("in_hand", "I behold"),
            ("handed_out", "Udleveret"),
            ("withdrawn", "Trukket ud"),
        ],
        required=False,
    )
    year = forms.IntegerField(label="Udleveret i året", min_value=2000, max_value=2100, required=False)


def _handed(card: Any) -> Any:
    return next(iter(card.standing_hand_outs), None)


class GiftCardTable(Table):
    """Every card; the case stands beside it for whoever may see the case."""

    caption = "Gavekort"
    file_name = "gavekort"
    empty = "Ingen gavekort her. De lægges ind, når de er modtaget."
    default_sort = "number"
    filter_form = Shown
    columns = (
        Column(
            key="number",
            label="Nummer",
            value=lambda card: card.number,
            order=("number",),
            keeps_together=True,
        ),
        Column(
            key="amount", label="Kroner", value=lambda card: card.amount, order=("amount",), is_number=True
        ),
        Column(key="received", label="Modtaget", value=lambda card: card.received_on, order=("received_on",)),
        Column(key="state", label="Status", value=lambda card: card.state),
        Column(
            key="handed",
            label="Udleveret",
            value=lambda card: card.handed_on,
            order=("handed_on",),
            nullable=True,
        ),
        Column(
            key="case",
            label="Sag",
            value=lambda card: card.case_number,
            link=lambda card: card.case_path,
            keeps_together=True,
        ),
        Column(
            key="by",
            label="Udleveret af",
            value=lambda card: _handed(card).handed_by.name if _handed(card) else "",
        ),
        Column(
            key="signed",
            label="Kvitteret",
            value=lambda card: _handed(card).signed_on if _handed(card) else None,
        ),
        Column(
            key="withdrawn",
            label="Trukket ud",
            value=lambda card: card.withdrawn_on,
            order=("withdrawn_on",),
            nullable=True,
        ),
        Column(key="reason", label="Hvorfor", value=lambda card: card.withdrawn_reason),
    )

    def filtered(self, rows: QuerySet[Any], cleaned: dict[str, Any]) -> QuerySet[Any]:
        if state := STATES.get(cleaned.get("state") or ""):
            rows = rows.filter(state)
        if year := cleaned.get("year"):
            rows = rows.filter(handed_on__year=year)
        return rows

    def prepared(self, rows: Sequence[GiftCard]) -> Sequence[GiftCard]:
        """With the case of those handed out, where the user may see it."""
        of_card = {
            card.pk: handed.course_id for card in rows for handed in getattr(card, "standing_hand_outs", ())
        }
        user: Any = self.request.user
        visible = Course.objects.filter(
            pk__in=of_card.values(), case__in=Case.objects.visible_to(user)
        ).select_related("case")
        cases = {course.pk: course.case for course in visible}
        for card in rows:
            case = cases.get(of_card.get(card.pk, 0))
            card.case_number = case.number if case else ""  # type: ignore[attr-defined]
            card.case_path = case.get_absolute_url() if case else ""  # type: ignore[attr-defined]
        return rows
