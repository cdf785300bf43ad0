from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from cases.questionnaires.schema import Questionnaire
from cases.questionnaires.scoring import DECLINED
from cases.services.questionnaires import Written
from rusmiddel.forms import DanishDateField

# Far more than the longest questionnaire there is; anything larger is the wrong file.
MAX_BYTES = 200_000


class AnswersForm(forms.Form):
    """A questionnaire as it is asked; nothing has to be answered until it is finished."""

    answered_on = DanishDateField(label="Besvaret den")
    # The revision that is written on, so that two who write at once are told of each other.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        numbers = {question.key: number for number, question in enumerate(questionnaire.questions, 1)}
        for question in questionnaire.questions:
            skip = question.skipped_by
            choice = questionnaire.question(skip.question).choice(skip.choice) if skip else None
            self.fields[question.key] = forms.ChoiceField(
                label=f"{numbers[question.key]}. {question.text}",
                choices=[
                    *((choice.key, choice.text) for choice in question.choices),
                    (DECLINED, "Ønsker ikke at svare"),
                ],
                required=False,
                widget=forms.RadioSelect,
                help_text=(
                    f"Springes over, når svaret på {numbers[skip.question]} er »{choice.text}«."
                    if skip and choice
                    else ""
                ),
            )

    @property
    def written(self) -> Written:
        return Written(
            answered_on=self.cleaned_data["answered_on"],
            answers={
                question.key: self.cleaned_data[question.key] for question in self.questionnaire.questions
            },
        )

    def go_on_from(self, revision: int) -> None:
        """The writer has now been shown what is stored; sending the form again overrules it."""
        self.data = self.data.copy()
        self.data["seen"] = str(revision)


class ReplacementForm(AnswersForm):
    """The right answers in place of wrong ones, and why."""

    reason = forms.CharField(label="Hvorfor rettes den?", widget=forms.Textarea(attrs={"rows": 2}))


@dataclass(frozen=True)
class QuestionnaireFile:
    name: str
    text: str


class LoadQuestionnaireForm(forms.Form):
    """The file with a questionnaire, and the day from which it is used."""

    file = forms.FileField(label="Fil", help_text="En TOML-fil med hele spørgeskemaet.")
    valid_from = DanishDateField(label="Bruges fra", initial=timezone.localdate)

    def clean_file(self) -> QuestionnaireFile:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Filen er for stor til at være et spørgeskema.")
        try:
            text = file.read().decode("utf-8")
        except UnicodeDecodeError:
            raise forms.ValidationError("Filen er ikke en tekstfil i UTF-8.") from None
        if "\0" in text:
            raise forms.ValidationError("Filen er ikke en tekstfil i UTF-8.")
        return QuestionnaireFile(name=file.name, text=text)
