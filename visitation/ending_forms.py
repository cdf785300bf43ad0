"""What is typed when treatment ends against the citizen's wish, when another offer is given instead, and when
the guarantee was not kept.
"""

from typing import Any

from django import forms

from cases.models import Code
from offers.forms import choices_of
from offers.services.follow_ups import END_STATUS
from rusmiddel.standards.schema import Standard
from visitation.competence import Decider
from visitation.further_forms import FurtherForm
from visitation.services.endings import STATUS_UNKNOWN, Ending


class EndingForm(FurtherForm):
    """Why treatment ends, and what else there is."""

    what_next = forms.CharField(
        label="Hvilken anden hjælp kan borgeren få?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skriv til borgeren, hvem der kan fortsætte behandlingen, og at borgeren frit kan vælge.",
    )
    end_status = forms.ChoiceField(label="Status ved afslutning")
    evaluation = forms.CharField(
        label="Hvad førte planen til?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Skal skrives, når der er en behandlingsplan.",
    )

    field_order = (
        "hearing",
        "known_from",
        "facts",
        "reasons",
        "what_next",
        "end_status",
        "evaluation",
        "body_key",
        "present",
        "channel",
        "may_print_protected_address",
    )

    def __init__(self, *args: Any, codes: list[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end_status"] = forms.ChoiceField(
            label="Status ved afslutning", choices=choices_of(codes, END_STATUS), initial=STATUS_UNKNOWN
        )

    @property
    def ending(self) -> Ending:
        cleaned = self.cleaned_data
        return Ending(
            what_next=cleaned["what_next"],
            end_status=cleaned["end_status"],
            evaluation=cleaned["evaluation"],
        )


class ChangeForm(FurtherForm):
    """Which offer is given instead."""

    offer_key = forms.ChoiceField(label="Nyt tilbud")

    field_order = (
        "offer_key",
        "hearing",
        "known_from",
        "facts",
        "reasons",
        "body_key",
        "present",
        "channel",
        "may_print_protected_address",
    )

    def __init__(self, *args: Any, standard: Standard, now_key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(offer.key, offer.name) for offer in standard.offers if offer.key != now_key]
        self.fields["offer_key"] = forms.ChoiceField(
            label="Nyt tilbud", choices=[("", "Vælg tilbud"), *others]
        )


class ExceededForm(FurtherForm):
    """Why treatment did not begin in time, and what happens now."""

    what_next = forms.CharField(
        label="Hvad sker der nu?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skriv til borgeren, hvornår behandlingen kan begynde.",
    )

    field_order = (
        "facts",
        "reasons",
        "what_next",
        "body_key",
        "present",
        "channel",
        "may_print_protected_address",
    )

    def __init__(self, *args: Any, deciders: list[Decider], **kwargs: Any) -> None:
        super().__init__(*args, deciders=deciders, **kwargs)
        for name in ("hearing", "known_from"):
            self.fields.pop(name, None)
        facts, reasons = self.fields["facts"], self.fields["reasons"]
        facts.label = "Hvad er der sket?"
        facts.help_text = "»Vi havde ingen ledig tid, før fristen var gået.« Dagene skrives af sig selv."
        reasons.label, reasons.help_text = "Hvorfor er behandlingen ikke begyndt?", ""
