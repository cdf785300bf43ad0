from collections.abc import Collection, Iterator
from typing import Any

from django import forms

from cases.models import CitizenStatus, Code
from cases.services.status import StatusValues
from cases.status.facts import CODE_FACTS, GROUPS, MOST_SUBSTANCES, NUMBER_FACTS, Substance, Told
from rusmiddel.forms import DanishDateField

UNTOLD_WORDS = {
    "ukendt": "unknown",
    "u": "unknown",
    "?": "unknown",
    "ønsker ikke at svare": "declined",
    "ønsker ikke": "declined",
    "ø": "declined",
}
UNTOLD_LABELS = {"unknown": "Ukendt", "declined": "Ønsker ikke at svare"}


class ToldField(forms.CharField):
    """A number, or 'ukendt' or 'ønsker ikke'; cleaned to Told."""

    def __init__(self, *, highest: int, **options: Any) -> None:
        self.highest = highest
        super().__init__(
            required=False,
            max_length=20,
            widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Told):
            return UNTOLD_LABELS.get(value.untold, "" if value.number is None else str(value.number))
        return value

    def clean(self, value: Any) -> Told:
        text = super().clean(value).strip().lower()
        if not text:
            return Told()
        if text in UNTOLD_WORDS:
            return Told(untold=UNTOLD_WORDS[text])
        if text.isdecimal() and int(text) <= self.highest:
            return Told(number=int(text))
        raise forms.ValidationError(f"Skriv et tal fra 0 til {self.highest}, »ukendt« eller »ønsker ikke«.")


class StatusForm(forms.Form):
    """The citizen's situation; what is left empty has not been asked yet."""

    on = DanishDateField(label="Status pr.")

    def __init__(self, *args: Any, codes: Collection[Code], known: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices: dict[str, list[tuple[str, str]]] = {}
        for code in codes:
            self._choices.setdefault(code.list, []).append((code.code, code.label))
        for _, names in GROUPS:
            for name in names:
                if name not in known:
                    self.fields[name] = self._fact(name)
        for place in range(1, MOST_SUBSTANCES + 1):
            self.fields[f"drug_{place}"] = self._choice("drug", "Stof", "Intet valgt")
            self.fields[f"route_{place}"] = self._choice("route", "Indtages")
            self.fields[f"days_{place}"] = ToldField(label="Dage de seneste 30", highest=30)
            self.fields[f"first_age_{place}"] = ToldField(label="Alder første gang", highest=100)

    def _fact(self, name: str) -> forms.Field:
        label = CitizenStatus.label_of(name)
        if name in CODE_FACTS:
            return self._choice(name, label)
        return ToldField(label=label, highest=NUMBER_FACTS[name])

    def _choice(self, code_list: str, label: str, empty: str = "Ikke spurgt endnu") -> forms.ChoiceField:
        choices = [("", empty), *self._choices.get(code_list, [])]
        return forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """The fields under their headings."""
        for heading, names in GROUPS:
            if fields := [self[name] for name in names if name in self.fields]:
                yield heading, fields
        for place in range(1, MOST_SUBSTANCES + 1):
            heading = "Stof, der bruges mest" if place == 1 else f"Andet stof {place - 1}"
            yield heading, [self[f"{name}_{place}"] for name in ("drug", "route", "days", "first_age")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place in range(1, MOST_SUBSTANCES + 1):
            told = [cleaned.get(f"{name}_{place}", Told()) for name in ("days", "first_age")]
            has_more = cleaned.get(f"route_{place}") or any(one.is_answered for one in told)
            if has_more and not cleaned.get(f"drug_{place}"):
                self.add_error(f"drug_{place}", "Vælg stoffet.")
        drugs = [cleaned.get(f"drug_{place}") for place in range(1, MOST_SUBSTANCES + 1)]
        for place, drug in enumerate(drugs, 1):
            if drug and drug not in UNTOLD_LABELS and drug in drugs[: place - 1]:
                self.add_error(f"drug_{place}", "Stoffet står der allerede.")
        return cleaned

    @property
    def values(self) -> StatusValues:
        cleaned = self.cleaned_data
        return StatusValues(
            on=cleaned["on"],
            codes={name: cleaned[name] for name in CODE_FACTS if name in self.fields},
            numbers={name: cleaned[name] for name in NUMBER_FACTS if name in self.fields},
            substances=[
                Substance(
                    drug=cleaned[f"drug_{place}"],
                    route=cleaned[f"route_{place}"],
                    days=cleaned[f"days_{place}"],
                    first_age=cleaned[f"first_age_{place}"],
                )
                for place in range(1, MOST_SUBSTANCES + 1)
                if cleaned[f"drug_{place}"]
            ],
        )


class StatusCorrectionForm(StatusForm):
    """The right facts in place of wrong ones, and why."""

    reason = forms.CharField(label="Hvorfor rettes den?", widget=forms.Textarea(attrs={"rows": 2}))


def initial_of(status: CitizenStatus | None) -> dict[str, Any]:
    """The form as it was last answered: what has not changed need not be asked again."""
    if status is None:
        return {}
    initial: dict[str, Any] = {**status.codes, **status.numbers}
    for use in status.substances.order_by("position"):
        initial |= {
            f"drug_{use.position}": use.drug,
            f"route_{use.position}": use.route,
            f"days_{use.position}": Told(number=use.days, untold=use.days_untold),
            f"first_age_{use.position}": Told(number=use.first_age, untold=use.first_age_untold),
        }
    return initial
