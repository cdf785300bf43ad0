"""The forms of the letters' way out."""

from datetime import date
from typing import Any

from django import forms

from cases.models import Case, Partner
from rusmiddel.forms import DanishDateField, DanishDateTimeField
from rusmiddel.letters.enums import (
    BlockUse,
    Channel,
    LetterKind,
    LetterLanguage,
    SetbackReason,
)
from rusmiddel.letters.models import Letter, TextBlock
from visitation.written_letters import WrittenValues, asked_partners


class BatchForm(forms.Form):
    """Which letters go in the day's batch: all of them unless one is taken out."""

    letters = forms.ModelMultipleChoiceField(
        queryset=Letter.objects.none(),
        label="Breve",
        error_messages={"required": "Vælg mindst ét brev.", "invalid_choice": "Brevet er sendt imens."},
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letters = self.fields["letters"]
        assert isinstance(letters, forms.ModelMultipleChoiceField)
        letters.queryset = waiting


class BatchSentForm(forms.Form):
    sent_on = DanishDateField(label="Lagt til post den")


class ReturnedForm(forms.Form):
    """Returned mail: when it came, and what the envelope says."""

    returned_on = DanishDateField(label="Kom retur den")
    reason = forms.ChoiceField(
        label="Hvad står der på kuverten?",
        widget=forms.RadioSelect,
        choices=[
            (reason.value, reason.label) for reason in SetbackReason if reason != SetbackReason.DIGITAL_POST
        ],
    )
    note = forms.CharField(label="Bemærkning", max_length=500, required=False)

    def clean_reason(self) -> SetbackReason:
        return SetbackReason(self.cleaned_data["reason"])


class WrittenLetterForm(forms.Form):
    """A letter written beside the case; what only one kind needs is asked for that kind alone."""

    title = forms.CharField(label="Overskrift", max_length=200)
    meets_at = DanishDateTimeField(label="Hvornår er samtalen?")
    place = forms.CharField(label="Hvor er samtalen?", max_length=200)
    partner = forms.ModelChoiceField(queryset=Partner.objects.none(), label="Hvem?")
    purpose = forms.CharField(label="Formål med samtykket", max_length=200)
    text = forms.CharField(label="Tekst", widget=forms.Textarea(attrs={"rows": 14}))
    summary = forms.ModelChoiceField(
        queryset=TextBlock.objects.none(),
        label="Resumé på et andet sprog",
        required=False,
        empty_label="Intet",
    )
    channel = forms.ChoiceField(
        label="Hvordan får modtageren brevet?",
        widget=forms.RadioSelect,
        choices=[(Channel.POST.value, "Med posten"), (Channel.HANDED_OVER.value, "I hånden")],
    )
    may_print_protected_address = forms.BooleanField(
        label="Den beskyttede adresse må trykkes på brevet", required=False
    )

    # Which fields only some kinds ask.
    ONLY_FOR = {
        "meets_at": {LetterKind.APPOINTMENT},
        "place": {LetterKind.APPOINTMENT},
        "partner": {LetterKind.CONSENT_FORM, LetterKind.STATUS_REQUEST},
        "purpose": {LetterKind.CONSENT_FORM},
    }

    def __init__(self, *args: Any, kind: LetterKind, case: Case, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name, kinds in self.ONLY_FOR.items():
            if kind not in kinds:
                del self.fields[name]
        if kind == LetterKind.STATUS_REQUEST:
            asked = [partner.pk for partner in asked_partners(case, today)]
            self._offer("partner", Partner.objects.filter(pk__in=asked).order_by("sort_key"))
        elif kind == LetterKind.CONSENT_FORM:
            self._offer("partner", Partner.objects.in_use().order_by("sort_key"))
        self._offer("summary", TextBlock.objects.in_force(today).filter(use=BlockUse.SUMMARY))
        if case.citizen.is_anonymous or kind == LetterKind.STATUS_REQUEST:
            del self.fields["channel"]
        if not case.citizen.is_protected or kind == LetterKind.STATUS_REQUEST:
            del self.fields["may_print_protected_address"]

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = choices

    @property
    def values(self) -> WrittenValues:
        cleaned = dict(self.cleaned_data)
        channel = Channel(cleaned.pop("channel", "") or Channel.HANDED_OVER)
        return WrittenValues(kind=self.kind, channel=channel, **cleaned)


class BlockForm(forms.Form):
    """A text block, or a new version of one."""

    title = forms.CharField(label="Navn", max_length=100)
    use = forms.ChoiceField(label="Bruges i", choices=BlockUse.choices)
    language = forms.ChoiceField(label="Sprog", choices=LetterLanguage.choices)
    text = forms.CharField(label="Tekst", widget=forms.Textarea(attrs={"rows": 10}))
    valid_from = DanishDateField(label="Gælder fra")

    def clean_use(self) -> BlockUse:
        return BlockUse(self.cleaned_data["use"])

    def clean_language(self) -> LetterLanguage:
        return LetterLanguage(self.cleaned_data["language"])
